import * as v from 'valibot';
import { Id } from '../../../protocol/ids.ts';
import { Instant } from '../../../protocol/time.ts';
import { REASONS } from './judge.ts';
import { Certificate, Holder, PublicKey, Signature } from './signed.ts';
import { BODY_MAX, HAZARDS, HEADLINE_MAX, KINDS, LEVELS, Media, Target } from './warning.ts';

/**
 * draft → (red, orange) waiting for another person → sent → stopped or replaced by an update; `returned` with words to
 * its author, who changes it and begins again; `rejected` for good. Over by its time is no state: `expiresAt` says it.
 */
export const STATES = ['draft', 'waiting', 'returned', 'rejected', 'sent', 'stopped', 'replaced'] as const;
export type MessageState = (typeof STATES)[number];

const words = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));

/** What a draft holds so far; a part that is still missing is null or empty, and stops it from being prepared. */
export const Draft = v.object({
  kind: v.picklist(['alert', 'update']),
  /** What an update takes the place of. */
  replaces: v.nullable(Id),
  drill: v.boolean(),
  level: v.nullable(v.picklist(LEVELS)),
  hazard: v.nullable(v.picklist(HAZARDS)),
  sender: words(20),
  headline: words(HEADLINE_MAX),
  body: words(BODY_MAX),
  audience: v.pipe(v.array(Target), v.maxLength(20)),
  expiresAt: v.nullable(Instant),
  picture: v.nullable(Media),
  voice: v.nullable(Media),
  /** The template it was begun from; as long as only its gaps were filled one person may send it at orange. */
  templateId: v.nullable(Id),
});
export type Draft = v.InferOutput<typeof Draft>;

/** Boxes: how many the message was for, and how far it has come with them. A later step implies the earlier ones. */
export const Coverage = v.object({
  boxes: v.number(),
  received: v.number(),
  shown: v.number(),
  confirmed: v.number(),
});
export type Coverage = v.InferOutput<typeof Coverage>;

/** Who has signed a content. */
export const Signed = v.object({
  holder: v.picklist(['person', 'source']),
  holderId: Id,
  name: v.string(),
  approves: v.boolean(),
  at: Instant,
});

/** One broadcast at the desk, from its draft to its end. */
export const Message = v.object({
  id: Id,
  state: v.picklist(STATES),
  kind: v.picklist(KINDS),
  draft: Draft,
  /** Names of the places, as it must be typed before sending; empty while there is no audience. */
  audienceName: v.string(),
  /** Null for one that a source brought in. */
  authorId: v.nullable(Id),
  author: v.string(),
  savedAt: Instant,
  /** The exact text that is approved and signed, and its SHA-256 (hex); null until it is prepared. */
  content: v.nullable(v.string()),
  hash: v.nullable(v.string()),
  /** The words are an approved template's, with nothing but its gaps filled. */
  fromTemplate: v.boolean(),
  signed: v.array(Signed),
  /** Why it was returned or rejected. */
  words: v.nullable(v.string()),
  sentAt: v.nullable(Instant),
  expiresAt: v.nullable(Instant),
  stoppedAt: v.nullable(Instant),
  replacedBy: v.nullable(Id),
  coverage: Coverage,
  /** What came in as CAP: which source's, and its identifier. */
  source: v.nullable(v.object({ id: Id, name: v.string(), identifier: v.string() })),
});
export type Message = v.InferOutput<typeof Message>;

/** A person's signature over a message's content, made in the own browser. */
export const OwnSignature = v.object({ key: PublicKey, signature: Signature });

/** How many an audience reaches. */
export const Reach = v.object({
  name: v.string(),
  households: v.number(),
  boxes: v.number(),
  online: v.number(),
});
export type Reach = v.InferOutput<typeof Reach>;

/** Words to begin from; `{}` marks a gap to be filled. An approved one may be sent at orange by one person. */
export const TemplateInput = v.object({
  name: v.pipe(words(20), v.minLength(1)),
  hazard: v.picklist(HAZARDS),
  level: v.picklist(LEVELS),
  headline: v.pipe(words(HEADLINE_MAX), v.minLength(1)),
  body: v.pipe(words(BODY_MAX), v.minLength(1)),
  hours: v.pipe(v.number(), v.minValue(0.5), v.maxValue(72)),
});
export const Template = v.object({
  id: Id,
  ...TemplateInput.entries,
  approvedBy: v.nullable(v.string()),
});
export type Template = v.InferOutput<typeof Template>;

