import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { at, communityId, id } from '../../center/database/columns.ts';
import type { AllergenName, MarkName, MealName, WayName } from './protocol.ts';

/** The age subsidy: from `fromAge` on, `percent` of the price, at most `maxFen` a meal. The highest age that fits counts. */
export const subsidyRule = pgTable(
  'meals_subsidy_rule',
  {
    communityId: communityId(),
    fromAge: integer('from_age').notNull(),
    percent: integer('percent').notNull(),
    maxFen: integer('max_fen').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.fromAge] })],
);

export const dish = pgTable(
  'meals_dish',
  {
    communityId: communityId(),
    id: id(),
    merchantId: uuid('merchant_id').notNull(),
    name: text('name').notNull(),
    picture: text('picture').notNull(),
    priceFen: integer('price_fen').notNull(),
    marks: text('marks').array().$type<MarkName[]>().notNull(),
    allergens: text('allergens').array().$type<AllergenName[]>().notNull(),
    retired: boolean('retired').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.id] }), index().on(t.communityId, t.merchantId)],
);

/** One canteen's one meal on one day. */
export const menu = pgTable(
  'meals_menu',
  {
    communityId: communityId(),
    id: id(),
    merchantId: uuid('merchant_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    meal: text('meal').$type<MealName>().notNull(),
    cutoffAt: at('cutoff_at').notNull(),
    servedFrom: at('served_from').notNull(),
    servedTo: at('served_to').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.communityId, t.id] }),
    uniqueIndex('meals_menu_once').on(t.communityId, t.merchantId, t.day, t.meal),
    index().on(t.communityId, t.day),
  ],
);

/** A dish on a menu, at that day's price; its portions are counted by the capacity kit under `meals:<id>`. */
export const menuItem = pgTable(
  'meals_menu_item',
  {
    communityId: communityId(),
    id: id(),
    menuId: uuid('menu_id').notNull(),
    dishId: uuid('dish_id').notNull(),
    priceFen: integer('price_fen').notNull(),
    place: integer('place').notNull(),
    dropped: boolean('dropped').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.communityId, t.id] }),
    uniqueIndex('meals_item_once').on(t.communityId, t.menuId, t.dishId),
  ],
);

/** A line as it was ordered: later changes of dish or price do not touch it. */
export interface StoredLine {
  itemId: string;
  dishId: string;
  name: string;
  picture: string;
  count: number;
  priceFen: number;
  subsidyFen: number;
}

/** An order's own part; its state, owner and clock are its row in the queue under the same id. */
export const order = pgTable(
  'meals_order',
  {
    communityId: communityId(),
    id: id(),
    number: text('number').notNull(),
    householdId: uuid('household_id').notNull(),
    residentId: uuid('resident_id').notNull(),
    forWhom: text('for_whom').notNull(),
    where: text('where_label').notNull(),
    buildingId: uuid('building_id').notNull(),
    menuId: uuid('menu_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    way: text('way').$type<WayName>().notNull(),
    lines: jsonb('lines').$type<StoredLine[]>().notNull(),
    totalFen: integer('total_fen').notNull(),
    subsidyFen: integer('subsidy_fen').notNull(),
    reason: text('reason'),
    orderedAt: at('ordered_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.communityId, t.id] }),
    index('meals_order_household').on(t.communityId, t.householdId, t.orderedAt),
    index('meals_order_day').on(t.communityId, t.day),
  ],
);
