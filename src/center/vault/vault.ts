import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Ed25519 keys of the center (RFC 8032), in files of their own: whoever copies the database has none of them. */
export interface Vault {
  /** Makes a key; gives its public half (32 bytes, base64). `purpose` begins the file's name. */
  make(purpose: string): string;
  /** Whether the private half of this public key is here. */
  has(publicKey: string): boolean;
  /** Public halves of the keys made for a purpose, in the order of their files' names. */
  of(purpose: string): string[];
  /** Signs the UTF-8 bytes of a text; base64. Throws when the private half is not here. */
  sign(publicKey: string, text: string): string;
  /** Makes a text unreadable for whoever has only the database, such as a camera's password (AES-256-GCM, base64). */
  seal(text: string): string;
  /** The text that was sealed. Throws for what this center has not sealed. */
  unseal(sealed: string): string;
}

/** Before the 32 raw bytes of a public key in SubjectPublicKeyInfo (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The key that texts are sealed with, made at first use. */
function sealKey(folder: string): Buffer {
  const file = join(folder, 'seal.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 });
  return readFileSync(file);
}

/** Opens the folder of keys, which is made when it is missing; only its owner may look into it. */
export function openVault(folder: string): Vault {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keys = new Map<string, { purpose: string; key: KeyObject }>();
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.pem')) continue;
    const key = createPrivateKey(readFileSync(join(folder, file)));
    keys.set(publicHalf(key), { purpose: file.slice(0, file.lastIndexOf('-')), key });
  }
  return {
    make(purpose) {
      const { privateKey } = generateKeyPairSync('ed25519');
      const name = publicHalf(privateKey);
      const file = `${purpose}-${createHash('sha256').update(name).digest('hex').slice(0, 16)}.pem`;
      writeFileSync(join(folder, file), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
      keys.set(name, { purpose, key: privateKey });
      return name;
    },
    has: (publicKey) => keys.has(publicKey),
    of: (purpose) => [...keys].filter(([, one]) => one.purpose === purpose).map(([name]) => name),
    sign(publicKey, text) {
      const found = keys.get(publicKey);
      if (!found) throw new Error('the vault lacks a private key');
      return sign(null, Buffer.from(text), found.key).toString('base64');
    },
    seal(text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealKey(folder), iv);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
    },
    unseal(sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      const cipher = createDecipheriv('aes-256-gcm', sealKey(folder), bytes.subarray(0, IV_BYTES));
      cipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return cipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + cipher.final('utf8');
    },
  };
}

function publicHalf(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(SPKI.length).toString('base64');
}

/** Does an Ed25519 signature (base64) over the UTF-8 bytes of a text fit a raw public key (base64)? Never throws. */
export function signatureFits(publicKey: string, text: string, signature: string): boolean {
  try {
    const der = Buffer.concat([SPKI, Buffer.from(publicKey, 'base64')]);
    const key = createPublicKey({ key: der, type: 'spki', format: 'der' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
