import { type FormEvent, useState } from 'react';
import type { Refusal } from '../../protocol/reply.ts';
import { say, sayRefusal } from '../say.ts';
import { signIn } from '../session.ts';
import './login-page.css';

/** Plain form elements: the login is there before the big component library is. */
export function LoginPage() {
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal(await signIn(String(form.get('login')).trim(), String(form.get('password'))));
    setBusy(false);
  }

  return (
    <main className="door">
      <form className="login" onSubmit={(event) => void submit(event)}>
        <h1>{say('console.name')}</h1>
        <p className="login-hint">{say('console.login.hint')}</p>
        <label>
          {say('console.login.login')}
          <input name="login" autoComplete="username" autoCapitalize="none" spellCheck={false} required />
        </label>
        <label>
          {say('console.login.password')}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        {refusal && (
          <p className="login-refusal" role="alert">
            {sayRefusal(refusal)}
          </p>
        )}
        <button type="submit" disabled={busy}>
          {say(busy ? 'console.login.busy' : 'console.login.enter')}
        </button>
      </form>
    </main>
  );
}
