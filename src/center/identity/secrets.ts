import { createHash, randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** What is kept of a box's secret or a session's token: both are long and random, so a plain hash is enough. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A new session token. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Six digits to be read off a screen and typed by a clerk. */
export function newCode(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, '0');
}

/** argon2id with the library's defaults (19 MiB, 2 passes). */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

// Checked when there is no such login, so that the time of an answer does not tell which logins exist.
const nobody = hashPassword(newToken());

/** Is this the password? `stored` undefined stands for an unknown login: false, after the same time. */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await nobody), password);
  return matches && stored !== undefined;
}
