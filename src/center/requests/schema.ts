import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Sentence } from '../../protocol/contracts/desk.ts';
import { at, communityId, id } from '../database/columns.ts';

/** What a resident asked for, or an alarm: one row of the desk's queue. The service's own tables hold the rest under the same id. */
export const request = pgTable(
  'request',
  {
    communityId: communityId(),
    id: id(),
    kind: text('kind').$type<'request' | 'alarm'>().notNull(),
    service: text('service').notNull(),
    /** Null where it is about no household. */
    householdId: uuid('household_id'),
    /** The merchant that answers it; null where the community's own staff do. */
    merchantId: uuid('merchant_id'),
    /** The household has asked for it, so its televisions show it. */
    mine: boolean('mine').notNull().default(false),
    state: text('state').notNull(),
    stateSince: at('state_since').notNull(),
    title: text('title').notNull(),
    where: text('where_label').notNull(),
    who: text('who').notNull(),
    ownerId: uuid('owner_id'),
    ownerName: text('owner_name'),
    ringing: boolean('ringing').notNull(),
    level: integer('level').notNull(),
    drill: boolean('drill').notNull().default(false),
    openedAt: at('opened_at').notNull(),
    dueAt: at('due_at'),
    /** When the household may expect it. */
    expectedAt: at('expected_at'),
    closedAt: at('closed_at'),
    version: integer('version').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.communityId, t.id] }),
    index('request_open').on(t.communityId, t.closedAt),
    index('request_household').on(t.communityId, t.householdId, t.openedAt),
  ],
);

/** Who did what when; only ever added to. */
export const requestEvent = pgTable(
  'request_event',
  {
    communityId: communityId(),
    id: id(),
    requestId: uuid('request_id').notNull(),
    at: at('at').notNull(),
    by: text('by_name').notNull(),
    state: text('state'),
    deed: jsonb('deed').$type<Sentence>().notNull(),
    words: text('words'),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.id] }), index().on(t.communityId, t.requestId)],
);
