import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, communityId } from '../database/columns.ts';

/** What an ask with this idempotency key was answered, for seven days; written in the ask's own transaction. */
export const askMemory = pgTable(
  'ask_memory',
  {
    communityId: communityId(),
    key: uuid('key').notNull(),
    asker: text('asker').notNull(),
    name: text('name').notNull(),
    inputHash: text('input_hash').notNull(),
    reply: jsonb('reply'),
    askedAt: at('asked_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.key] }), index().on(t.askedAt)],
);
