import * as v from 'valibot';
import { ask, defineContract } from '../contract.ts';
import { Id } from '../ids.ts';
import { Instant } from '../time.ts';
import { Contact, keepers, SPELL_CAUSES } from './people.ts';

/** The life of a ticket. `done` closes it: by hand with words that say why, or by itself when the box is back. */
export const TICKET_STATES = ['open', 'calling', 'visit', 'done'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** One time that a box was gone; `until` is null while it is. */
export const Spell = v.object({ id: Id, from: Instant, until: v.nullable(Instant), cause: v.picklist(SPELL_CAUSES) });
export type Spell = v.InferOutput<typeof Spell>;

/** How often and how long (ms). */
const Sum = v.object({ times: v.number(), ms: v.number() });

/**
 * What is known of a box's darkness: the latest spells of the last `SPELL_DAYS` days, and what they come to. Times that the
 * center was away are counted apart: the household could do nothing about them.
 */
export const BoxSpells = v.object({ boxId: Id, spells: v.array(Spell), lost: Sum, byCenter: Sum });
export type BoxSpells = v.InferOutput<typeof BoxSpells>;
export const SPELL_DAYS = 30;

/** A box that a ticket is about; `back` is when it came back. */
export const TicketBox = v.object({
  boxId: Id,
  name: v.string(),
  householdId: Id,
  place: v.string(),
  since: Instant,
  back: v.nullable(Instant),
  contacts: v.array(Contact),
});
export type TicketBox = v.InferOutput<typeof TicketBox>;

/** `whole`: many boxes of one building went together, so one ticket is about all of them. */
export const Ticket = v.object({
  id: Id,
  state: v.picklist(TICKET_STATES),
  whole: v.boolean(),
  boxes: v.array(TicketBox),
});
export type Ticket = v.InferOutput<typeof Ticket>;

const Words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500));

/** The box watch: who is gone, since when, and who sees to it. Its tickets are requests of the house's own in the queue. */
export const watch = defineContract('watch', {
  asks: {
    spells: ask({
      by: keepers,
      input: v.object({ householdId: Id }),
      reply: v.object({ boxes: v.array(BoxSpells) }),
    }),
    ticket: ask({ by: keepers, input: v.object({ id: Id }), reply: Ticket }),
    /** Whoever takes a step owns the ticket from then on. To be done while a box is still gone needs words. */
    advance: ask({
      by: keepers,
      input: v.object({ id: Id, to: v.picklist(['calling', 'visit', 'done']), words: v.optional(Words) }),
      reply: Ticket,
      changes: true,
    }),
    note: ask({ by: keepers, input: v.object({ id: Id, words: Words }), reply: Ticket, changes: true }),
  },
  pushes: {
    /** Some boxes stand differently now. */
    changed: v.object({}),
  },
});
