import * as v from 'valibot';
import { Id } from '../../../../protocol/ids.ts';
import { PublicKey } from '../../protocol.ts';
import { ED25519 } from '../signing.ts';
import { base64Of, bytesOf, fromBase64 } from './base64.ts';

/** Rounds of PBKDF2-HMAC-SHA-256, as OWASP advises since 2023. */
const ROUNDS = 600_000;
const SALT_BYTES = 16;
const IV_BYTES = 12;
/** Shortest words that may lock a root, in characters. */
export const PASSPHRASE_MIN = 12;

const Base64 = v.pipe(v.string(), v.base64());

/**
 * The community's root on a memory stick: the private half as PKCS #8 (RFC 8410), locked by AES-256-GCM under a key that
 * PBKDF2 makes of a passphrase. `public` is the raw public key, as the center knows it.
 */
const RootFile = v.object({
  kind: v.literal('xiyangli-root'),
  v: v.literal(1),
  community: Id,
  public: PublicKey,
  pkcs8: Base64,
  lock: v.object({
    cipher: v.literal('AES-256-GCM'),
    iv: Base64,
    kdf: v.literal('PBKDF2-SHA-256'),
    salt: Base64,
    rounds: v.pipe(v.number(), v.integer(), v.minValue(100_000), v.maxValue(10_000_000)),
  }),
});
export type RootFile = v.InferOutput<typeof RootFile>;

/** Makes a new root. What is returned is the file; the private half is nowhere else. */
export async function makeRoot(community: string, passphrase: string): Promise<RootFile> {
  const pair = await crypto.subtle.generateKey(ED25519, true, ['sign', 'verify']);
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const lock = await lockOf(passphrase, salt, ROUNDS);
  const secret = await crypto.subtle.exportKey('pkcs8', pair.privateKey);
  return {
    kind: 'xiyangli-root',
    v: 1,
    community,
    public: base64Of(await crypto.subtle.exportKey('raw', pair.publicKey)),
    pkcs8: base64Of(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, lock, secret)),
    lock: { cipher: 'AES-256-GCM', iv: base64Of(iv), kdf: 'PBKDF2-SHA-256', salt: base64Of(salt), rounds: ROUNDS },
  };
}

/** A root's file read from its text; undefined when it is none. */
export function readRootFile(text: string): RootFile | undefined {
  try {
    const parsed = v.safeParse(RootFile, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The root's private key, to sign with and no more; undefined for a wrong passphrase, or a file whose private half is
 * not that of the public one it names.
 */
export async function unlockRoot(file: RootFile, passphrase: string): Promise<CryptoKey | undefined> {
  try {
    const lock = await lockOf(passphrase, fromBase64(file.lock.salt), file.lock.rounds);
    const iv = fromBase64(file.lock.iv);
    const secret = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, lock, fromBase64(file.pkcs8));
    const root = await crypto.subtle.importKey('pkcs8', secret, ED25519, false, ['sign']);
    return (await belongs(root, file.public)) ? root : undefined;
  } catch {
    return undefined;
  }
}

async function belongs(root: CryptoKey, publicKey: string): Promise<boolean> {
  const probe = crypto.getRandomValues(new Uint8Array(32));
  const own = await crypto.subtle.importKey('raw', fromBase64(publicKey), ED25519, false, ['verify']);
  return crypto.subtle.verify(ED25519, own, await crypto.subtle.sign(ED25519, root, probe), probe);
}

async function lockOf(passphrase: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const words = await crypto.subtle.importKey('raw', bytesOf(passphrase.normalize('NFKC')), 'PBKDF2', false, [
    'deriveKey',
  ]);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    words,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
