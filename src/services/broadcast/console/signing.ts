import { type Purpose, signedText } from '../protocol.ts';
import { base64Of, bytesOf } from './keys/base64.ts';
import { keepKey, keptKey } from './keys/key-store.ts';

/** Why a browser cannot sign: the page was not opened by https, or the browser is too old for Ed25519. */
export type CannotSign = 'insecure' | 'old';

/** What WebCrypto calls the algorithm of RFC 8032. */
export const ED25519 = 'Ed25519';

/** Whether this browser can make keys and sign; undefined when it can. */
export async function cannotSign(): Promise<CannotSign | undefined> {
  if (!window.isSecureContext) return 'insecure';
  try {
    await crypto.subtle.generateKey(ED25519, false, ['sign', 'verify']);
    return undefined;
  } catch {
    return 'old';
  }
}

/**
 * Makes this person's key in this browser, once: a key that is there already is given back. The private half cannot be
 * taken out of the browser, not even by this page. Gives the public half in base64.
 */
export async function makeOwnKey(staffId: string): Promise<string> {
  const kept = await keptKey(staffId);
  if (kept) return kept.key;
  const pair = await crypto.subtle.generateKey(ED25519, false, ['sign', 'verify']);
  const key = base64Of(await crypto.subtle.exportKey('raw', pair.publicKey));
  await keepKey(staffId, { key, privateKey: pair.privateKey });
  return key;
}

/** The public half of this person's key in this browser; undefined when there is none. */
export async function ownKey(staffId: string): Promise<string | undefined> {
  return (await keptKey(staffId))?.key;
}

/** Signs a text for a purpose with this person's key. Throws when this browser has none. */
export async function signText(
  staffId: string,
  purpose: Purpose,
  text: string,
): Promise<{ key: string; signature: string }> {
  const kept = await keptKey(staffId);
  if (!kept) throw new Error('this browser has no key of this person');
  return { key: kept.key, signature: await signWith(kept.privateKey, purpose, text) };
}

/** Signs a text for a purpose with a private key; the signature in base64. */
export async function signWith(privateKey: CryptoKey, purpose: Purpose, text: string): Promise<string> {
  return base64Of(await crypto.subtle.sign(ED25519, privateKey, bytesOf(signedText(purpose, text))));
}

/** SHA-256 of a text's UTF-8 bytes, in hex. */
export async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
