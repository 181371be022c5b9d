import fc from 'fast-check';
import * as v from 'valibot';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { sealed, TestCommunity } from '../../../testing/signing.ts';
import { judge, type KeyStatement, type SignedMessage, SignedMessage as SignedMessageSchema } from '../protocol.ts';
import { verify } from './proof.ts';
import { remembering } from './remembering.ts';

let here: TestCommunity;
let keys: KeyStatement;

beforeAll(() => {
  here = new TestCommunity();
  keys = JSON.parse(here.statement().text);
});
beforeEach(() => localStorage.clear());

/** How a box that believes this community and has heard nothing yet judges bytes that came as a message. */
function verdictOf(raw: unknown, seq: number, check = verify) {
  const message = v.safeParse(SignedMessageSchema, raw);
  if (!message.success) return { ok: false };
  const witness = {
    keys,
    scopes: [here.scope],
    community: here.id,
    now: Date.now(),
    notBefore: 0,
    lastSequence: () => 0,
    known: () => false,
  };
  return judge({ message: message.output, scope: here.scope, seq }, witness, check);
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

test('any other byte anywhere in a red warning, and it is not believed', () => {
  const { envelope, ...parts } = here.parts(here.content({ level: 'red', headline: '“暴雨”…\u{1f327}\ufffd' }));
  const good: SignedMessage = sealed({ envelope, ...parts });
  const check = remembering(verify);
  expect(verdictOf(good, envelope.sequence, check).ok).toBe(true);
  const bytes = new TextEncoder().encode(JSON.stringify(good));
  const mutation = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }));
  fc.assert(
    fc.property(mutation, ([at, change]) => {
      const other = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ change : byte));
      const raw = parsed(new TextDecoder().decode(other));
      // The same message in another spelling is the same message.
      fc.pre(JSON.stringify(raw) !== JSON.stringify(good));
      return !verdictOf(raw, envelope.sequence, check).ok;
    }),
    { numRuns: 200 },
  );
}, 60_000);

test('any other character in signatures and keys, also where base64 has no meaning left', () => {
  const parts = here.parts(here.content({ level: 'orange' }));
  const good = sealed(parts);
  const check = remembering(verify);
  expect(verdictOf(good, parts.envelope.sequence, check).ok).toBe(true);
  const [approval] = good.approvals;
  if (!approval) throw new Error('nobody approved');
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=';
  const end = (text: string) => fc.constantFrom(text.length - 3, text.length - 2, text.length - 1, 0, 40);
  const other = (text: string) =>
    fc
      .tuple(end(text), fc.constantFrom(...ALPHABET))
      .filter(([at, letter]) => text[at] !== letter)
      .map(([at, letter]) => text.slice(0, at) + letter + text.slice(at + 1));
  const attacks = fc.oneof(
    other(good.signature).map((signature) => ({ ...good, signature })),
    other(good.key).map((key) => ({ ...good, key })),
    other(approval.signature).map((signature) => ({ ...good, approvals: [{ ...approval, signature }] })),
    other(approval.key).map((key) => ({ ...good, approvals: [{ ...approval, key }] })),
    other(approval.certificate.signature).map((signature) => ({
      ...good,
      approvals: [{ ...approval, certificate: { ...approval.certificate, signature } }],
    })),
  );
  fc.assert(
    fc.property(attacks, (raw) => !verdictOf(raw, parts.envelope.sequence, check).ok),
    { numRuns: 150 },
  );
}, 60_000);

test('a text with half a character is not the text with the sign that stands for it', () => {
  const key = here.issuing[0];
  const signature = key.sign('content', '\ufffd');
  expect(verify('content', '\ufffd', signature, key.key)).toBe(true);
  expect(verify('content', '\ud800', signature, key.key)).toBe(false);
});

test('a signature made larger by the order of the group is no twin of it', () => {
  const key = here.issuing[0];
  const signature = key.sign('content', 'x');
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const bytes = Uint8Array.from(atob(signature), (character) => character.charCodeAt(0));
  let s = bytes.slice(32).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n) + order;
  for (let index = 32; index < 64; index++, s /= 256n) bytes[index] = Number(s % 256n);
  const twin = btoa(String.fromCharCode(...bytes));
  expect(verify('content', 'x', signature, key.key)).toBe(true);
  expect(verify('content', 'x', twin, key.key)).toBe(false);
});

test('nothing is in order where nothing is', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.string(),
      (text, signature, key) => !verify('content', text, signature, key),
    ),
  );
});
