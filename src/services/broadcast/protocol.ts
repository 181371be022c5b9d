import * as v from 'valibot';
import { ask, defineContract, type Schema } from '../../protocol/contract.ts';
import { Id } from '../../protocol/ids.ts';
import type { Role } from '../../protocol/roles.ts';
import { REASONS } from './protocol/judge.ts';
import { Holder, PublicKey, Signature, SignedMessage, SignedStatement } from './protocol/signed.ts';
import {
  CertificateText,
  Coverage,
  CoverageDetail,
  Draft,
  FOLLOW_UP_STATES,
  Incident,
  KeyState,
  Message,
  OwnSignature,
  Reach,
  Signer,
  Source,
  SourceInput,
  Template,
  TemplateInput,
} from './protocol/staff.ts';
import { Audience, BODY_MAX } from './protocol/warning.ts';

export * from './protocol/judge.ts';
export * from './protocol/signed.ts';
export * from './protocol/staff.ts';
export * from './protocol/warning.ts';

/** Who writes and sends; who looks at it as the second person; who may see it all. */
export const writers = ['broadcaster', 'officer', 'admin'] as const;
export const approvers = ['approver'] as const;
export const readers = [...writers, ...approvers] as const;
/** Who calls or visits homes that have not confirmed, and looks into what boxes refused. */
export const followers = ['officer', 'clerk', 'admin'] as const;

const words = v.pipe(v.string(), v.trim(), v.maxLength(200));
const someWords = v.pipe(words, v.minLength(1));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const one = v.object({ id: Id });
const nothing = v.object({});

/** A deed at the desk that changes a broadcast: never kept waiting by rate limits. */
const deed = <const By extends readonly Role[], Input extends Schema>(by: By, input: Input) =>
  ask({ by, input, reply: Message, changes: true, urgent: true });

