import { lazy, Suspense, useEffect, useState } from 'react';
import { LoginPage } from './login/login-page.tsx';
import { say } from './say.ts';
import { useLink } from './use-link.ts';

const Shell = lazy(() => import('./shell/shell.tsx'));

/** Login before the first page, the shell behind it. A dropped line does not send anybody back to the login. */
export function Door() {
  const { state } = useLink();
  const [inside, setInside] = useState(false);
  useEffect(() => {
    if (state === 'online') setInside(true);
    if (state === 'signed-out') setInside(false);
  }, [state]);

  if (state === 'signed-out') return <LoginPage />;
  if (!inside) return <Waiting offline={state === 'offline'} />;
  return (
    <Suspense fallback={<Waiting offline={false} />}>
      <Shell />
    </Suspense>
  );
}

function Waiting({ offline }: { offline: boolean }) {
  return (
    <main className="door">
      <p role="status">{say(offline ? 'console.door.noCenter' : 'console.door.connecting')}</p>
    </main>
  );
}
