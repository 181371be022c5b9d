import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { at, communityId, communityKey, id } from '../database/columns.ts';

/**
 * What is still to be done at a time; a row goes when it is done. `due_at` is when it was wanted, `next_at` when it may
 * be taken next: at first the same, then the end of the taker's lease, or of the wait after a failure.
 */
export const timer = pgTable(
  'timer',
  {
    communityId: communityId(),
    id: id(),
    kind: text('kind').notNull(),
    ref: text('ref').notNull(),
    dueAt: at('due_at').notNull(),
    nextAt: at('next_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    payload: jsonb('payload').notNull(),
  },
  (t) => [communityKey(t), uniqueIndex().on(t.communityId, t.kind, t.ref), index().on(t.nextAt)],
);
