import * as v from 'valibot';
import { ask, defineContract } from '../../protocol/contract.ts';
import { Id } from '../../protocol/ids.ts';
import { Instant } from '../../protocol/time.ts';

/** China's four levels, worst first. Its own field, never derived from CAP severity. */
export const LEVELS = ['red', 'orange', 'yellow', 'blue'] as const;
export type Level = (typeof LEVELS)[number];

/** Who is meant. There is no default: a warning without an audience is refused. */
export const Audience = v.variant('kind', [
  v.object({ kind: v.literal('community') }),
  v.object({ kind: v.literal('building'), id: Id }),
  v.object({ kind: v.literal('household'), id: Id }),
]);
export type Audience = v.InferOutput<typeof Audience>;

/** The words, in the order in which they are shown and spoken. Headline ≤ 15 characters and body ≤ 60, to be read at three metres. */
export const WarningText = v.object({
  sender: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20)),
  headline: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(15)),
  body: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
});

export const Warning = v.object({
  id: Id,
  level: v.picklist(LEVELS),
  ...WarningText.entries,
  sentAt: Instant,
  expiresAt: Instant,
  cancelledAt: v.nullable(Instant),
});
export type Warning = v.InferOutput<typeof Warning>;

/** Boxes: how many the message was for, and how far it has come with them. */
export const Coverage = v.object({
  boxes: v.number(),
  received: v.number(),
  shown: v.number(),
  confirmed: v.number(),
});
export type Coverage = v.InferOutput<typeof Coverage>;

export const SentWarning = v.object({
  warning: Warning,
  audience: Audience,
  audienceName: v.string(),
  author: v.string(),
  coverage: Coverage,
});
export type SentWarning = v.InferOutput<typeof SentWarning>;

const senders = ['broadcaster', 'officer', 'admin'] as const;

/** 02 应急广播: words at one of four levels, over whatever runs. */
export const broadcast = defineContract('broadcast', {
  asks: {
    /** What this box was told, newest first: valid and past warnings of the last 90 days. */
    received: ask({ by: 'box', input: v.object({}), reply: v.object({ warnings: v.array(Warning) }) }),

    /** How many this would reach, for the last look before sending. */
    count: ask({
      by: senders,
      input: v.object({ audience: Audience }),
      reply: v.object({ name: v.string(), households: v.number(), boxes: v.number(), online: v.number() }),
    }),
    /** `typedPlace` must be the audience's name as `count` gave it: nobody sends by a slip of the hand. */
    send: ask({
      by: senders,
      input: v.object({
        level: v.picklist(LEVELS),
        ...WarningText.entries,
        audience: Audience,
        expiresAt: Instant,
        typedPlace: v.string(),
      }),
      reply: SentWarning,
      changes: true,
      urgent: true,
    }),
    cancel: ask({ by: senders, input: v.object({ id: Id }), reply: SentWarning, changes: true, urgent: true }),
    list: ask({ by: senders, input: v.object({}), reply: v.object({ sent: v.array(SentWarning) }) }),
  },
  pushes: {
    /** To the console, while receipts come in. */
    coverage: v.object({ id: Id, coverage: Coverage }),
  },
  feed: {
    warning: Warning,
    /** Take it off the screen. */
    withdrawn: v.object({ id: Id, cancelledAt: Instant }),
  },
});
