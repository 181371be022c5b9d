import { useEffect, useState } from 'react';
import { forgetSecret, invitedBy, keptSecret } from '../access.ts';
import { calls } from '../call/calls.ts';
import { HomePage } from '../home/home-page.tsx';
import { link } from '../link.ts';
import { useLink } from '../use-link.ts';
import { InvitationPage } from './invitation-page.tsx';
import { Notice } from './notice.tsx';

/** Which page it is: an invitation that is opened, the home that it led to, or why there is neither. */
export function Door() {
  const [token, setToken] = useState(() => invitedBy(window.location.hash));
  const [secret, setSecret] = useState(keptSecret);

  useEffect(() => {
    const changed = () => setToken(invitedBy(window.location.hash));
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, []);

  /** The token has done its work: it must not stay in the address, which people copy and send on. */
  function home(): void {
    window.history.replaceState(null, '', window.location.pathname);
    setToken(undefined);
    setSecret(keptSecret());
  }

  if (token) return <InvitationPage key={token} token={token} known={secret !== undefined} onHome={home} />;
  if (!secret) return <Notice title="phone.door.none" words="phone.door.noneHelp" />;
  return <Inside key={secret} secret={secret} />;
}

function Inside({ secret }: { secret: string }) {
  const { state } = useLink();
  useEffect(() => {
    link.open(secret);
    const inView = () => document.visibilityState === 'visible' && link.wake();
    document.addEventListener('visibilitychange', inView);
    return () => document.removeEventListener('visibilitychange', inView);
  }, [secret]);
  useEffect(() => {
    if (state !== 'ended') return;
    forgetSecret();
    // Pictures go from page to page: what was being talked must not go on without leave.
    calls.close();
  }, [state]);

  if (state === 'ended') return <Notice title="phone.door.ended" words="phone.door.endedHelp" />;
  if (state === 'outdated') {
    return (
      <Notice
        title="phone.door.outdated"
        words="phone.door.outdatedHelp"
        deed={{ label: 'phone.do.reload', run: () => window.location.reload() }}
      />
    );
  }
  return <HomePage />;
}
