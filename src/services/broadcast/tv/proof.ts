import nacl from 'tweetnacl';
import { signedText, type Verify } from '../protocol.ts';

/*
 * What it takes to believe somebody: Ed25519 and SHA-512, in a chunk of its own, since the first screen can do without.
 * tweetnacl, because it runs on Chrome 49: neither BigInt nor WebCrypto, which pages on plain http have not got.
 */

/** Order of the curve's group (RFC 8032, 5.1), little endian: tweetnacl takes also numbers above it, which are forgeable twins. */
const ORDER = Uint8Array.from([
  0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0x10,
]);

/** Strict: one signature has one form, and two texts that differ have different bytes. */
export const verify: Verify = (purpose, text, signature, key) => {
  const [proof, publicKey] = [bytesOf(signature), bytesOf(key)];
  const message = utf8(signedText(purpose, text));
  if (proof?.length !== nacl.sign.signatureLength || publicKey?.length !== nacl.sign.publicKeyLength) return false;
  return message !== undefined && isReduced(proof) && nacl.sign.detached.verify(message, proof, publicKey);
};

/** Whether bytes are those of this SHA-512 (hex). The browser's own, where there is one, does not hold up the picture. */
export async function fits(bytes: Uint8Array<ArrayBuffer>, hash: string): Promise<boolean> {
  const own = await globalThis.crypto?.subtle?.digest('SHA-512', bytes).catch(() => undefined);
  const digest = own ? new Uint8Array(own) : nacl.hash(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === hash;
}

/** The bytes of base64 in its one form; undefined for every other text. */
function bytesOf(base64: string): Uint8Array | undefined {
  try {
    const binary = atob(base64);
    if (btoa(binary) !== base64) return undefined;
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** UTF-8; undefined for a text with half a character in it, which would be encoded like another text. */
function utf8(text: string): Uint8Array | undefined {
  const bytes = new TextEncoder().encode(text);
  return new TextDecoder().decode(bytes) === text ? bytes : undefined;
}

function isReduced(signature: Uint8Array): boolean {
  const number = signature.subarray(32);
  for (let index = ORDER.length - 1; index >= 0; index--) {
    const [digit = 0, most = 0] = [number[index], ORDER[index]];
    if (digit !== most) return digit < most;
  }
  return false;
}
