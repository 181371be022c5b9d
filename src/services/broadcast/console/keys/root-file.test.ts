import nacl from 'tweetnacl';
import { expect, test } from 'vitest';
import { newId } from '../../../../protocol/ids.ts';
import { signedText } from '../../protocol.ts';
import { signWith } from '../signing.ts';
import { base64Of, bytesOf, fromBase64 } from './base64.ts';
import { fingerprintOf } from './fingerprint.ts';
import { makeRoot, readRootFile, unlockRoot } from './root-file.ts';

const community = newId();

test('a root signs out of its file, in a way that boxes can check', async () => {
  const made = await makeRoot(community, '昔阳里的根钥匙放在保险柜');
  const file = readRootFile(JSON.stringify(made));
  expect(file).toEqual(made);
  if (!file) throw new Error('not read');
  const root = await unlockRoot(file, '昔阳里的根钥匙放在保险柜');
  if (!root) throw new Error('not unlocked');
  const signature = await signWith(root, 'certificate', '{"v":1}');
  const [text, bytes, key] = [bytesOf(signedText('certificate', '{"v":1}')), fromBase64(signature), file.public];
  expect(nacl.sign.detached.verify(text, bytes, fromBase64(key))).toBe(true);
  // It signs and gives nothing away.
  expect(root.extractable).toBe(false);
});

test('neither other words nor another key under its name open it', async () => {
  const [one, other] = [await makeRoot(community, 'passphrase one'), await makeRoot(community, 'passphrase one')];
  expect(await unlockRoot(one, 'passphrase two')).toBeUndefined();
  expect(await unlockRoot({ ...one, public: other.public }, 'passphrase one')).toBeUndefined();
  expect(JSON.stringify(one)).not.toContain('passphrase');
});

test.each([
  ['no JSON', 'not at all'],
  ['another file', '{"kind":"something"}'],
  ['too few rounds', undefined],
])('%s is no root', async (_, text) => {
  const made = await makeRoot(community, 'passphrase one');
  const weak = JSON.stringify({ ...made, lock: { ...made.lock, rounds: 10 } });
  expect(readRootFile(text ?? weak)).toBeUndefined();
});

test('bytes come back from base64 as they went', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect(fromBase64(base64Of(bytes))).toEqual(bytes);
});

test('a fingerprint is that of the SHA-256 that everybody can make', async () => {
  // printf %s A | sha256sum
  expect(await fingerprintOf('A')).toBe('559a ead0 8264 d579 5d39');
});
