import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, communityId, id } from '../../center/database/columns.ts';

/** What a call for help has beyond its row in the queue, under the same id. */
export const sosAlarm = pgTable(
  'sos_alarm',
  {
    communityId: communityId(),
    id: id(),
    boxId: uuid('box_id').notNull(),
    householdId: uuid('household_id').notNull(),
    pressedAt: at('pressed_at').notNull(),
    presses: integer('presses').notNull(),
    closingCode: text('closing_code'),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.id] }), index().on(t.communityId, t.householdId)],
);