/** How a broadcast stands in one building. `online` counts boxes on line now. */
export const BuildingCoverage = v.object({
  buildingId: Id,
  name: v.string(),
  online: v.number(),
  ...Coverage.entries,
});

/** A household that has not said that it knows, with the step that its follow-up is in (null: none yet). */
export const Unconfirmed = v.object({
  householdId: Id,
  label: v.string(),
  residents: v.string(),
  phone: v.string(),
  online: v.boolean(),
  reached: v.picklist(['nothing', 'received', 'shown']),
  followUp: v.nullable(v.object({ id: Id, state: v.string(), owner: v.nullable(v.string()) })),
});

export const CoverageDetail = v.object({
  coverage: Coverage,
  buildings: v.array(BuildingCoverage),
  unconfirmed: v.array(Unconfirmed),
  /** Households that `unconfirmed` has no room for. */
  more: v.number(),
});
export type CoverageDetail = v.InferOutput<typeof CoverageDetail>;

/** call → (nobody answered) visit → done. */
export const FOLLOW_UP_STATES = ['call', 'visit', 'done'] as const;

/** A key of a person's browser or of a source: asked for, certified by the root, or revoked. */
export const Signer = v.object({
  key: PublicKey,
  holder: Holder,
  state: v.picklist(['asked', 'certified', 'revoked']),
  /** First twenty hex digits of the key's SHA-256, to be compared by telephone before it is certified. */
  fingerprint: v.string(),
  askedAt: Instant,
  expires: v.nullable(Instant),
});
export type Signer = v.InferOutput<typeof Signer>;

/** Text of the certificate that the root is to sign for a key; made by the center, looked at by who signs. */
export const CertificateText = v.object({ key: PublicKey, text: v.string(), certificate: Certificate });

/** The keys of this center. `sampleRoot`: the root lies on the server, in the sample community only. */
export const KeyState = v.object({
  serial: v.number(),
  root: v.nullable(PublicKey),
  sampleRoot: v.boolean(),
  issuing: v.tuple([PublicKey, PublicKey]),
  drill: PublicKey,
  revoked: v.array(PublicKey),
  rotatedAt: Instant,
  /** Keys whose private halves this center has not got: it cannot send then. */
  missing: v.array(PublicKey),
});
export type KeyState = v.InferOutput<typeof KeyState>;

/**
 * Somebody else's system that warns by CAP: it posts with its token, or its Atom feed is polled. `rule` says what
 * becomes of it: a draft for people, or, approved beforehand, out at once within hazards, levels and audience. A source
 * whose key lies at the center never goes above orange by itself.
 */
export const SourceInput = v.object({
  name: v.pipe(words(20), v.minLength(1)),
  hazards: v.pipe(v.array(v.picklist(HAZARDS)), v.minLength(1)),
  levels: v.array(v.picklist(LEVELS)),
  audience: v.pipe(v.array(Target), v.minLength(1), v.maxLength(20)),
  rule: v.picklist(['draft', 'send']),
  /** Of an Atom feed with CAP in it, polled each minute; null for one that posts. */
  pollUrl: v.nullable(v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//), v.maxLength(500))),
});
export const Source = v.object({
  id: Id,
  ...SourceInput.entries,
  audienceName: v.string(),
  enabled: v.boolean(),
  /** The state of its key: it sends at once only while that is certified. */
  key: v.nullable(Signer),
  polledAt: v.nullable(Instant),
  /** What the last poll or post ran into, in words; empty when all was well. */
  trouble: v.string(),
  heardAt: v.nullable(Instant),
});
export type Source = v.InferOutput<typeof Source>;

/** What boxes refused to show, as it is told at the desk. */
export const Incident = v.object({
  id: Id,
  reason: v.picklist(REASONS),
  messageId: Id,
  key: v.string(),
  boxes: v.number(),
  firstAt: Instant,
  lastAt: Instant,
  /** The message as boxes got it, for who looks into it. */
  text: v.string(),
});
export type Incident = v.InferOutput<typeof Incident>;
