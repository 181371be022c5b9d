import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, communityId, communityKey, id } from '../../center/database/columns.ts';
import type { CallOutcome, Face } from '../../protocol/contracts/calls.ts';
import type { Rest } from './protocol.ts';

/** Where a home has put one of its contacts (`party` as 'relative:<id>'), and the digit that calls them. */
export const callPlace = pgTable(
  'call_place',
  {
    communityId: communityId(),
    householdId: uuid('household_id').notNull(),
    party: text('party').notNull(),
    place: integer('place').notNull(),
    digit: integer('digit'),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.householdId, t.party] })],
);

/** One home has asked another to be its neighbour on the telephone; `agreed_at` when that wanted it too, `ended_at` by either. */
export const callNeighbour = pgTable(
  'call_neighbour',
  {
    communityId: communityId(),
    id: id(),
    askerId: uuid('asker_id').notNull(),
    askedId: uuid('asked_id').notNull(),
    askedAt: at('asked_at').notNull(),
    agreedAt: at('agreed_at'),
    endedAt: at('ended_at'),
  },
  (t) => [communityKey(t), index().on(t.communityId, t.askerId), index().on(t.communityId, t.askedId)],
);

/** A home's quiet hours. */
export const callRest = pgTable(
  'call_rest',
  {
    communityId: communityId(),
    householdId: uuid('household_id').notNull(),
    rest: jsonb('rest').$type<Rest>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.householdId] })],
);

/** A call to a home that was not answered, under the call's own id. */
export const callMissed = pgTable(
  'call_missed',
  {
    communityId: communityId(),
    id: id(),
    householdId: uuid('household_id').notNull(),
    caller: jsonb('caller').$type<Face>().notNull(),
    at: at('at').notNull(),
    why: text('why').$type<CallOutcome>().notNull(),
    seenAt: at('seen_at'),
  },
  (t) => [communityKey(t), index().on(t.communityId, t.householdId, t.at)],
);
