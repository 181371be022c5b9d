import * as v from 'valibot';
import { Refusal } from '../protocol/reply.ts';
import { link } from './link.ts';

const Refused = v.object({ refusal: Refusal });
const NO_CENTER: Refusal = { code: 'unavailable', text: 'console.refused.offline' };

/** Signs in with login and password. Undefined when it worked; the session is then a cookie that scripts cannot read. */
export async function signIn(login: string, password: string): Promise<Refusal | undefined> {
  const answer = await post('/api/login', { login, password });
  if (!answer) return NO_CENTER;
  if (!answer.ok) {
    const body = v.safeParse(Refused, await answer.json().catch(() => undefined));
    return body.success ? body.output.refusal : NO_CENTER;
  }
  link.open();
  return undefined;
}

/** Ends the session at the center and hangs up, also when the center cannot be reached. */
export async function signOut(): Promise<void> {
  await post('/api/logout', {});
  link.close();
}

async function post(path: string, body: object): Promise<Response | undefined> {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    return undefined;
  }
}