/** 02 应急广播: words at one of four levels over whatever runs, signed so that a box need not believe a server. */
export const broadcast = defineContract('broadcast', {
  asks: {
    /** The statements of keys after `serial`, oldest first; 0 for a box that believes none yet. */
    trust: ask({
      by: 'box',
      input: v.object({ serial: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
      reply: v.object({ statements: v.array(SignedStatement) }),
    }),
    /** A box refused to show something, and says why. Many boxes make one incident. */
    refused: ask({
      by: 'box',
      input: v.object({
        messageId: Id,
        reason: v.picklist(REASONS),
        key: v.pipe(v.string(), v.maxLength(60)),
        text: v.pipe(v.string(), v.maxLength(8_000)),
      }),
      reply: nothing,
      changes: true,
      survives: true,
    }),

    count: ask({ by: readers, input: v.object({ audience: Audience }), reply: Reach }),
    messages: ask({ by: readers, input: nothing, reply: v.object({ messages: v.array(Message) }) }),
    saveDraft: ask({
      by: writers,
      input: v.object({ id: v.optional(Id), draft: Draft }),
      reply: Message,
      changes: true,
      urgent: true,
    }),
    /** Fixes the exact text (`content`, `hash`) of a complete draft. Refused with what is missing. */
    prepare: deed(writers, one),
    /**
     * The author is done: blue, yellow, notices, drills, and orange out of an approved template go out now; others wait
     * for another person. `typedPlace` is the audience's name. `signature` is needed for red and orange.
     */
    submit: deed(
      writers,
      v.object({ id: Id, hash: Hash, typedPlace: v.string(), signature: v.optional(OwnSignature) }),
    ),
    /** Another person has looked at exactly this text: it goes out now. */
    approve: deed(approvers, v.object({ id: Id, hash: Hash, typedPlace: v.string(), signature: OwnSignature })),
    return: deed(approvers, v.object({ id: Id, hash: Hash, words: someWords })),
    reject: deed(approvers, v.object({ id: Id, hash: Hash, words: someWords })),
    /** Takes a draft back out of the list, also one that waits. */
    discard: ask({ by: writers, input: one, reply: nothing, changes: true }),
    /** Takes it off all screens. One person. */
    stop: deed([...writers, ...approvers], one),
    /** It was wrong: takes it off and says so on the same screens. One person. */
    correct: deed([...writers, ...approvers], v.object({ id: Id, body: v.pipe(someWords, v.maxLength(BODY_MAX)) })),

    coverage: ask({ by: [...readers, 'clerk'], input: one, reply: CoverageDetail }),
    /** Puts households that have not confirmed into the desk's queue, to be called; twice is once. */
    followUp: ask({
      by: followers,
      input: v.object({ id: Id, householdIds: v.pipe(v.array(Id), v.minLength(1), v.maxLength(200)) }),
      reply: CoverageDetail,
      changes: true,
    }),
    followUpStep: ask({
      by: followers,
      input: v.object({ requestId: Id, to: v.picklist(FOLLOW_UP_STATES), words }),
      reply: nothing,
      changes: true,
    }),
    /** What a follow-up in the queue is about. */
    followUpItem: ask({
      by: followers,
      input: v.object({ requestId: Id }),
      reply: v.object({ headline: v.string(), body: v.string(), phone: v.string(), messageId: Id }),
    }),

    templates: ask({ by: readers, input: nothing, reply: v.object({ templates: v.array(Template) }) }),
    /** A changed template has to be approved again. */
    saveTemplate: ask({
      by: writers,
      input: v.object({ id: v.optional(Id), template: TemplateInput }),
      reply: Template,
      changes: true,
    }),
    approveTemplate: ask({ by: approvers, input: one, reply: Template, changes: true }),
    retireTemplate: ask({ by: [...writers, ...approvers], input: one, reply: nothing, changes: true }),

    signers: ask({ by: readers, input: nothing, reply: v.object({ signers: v.array(Signer) }) }),
    /**
     * A person's browser has made a key that cannot be exported. `proof` is its signature over the person's id (purpose
     * `enrolment`). In the sample community it is certified at once, by a root that lies on the server.
     */
    enrolSigner: ask({
      by: readers,
      input: v.object({ key: PublicKey, proof: Signature }),
      reply: Signer,
      changes: true,
    }),
    /** The text that the root is to sign for a key; `holder` as the admin means it. */
    certificateText: ask({
      by: ['admin'],
      input: v.object({ key: PublicKey, holder: Holder, days: v.pipe(v.number(), v.minValue(1), v.maxValue(1_100)) }),
      reply: CertificateText,
    }),
    certify: ask({
      by: ['admin'],
      input: v.object({ key: PublicKey, text: v.pipe(v.string(), v.maxLength(8_000)), signature: Signature }),
      reply: Signer,
      changes: true,
    }),
    revokeSigner: ask({ by: ['admin'], input: v.object({ key: PublicKey }), reply: Signer, changes: true }),
    keys: ask({ by: ['admin', ...approvers], input: nothing, reply: KeyState }),
    /** The second pinned key becomes the first, and a new one is made. */
    rotateKeys: ask({ by: ['admin'], input: nothing, reply: KeyState, changes: true }),
    /** Sets the community's root, once; its private half never comes here. */
    setRoot: ask({ by: ['admin'], input: v.object({ root: PublicKey }), reply: KeyState, changes: true }),

    sources: ask({ by: readers, input: nothing, reply: v.object({ sources: v.array(Source) }) }),
    /** Makes or changes a source. The token is told once, when it is new or `newToken` asks for another. */
    saveSource: ask({
      by: ['admin'],
      input: v.object({
        id: v.optional(Id),
        source: SourceInput,
        enabled: v.boolean(),
        newToken: v.optional(v.boolean()),
      }),
      reply: v.object({ source: Source, token: v.nullable(v.string()) }),
      changes: true,
    }),
    /** What a source sent in, as it came, with what was noted about it. */
    original: ask({ by: readers, input: one, reply: v.object({ xml: v.string() }) }),

    incident: ask({ by: followers, input: v.object({ requestId: Id }), reply: Incident }),
    takeIncident: ask({
      by: followers,
      input: v.object({ requestId: Id }),
      reply: nothing,
      changes: true,
      urgent: true,
    }),
    closeIncident: ask({
      by: followers,
      input: v.object({ requestId: Id, words: someWords }),
      reply: nothing,
      changes: true,
    }),
  },
  pushes: {
    /** To the console, while receipts come in. */
    coverage: v.object({ id: Id, coverage: Coverage }),
    /** To the console: a broadcast, a template or a holder's keys have changed. */
    changed: v.object({ id: Id }),
    /** To the console: a source has been heard, or changed. */
    sources: v.object({ id: Id }),
    /** To boxes: there are other keys. */
    keys: v.object({ serial: v.number() }),
  },
  feed: {
    /** A warning, or its end. Shown by nobody who has not judged it; see protocol/judge.ts. */
    message: SignedMessage,
  },
  screens: true,
});
