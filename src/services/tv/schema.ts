import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, communityId, communityKey, id } from '../../center/database/columns.ts';
import type { SourceKind, SourceView } from './protocol.ts';

/** Where list and guide come from, and how that went. */
export const tvSource = pgTable(
  'tv_source',
  {
    communityId: communityId(),
    kind: text('kind').$type<SourceKind>().notNull(),
    origin: text('origin').notNull(),
    state: text('state').$type<SourceView['state']>().notNull(),
    trouble: text('trouble').notNull(),
    readAt: at('read_at'),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.kind] })],
);

/** A channel of the list; `key` is what it is known by when the list is read again: its tvg-id, or its name. */
export const tvChannel = pgTable(
  'tv_channel',
  {
    communityId: communityId(),
    id: id(),
    key: text('key').notNull(),
    number: integer('number').notNull(),
    name: text('name').notNull(),
    url: text('url').notNull(),
    group: text('group').notNull(),
    hidden: boolean('hidden').notNull(),
    position: integer('position').notNull(),
  },
  (t) => [communityKey(t), uniqueIndex().on(t.communityId, t.key)],
);

/** What is on, by the guide's own name of the channel (`key`). Replaced as a whole when the guide is read. */
export const tvProgramme = pgTable(
  'tv_programme',
  {
    communityId: communityId(),
    id: id(),
    key: text('key').notNull(),
    title: text('title').notNull(),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at').notNull(),
  },
  (t) => [communityKey(t), index().on(t.communityId, t.key, t.startsAt)],
);

/** A household's favourites outlive a list that lacks the channel for a day: they are kept by its key. */
export const tvFavourite = pgTable(
  'tv_favourite',
  { communityId: communityId(), householdId: uuid('household_id').notNull(), key: text('key').notNull() },
  (t) => [primaryKey({ columns: [t.communityId, t.householdId, t.key] })],
);

export const tvHousehold = pgTable(
  'tv_household',
  {
    communityId: communityId(),
    householdId: uuid('household_id').notNull(),
    startWithTv: boolean('start_with_tv').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.householdId] })],
);
