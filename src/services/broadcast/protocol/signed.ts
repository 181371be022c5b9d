import * as v from 'valibot';
import { Id } from '../../../protocol/ids.ts';
import { Instant } from '../../../protocol/time.ts';
import { HAZARDS, LEVELS } from './warning.ts';

/**
 * The box believes no server: what can take the screen is signed with Ed25519 (RFC 8032). A signature is made over the
 * UTF-8 bytes of its purpose, a line break, and a text that travels exactly as it was signed; values are read from that
 * very text, after it was verified. So there is no second form of a message that somebody could slip in.
 */
export const PURPOSES = {
  envelope: 'xiyangli envelope 1',
  content: 'xiyangli content 1',
  certificate: 'xiyangli certificate 1',
  statement: 'xiyangli statement 1',
  enrolment: 'xiyangli enrolment 1',
} as const;
export type Purpose = keyof typeof PURPOSES;

/** The text whose UTF-8 bytes are signed. */
export function signedText(purpose: Purpose, text: string): string {
  return `${PURPOSES[purpose]}\n${text}`;
}

/** A raw Ed25519 public key (32 bytes) and a signature (64 bytes), in base64. The key is its own name. */
export const PublicKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{43}=$/));
export const Signature = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{86}==$/));
const text = v.pipe(v.string(), v.minLength(2), v.maxLength(8_000));

/**
 * What the center signs, as JSON: where a message goes and under which number. `sequence` is the message's number in
 * its scope of the feed, so it can be neither sent again nor put elsewhere. `content` is the text that persons signed.
 */
export const Envelope = v.variant('type', [
  v.object({
    v: v.literal(1),
    type: v.literal('warning'),
    community: Id,
    scope: v.string(),
    sequence: v.number(),
    sentAt: Instant,
    content: text,
  }),
  /** Takes a warning off the screens; one person's deed at the center. */
  v.object({
    v: v.literal(1),
    type: v.literal('stop'),
    community: Id,
    scope: v.string(),
    sequence: v.number(),
    sentAt: Instant,
    warning: Id,
    drill: v.boolean(),
  }),
]);
export type Envelope = v.InferOutput<typeof Envelope>;

/** Whom a key belongs to, and what it is good for. `levels` and `scopes` (of the feed) bound an automatic source. */
export const Holder = v.variant('kind', [
  v.object({
    kind: v.literal('person'),
    id: Id,
    name: v.string(),
    may: v.array(v.picklist(['write', 'approve'])),
  }),
  v.object({
    kind: v.literal('source'),
    id: Id,
    name: v.string(),
    hazards: v.array(v.picklist(HAZARDS)),
    levels: v.array(v.picklist(LEVELS)),
    scopes: v.array(v.string()),
  }),
]);
export type Holder = v.InferOutput<typeof Holder>;

/** What the community's root signs: this key is this holder's. The root's own key is kept off the server. */
export const Certificate = v.object({
  v: v.literal(1),
  community: Id,
  key: PublicKey,
  holder: Holder,
  notBefore: Instant,
  expires: Instant,
});
export type Certificate = v.InferOutput<typeof Certificate>;

/** A text with one signature over it; which key and purpose it has is said beside it. */
export const SignedText = v.object({ text, signature: Signature });
export type SignedText = v.InferOutput<typeof SignedText>;

/** One person's, or one source's, signature over a content, with the proof whose key it is. */
export const Approval = v.object({ key: PublicKey, signature: Signature, certificate: SignedText });
export type Approval = v.InferOutput<typeof Approval>;

/** What goes out: the envelope's exact text, the center's signature, and who approved the content in it. */
export const SignedMessage = v.object({
  text,
  key: PublicKey,
  signature: Signature,
  approvals: v.pipe(v.array(Approval), v.maxLength(4)),
});
export type SignedMessage = v.InferOutput<typeof SignedMessage>;

/**
 * The keys that a box believes, as JSON. Each statement is signed by a key that the one before it names among `issuing`
 * (the first by one of its own): a box that has one follows the chain. `root` is set once and then stays; `revoked`
 * are certified keys that count no more.
 */
export const KeyStatement = v.object({
  v: v.literal(1),
  community: Id,
  serial: v.pipe(v.number(), v.integer(), v.minValue(1)),
  root: v.nullable(PublicKey),
  issuing: v.tuple([PublicKey, PublicKey]),
  drill: PublicKey,
  revoked: v.array(PublicKey),
  at: Instant,
});
export type KeyStatement = v.InferOutput<typeof KeyStatement>;

export const SignedStatement = v.object({ text, key: PublicKey, signature: Signature });
export type SignedStatement = v.InferOutput<typeof SignedStatement>;

/** Checks an Ed25519 signature over `signedText(purpose, text)`; false for anything that is not in order. */
export type Verify = (purpose: Purpose, text: string, signature: string, key: string) => boolean;
