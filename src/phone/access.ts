import * as v from 'valibot';
import { ACCEPT_PATH, INVITATION_PATH, InvitationSeen } from '../protocol/contracts/relatives.ts';
import { Refusal, type Reply } from '../protocol/reply.ts';

const SECRET = 'phone.secret';
const NO_CENTER: Refusal = { code: 'unavailable', text: 'phone.line.offline' };
const Refused = v.object({ refusal: Refusal });

/** The token of the invitation that this page was opened with, if any: it stands behind `#`. */
export function invitedBy(hash: string): string | undefined {
  return /^#([\w-]{20,128})$/.exec(hash)?.[1];
}

/** The secret that this phone proves itself by; undefined before an invitation was taken. */
export function keptSecret(): string | undefined {
  return localStorage.getItem(SECRET) ?? undefined;
}

/** Forgets the secret: the access has ended. */
export function forgetSecret(): void {
  localStorage.removeItem(SECRET);
}

/** 32 random bytes as hexadecimal digits. */
export function newSecret(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Who invites. */
export async function lookAtInvitation(token: string): Promise<Reply<InvitationSeen>> {
  const answer = await post(INVITATION_PATH, { token });
  if (!answer?.ok) return { ok: false, refusal: await refusalOf(answer) };
  const seen = v.safeParse(InvitationSeen, await answer.json().catch(() => undefined));
  return seen.success ? { ok: true, value: seen.output } : { ok: false, refusal: NO_CENTER };
}

/**
 * Takes the invitation and keeps the secret. The same secret must be given again after a reply that was lost: the token is
 * good for one phone only.
 */
export async function takeInvitation(token: string, name: string, secret: string): Promise<Refusal | undefined> {
  const answer = await post(ACCEPT_PATH, { token, name, secret });
  if (!answer?.ok) return refusalOf(answer);
  localStorage.setItem(SECRET, secret);
  return undefined;
}

async function refusalOf(answer: Response | undefined): Promise<Refusal> {
  const body = v.safeParse(Refused, await answer?.json().catch(() => undefined));
  return body.success ? body.output.refusal : NO_CENTER;
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
