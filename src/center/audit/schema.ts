import { bigint, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { at, communityId } from '../database/columns.ts';

/** The end of a community's chain; its row lock puts entries in order. */
export const auditHead = pgTable(
  'audit_head',
  {
    communityId: communityId(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId] })],
);

/** Who did or saw what. Rows are only ever added: a trigger refuses the rest, and each row's hash covers the one before. */
export const auditEntry = pgTable(
  'audit_entry',
  {
    communityId: communityId(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: at('at').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id').notNull(),
    deed: text('deed').notNull(),
    subject: text('subject').notNull(),
    detail: jsonb('detail').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.seq] }), index().on(t.communityId, t.subject, t.seq)],
);
