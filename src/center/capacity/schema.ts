import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { communityId } from '../database/columns.ts';

/** Counted things: how many there are of each, and how many are taken. */
export const capacity = pgTable(
  'capacity',
  {
    communityId: communityId(),
    key: text('key').notNull(),
    total: integer('total').notNull(),
    taken: integer('taken').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.key] })],
);
