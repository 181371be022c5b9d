import { and, asc, eq, inArray } from 'drizzle-orm';
import type { StaffActor } from '../../../center/actor.ts';
import { CapacityError, offer } from '../../../center/capacity/capacity.ts';
import { capacity } from '../../../center/capacity/schema.ts';
import type { Queries } from '../../../center/database/database.ts';
import type { WhoseThings } from '../../../center/merchants/fence.ts';
import { listMerchants, merchantOf, ownOnly } from '../../../center/merchants/merchants.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Work } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import type { AskParsed, AskReply } from '../../../protocol/services.ts';
import { instantOf } from '../../../protocol/time.ts';
import type { Dish, PlannedMenu } from '../protocol.ts';
import { dish, menu, menuItem } from '../schema.ts';
import { portionsKey } from './menus.ts';
import { cooks } from './orders.ts';

/** Everything that a day is planned from: canteens, all their dishes, and the day's menus with counts. */
export async function planOf(db: Queries, actor: StaffActor, day: string): Promise<AskReply<'meals:plan'>> {
  const { communityId, merchantId } = actor;
  const canteens = await listMerchants(db, communityId, { kind: 'canteen', merchantId });
  const dishes = await db
    .select()
    .from(dish)
    .where(and(eq(dish.communityId, communityId), ownOnly(dish.merchantId, actor)))
    .orderBy(dish.name);
  const found = await db
    .select()
    .from(menu)
    .where(and(eq(menu.communityId, communityId), eq(menu.day, day), ownOnly(menu.merchantId, actor)))
    .orderBy(menu.servedFrom);
  return {
    canteens: canteens.map(({ id, name, place }) => ({ id, merchantId: id, name, place })),
    dishes: dishes.map(dishView),
    menus: await Promise.all(found.map((row) => planned(db, row))),
  };
}

function dishView(row: typeof dish.$inferSelect): Dish {
  const { communityId: _, ...view } = row;
  return view;
}

async function planned(db: Queries, row: typeof menu.$inferSelect): Promise<PlannedMenu> {
  const items = await db
    .select({ id: menuItem.id, dishId: menuItem.dishId, name: dish.name, priceFen: menuItem.priceFen })
    .from(menuItem)
    .innerJoin(dish, and(eq(dish.communityId, menuItem.communityId), eq(dish.id, menuItem.dishId)))
    .where(and(eq(menuItem.communityId, row.communityId), eq(menuItem.menuId, row.id), eq(menuItem.dropped, false)))
    .orderBy(asc(menuItem.place));
  const keys = items.map((item) => portionsKey(item.id));
  const counts = await db
    .select()
    .from(capacity)
    .where(and(eq(capacity.communityId, row.communityId), inArray(capacity.key, keys)));
  const { communityId: _, ...head } = row;
  return {
    ...head,
    items: items.map((item) => {
      const counted = counts.find((c) => c.key === portionsKey(item.id));
      return { ...item, portions: counted?.total ?? 0, taken: counted?.taken ?? 0 };
    }),
  };
}

/** Makes or changes a dish. What is already ordered keeps its name and price. Refuses `gone` for an unknown canteen. */
export async function saveDish(work: Work, saved: AskParsed<'meals:saveDish'>): Promise<Dish> {
  const { id = newId(), ...fields } = saved;
  await canteenOf(work.db, work.communityId, fields.merchantId);
  const [row] = await work.tx
    .insert(dish)
    .values({ communityId: work.communityId, id, ...fields })
    .onConflictDoUpdate({ target: [dish.communityId, dish.id], set: fields })
    .returning();
  if (!row) throw new Error('dish was not written');
  return dishView(row);
}

async function canteenOf(db: Queries, communityId: string, id: string): Promise<void> {
  if ((await merchantOf(db, communityId, id)).kind !== 'canteen') throw refuse('gone');
}

/** Makes or changes a menu. A dish that is taken off disappears from the screens; what is ordered of it stays ordered. */
export async function saveMenu(work: Work, saved: AskParsed<'meals:saveMenu'>): Promise<PlannedMenu> {
  const { communityId, tx } = work;
  const { merchantId, day, meal, cutoff, from, to, items } = saved;
  await canteenOf(work.db, communityId, merchantId);
  const times = {
    cutoffAt: instantOf(day, cutoff),
    servedFrom: instantOf(day, from),
    servedTo: instantOf(day, to),
  };
  const [row] = await tx
    .insert(menu)
    .values({ communityId, id: newId(), merchantId, day, meal, ...times })
    .onConflictDoUpdate({ target: [menu.communityId, menu.merchantId, menu.day, menu.meal], set: times })
    .returning();
  if (!row) throw new Error('menu was not written');
  const known = await work.tx
    .select({ id: dish.id, name: dish.name })
    .from(dish)
    .where(and(eq(dish.communityId, communityId), eq(dish.merchantId, merchantId)));
  await tx
    .update(menuItem)
    .set({ dropped: true })
    .where(and(eq(menuItem.communityId, communityId), eq(menuItem.menuId, row.id)));
  for (const [place, { dishId, priceFen, portions }] of items.entries()) {
    const served = known.find((d) => d.id === dishId);
    if (!served) throw refuse('gone');
    const fields = { priceFen, place, dropped: false };
    const [item] = await tx
      .insert(menuItem)
      .values({ communityId, id: newId(), menuId: row.id, dishId, ...fields })
      .onConflictDoUpdate({ target: [menuItem.communityId, menuItem.menuId, menuItem.dishId], set: fields })
      .returning({ id: menuItem.id });
    if (item) await offerPortions(work, { itemId: item.id, name: served.name, portions });
  }
  work.tellBoxes(`community:${communityId}`, 'meals:menu', { day });
  work.tellStaff(cooks, 'meals:menu', { day }, merchantId);
  return planned(work.db, row);
}

async function offerPortions(work: Work, of: { itemId: string; name: string; portions: number }): Promise<void> {
  try {
    await offer(work.tx, { communityId: work.communityId, key: portionsKey(of.itemId), total: of.portions });
  } catch (error) {
    if (!(error instanceof CapacityError)) throw error;
    const params = { dish: of.name, taken: of.portions - error.left };
    throw refuse('conflict', 'meals.refused.portions', params);
  }
}

/** Whose each dish is. */
export const whoseDishes: WhoseThings = async (db, communityId, ids) => {
  const rows = await db
    .select({ id: dish.id, merchantId: dish.merchantId })
    .from(dish)
    .where(and(eq(dish.communityId, communityId), inArray(dish.id, [...ids])));
  return new Map(rows.map(({ id, merchantId }) => [id, merchantId]));
};
