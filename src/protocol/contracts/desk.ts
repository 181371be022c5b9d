import * as v from 'valibot';
import { ask, defineContract } from '../contract.ts';
import { Id, idOf } from '../ids.ts';
import { TextParams } from '../reply.ts';
import { CALLED_ROLES, MERCHANT_KINDS, ROLES } from '../roles.ts';
import { Instant } from '../time.ts';

export const StaffMember = v.object({ id: Id, name: v.string(), roles: v.array(v.picklist(ROLES)) });
export type StaffMember = v.InferOutput<typeof StaffMember>;

/** A catalogue key with its values, for sentences that the center makes and others read. */
export const Sentence = v.object({ text: v.string(), params: v.optional(TextParams) });
export type Sentence = v.InferOutput<typeof Sentence>;

/**
 * One thing that somebody at the center must answer: a request of a resident or an alarm.
 * `state` is the service's own word; its text is `<service>.state.<state>`. `version` rises with every change.
 * `ringing` asks consoles to sound: everybody's while nobody owns it; with an owner (it was handed over, and they have
 * not looked yet) the owner's alone. `drill` is practice, and must be told from what is real at a glance.
 */
export const QueueItem = v.object({
  id: Id,
  kind: v.picklist(['request', 'alarm']),
  service: v.string(),
  /** The merchant that answers it; null where the community's own staff do. */
  merchantId: v.nullable(Id),
  state: v.string(),
  title: v.string(),
  where: v.string(),
  who: v.string(),
  owner: v.nullable(v.object({ id: Id, name: v.string() })),
  ringing: v.boolean(),
  level: v.number(),
  drill: v.boolean(),
  openedAt: Instant,
  dueAt: v.nullable(Instant),
  closed: v.boolean(),
  version: v.number(),
});
export type QueueItem = v.InferOutput<typeof QueueItem>;

/** One line of a request's or an alarm's history: who did what when. `by` is a person's name or a place. */
export const HistoryEvent = v.object({
  id: Id,
  at: Instant,
  by: v.string(),
  state: v.nullable(v.string()),
  deed: Sentence,
  words: v.nullable(v.string()),
});
export type HistoryEvent = v.InferOutput<typeof HistoryEvent>;

export const ConnectorHealth = v.object({
  name: v.string(),
  kind: v.picklist(['embedded', 'live']),
  state: v.picklist(['ok', 'failing', 'unknown']),
  detail: v.string(),
  at: v.nullable(Instant),
});
export type ConnectorHealth = v.InferOutput<typeof ConnectorHealth>;

/** The duty desk: who is signed in, the one queue for requests and alarms, and the state of the outside world. */
export const desk = defineContract('desk', {
  asks: {
    me: ask({
      by: ROLES,
      input: v.object({}),
      reply: v.object({
        staff: StaffMember,
        /** Whose people they are; null for the community's own staff. */
        merchant: v.nullable(v.object({ merchantId: Id, name: v.string(), kind: v.picklist(MERCHANT_KINDS) })),
        community: v.object({
          id: Id,
          name: v.string(),
          sample: v.boolean(),
          /** The district that it belongs to, with its 12-digit area code. */
          district: v.nullable(v.object({ code: v.string(), name: v.string() })),
        }),
        /** The next browser becomes the sample community's first television, or its first screen, by itself. */
        autoEnrol: v.boolean(),
        autoEnrolScreen: v.boolean(),
      }),
      merchants: true,
    }),
    /** Everything open, and what was closed within the last `closedHours`. A member of staff sees what their roles may answer. */
    queue: ask({
      by: ROLES,
      input: v.object({ closedHours: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(72)), 2) }),
      reply: v.object({ items: v.array(QueueItem) }),
      merchants: true,
    }),
    history: ask({
      by: ROLES,
      input: v.object({ id: idOf('request') }),
      reply: v.object({ item: QueueItem, events: v.array(HistoryEvent) }),
      merchants: true,
    }),
    /**
     * Officers to whom an alarm or a call may be handed; `online`: a console of theirs is connected. The asker is not among
     * them.
     */
    colleagues: ask({
      by: CALLED_ROLES,
      input: v.object({}),
      reply: v.object({ officers: v.array(v.object({ id: Id, name: v.string(), online: v.boolean() })) }),
    }),
    connectors: ask({ by: ROLES, input: v.object({}), reply: v.object({ connectors: v.array(ConnectorHealth) }) }),
    /** Newest first; `before` is the number of the last row already seen. */
    audit: ask({
      by: ['admin'],
      input: v.object({ before: v.optional(v.number()) }),
      reply: v.object({
        rows: v.array(
          v.object({
            seq: v.number(),
            at: Instant,
            by: v.string(),
            deed: v.string(),
            subject: v.string(),
            detail: v.unknown(),
          }),
        ),
        broken: v.nullable(v.number()),
      }),
    }),
  },
  pushes: {
    /** A new or changed item of the queue. */
    item: QueueItem,
  },
});
