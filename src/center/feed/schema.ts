import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, communityId } from '../database/columns.ts';

/**
 * The last number given in a scope; its row lock makes numbers gapless and in order of commit. By `changedAt`, written
 * before the commit, other processes find what is new.
 */
export const feedHead = pgTable(
  'feed_head',
  {
    communityId: communityId(),
    scope: text('scope').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    changedAt: at('changed_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.scope] }), index().on(t.changedAt)],
);

/** Lasting news. `scope` is `community:<id>`, `building:<id>`, `household:<id>` or `box:<id>`. */
export const feedMessage = pgTable(
  'feed_message',
  {
    communityId: communityId(),
    scope: text('scope').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    body: jsonb('body').notNull(),
    at: at('at').notNull(),
    expiresAt: at('expires_at'),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.scope, t.seq] }), index().on(t.communityId, t.id)],
);

/** How far a message has come with a box. */
export const feedReceipt = pgTable(
  'feed_receipt',
  {
    communityId: communityId(),
    messageId: uuid('message_id').notNull(),
    boxId: uuid('box_id').notNull(),
    receivedAt: at('received_at'),
    shownAt: at('shown_at'),
    confirmedAt: at('confirmed_at'),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.messageId, t.boxId] })],
);
