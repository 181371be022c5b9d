import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, communityId, id } from '../../center/database/columns.ts';
import type { Audience, Level } from './protocol.ts';

/** A warning that was sent; `id` is also the id of its message in the feed, by which receipts are counted. */
export const warning = pgTable(
  'broadcast_warning',
  {
    communityId: communityId(),
    id: id(),
    level: text('level').$type<Level>().notNull(),
    sender: text('sender').notNull(),
    headline: text('headline').notNull(),
    body: text('body').notNull(),
    audience: jsonb('audience').$type<Audience>().notNull(),
    audienceName: text('audience_name').notNull(),
    scope: text('scope').notNull(),
    boxes: integer('boxes').notNull(),
    authorId: uuid('author_id').notNull(),
    author: text('author').notNull(),
    sentAt: at('sent_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    cancelledAt: at('cancelled_at'),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.id] }), index().on(t.communityId, t.scope, t.sentAt)],
);
