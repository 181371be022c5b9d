import { sql } from 'drizzle-orm';
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { GoneState, SpellCause } from '../../protocol/contracts/people.ts';
import { at, communityId, communityKey, id } from '../database/columns.ts';

/**
 * One time that a box was gone, `until_at` null while it is. It begins when the line is lost; one that ends before
 * anybody would have called the box suspect is no spell, and is deleted.
 * `counts_from` is where the clocks of suspicion and ticket begin: at the loss, or when the center itself was away, when
 * boxes have had time to come back. `ticket_id` is the request in the desk's queue that is about it.
 */
export const boxSpell = pgTable(
  'box_spell',
  {
    communityId: communityId(),
    id: id(),
    boxId: uuid('box_id').notNull(),
    from: at('from_at').notNull(),
    until: at('until_at'),
    cause: text('cause').$type<SpellCause>().notNull(),
    state: text('state').$type<GoneState>().notNull(),
    countsFrom: at('counts_from').notNull(),
    ticketId: uuid('ticket_id'),
  },
  (t) => [
    communityKey(t),
    uniqueIndex('box_spell_open').on(t.communityId, t.boxId).where(sql`until_at IS NULL`),
    index().on(t.communityId, t.boxId, t.from),
    index().on(t.communityId, t.ticketId),
  ],
);

/** When the center last looked after its boxes: after a crash, the last moment at which it knew of them. */
export const boxWatch = pgTable('box_watch', {
  communityId: uuid('community_id').primaryKey(),
  watchedAt: at('watched_at').notNull(),
});

/** A box that is gone and has no ticket, with where it stands. */
export interface GoneBox {
  readonly spellId: string;
  readonly boxId: string;
  readonly householdId: string;
  readonly buildingId: string;
  readonly countsFrom: string;
  readonly offAtNight: boolean;
  readonly state: (typeof boxSpell.$inferSelect)['state'];
}
