import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { at } from '../database/columns.ts';

/** What one process told the others and NOTIFY does not take; read at once, and soon swept. */
export const longWords = pgTable('long_words', {
  id: uuid('id').primaryKey(),
  words: text('words').notNull(),
  at: at('at').notNull(),
});
