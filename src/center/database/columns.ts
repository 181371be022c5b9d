import { bigint, customType, type ExtraConfigColumn, primaryKey, uuid } from 'drizzle-orm/pg-core';

/**
 * The community a row belongs to: the first part of every key, and what the rows would be spread by over several
 * servers (Citus). So every unique rule starts with it, and no statement reaches across communities.
 */
export const communityId = () => uuid('community_id').notNull();

/** The row's own identifier, made by the app with `newId`. */
export const id = () => uuid('id').notNull();

/** An instant, ISO 8601 UTC in the app ('2026-11-23T08:00:00.000Z'), whole ms in the database. */
export const at = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  fromDriver: (value) => new Date(value).toISOString(),
});

/** An amount of money in whole fen; may be negative in books. */
export const fen = (name: string) => bigint(name, { mode: 'number' });

/** The primary key that every table has. */
export const communityKey = (table: { communityId: ExtraConfigColumn; id: ExtraConfigColumn }) =>
  primaryKey({ columns: [table.communityId, table.id] });
