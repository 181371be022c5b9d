import { sha256 } from '../signing.ts';

/**
 * Twenty hexadecimal digits (80 bits) of the SHA-256 of a key's base64, in groups of four: '3f2a 90bc …'. Made in this
 * browser and not taken from the center, since it is there to find out a center that shows another key.
 */
export async function fingerprintOf(key: string): Promise<string> {
  return (await sha256(key)).slice(0, 20).replace(/(.{4})(?=.)/g, '$1 ');
}
