import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, communityId, communityKey, id } from '../../center/database/columns.ts';
import type { ChainStep, ChainWho } from '../../protocol/contracts/responders.ts';
import type { ClosingCode, Notice } from './protocol.ts';

/** A step of an alarm's own chain, fixed when the call was sent; `doneAt` when it came. */
export type TakenStep = ChainStep & { doneAt: string | null };

/** What came of calling back after a cancel. */
export interface CallBack {
  outcome: 'well' | 'not-reached';
  at: string;
  by: string;
  words: string;
}

/**
 * What a call for help has beyond its row in the queue, under the same id. `waitsSince` is when the time until an owner
 * begins to count: the first press, or when the call back after a cancel reached nobody. `handedBy` is who gave it to
 * its owner, until the owner has looked.
 */
export const sosAlarm = pgTable(
  'sos_alarm',
  {
    communityId: communityId(),
    id: id(),
    boxId: uuid('box_id').notNull(),
    householdId: uuid('household_id').notNull(),
    buildingId: uuid('building_id').notNull(),
    drill: boolean('drill').notNull(),
    presses: integer('presses').notNull(),
    pressedAt: at('pressed_at').notNull(),
    waitsSince: at('waits_since').notNull(),
    sentAt: at('sent_at'),
    ownedAt: at('owned_at'),
    answeredAt: at('answered_at'),
    dispatchedAt: at('dispatched_at'),
    arrivedAt: at('arrived_at'),
    resolvedAt: at('resolved_at'),
    cancelledAt: at('cancelled_at'),
    chain: jsonb('chain').$type<TakenStep[]>(),
    callBack: jsonb('call_back').$type<CallBack>(),
    handedBy: jsonb('handed_by').$type<{ id: string; name: string }>(),
    closingCode: text('closing_code').$type<ClosingCode>(),
  },
  (t) => [communityKey(t), index().on(t.communityId, t.householdId), index().on(t.communityId, t.pressedAt)],
);

/** Somebody of the chain who was told, or is to be told. */
export const sosNotice = pgTable(
  'sos_notice',
  {
    communityId: communityId(),
    id: id(),
    alarmId: uuid('alarm_id').notNull(),
    who: text('who').$type<ChainWho>().notNull(),
    name: text('name').notNull(),
    relation: text('relation').notNull(),
    phone: text('phone').notNull(),
    state: text('state').$type<Notice['state']>().notNull(),
    channel: text('channel').$type<Notice['channel']>().notNull(),
    at: at('at').notNull(),
    changedAt: at('changed_at').notNull(),
    by: text('by_name'),
    words: text('words').notNull(),
    attempts: integer('attempts').notNull(),
    nextTryAt: at('next_try_at'),
  },
  (t) => [communityKey(t), index().on(t.communityId, t.alarmId)],
);

/** A household that practises, at most one row for each. */
export const sosDrill = pgTable(
  'sos_drill',
  {
    communityId: communityId(),
    householdId: uuid('household_id').notNull(),
    startedBy: text('started_by').notNull(),
    startedAt: at('started_at').notNull(),
    endsAt: at('ends_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.householdId] })],
);
