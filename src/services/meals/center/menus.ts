import { and, asc, desc, eq, gt, inArray, lte } from 'drizzle-orm';
import { leftOf } from '../../../center/capacity/capacity.ts';
import type { Queries } from '../../../center/database/database.ts';
import { servesNow } from '../../../center/merchants/merchants.ts';
import { merchant } from '../../../center/merchants/schema.ts';
import type { Resident } from '../../../protocol/contracts/people.ts';
import { addDays, dayOf } from '../../../protocol/time.ts';
import { type Menu, type Order, priceLines, type UsualOrder } from '../protocol.ts';
import { dish, menu, menuItem, order, subsidyRule } from '../schema.ts';
import { clashesOf, ruleFor, subsidyOf } from './rules.ts';

/** How far ahead "the usual" looks for a menu with the same dishes. */
const USUAL_DAYS = 3;

/** The capacity key of a dish's portions on a menu. */
export const portionsKey = (itemId: string) => `meals:portions:${itemId}`;

/** The capacity key of a person's age subsidy at one meal; it is counted in fen. */
export const subsidyKey = (residentId: string, of: { day: string; meal: string }) =>
  `meals:subsidy:${residentId}:${of.day}:${of.meal}`;

const menuFields = {
  id: menu.id,
  merchantId: menu.merchantId,
  canteen: merchant.name,
  day: menu.day,
  meal: menu.meal,
  cutoffAt: menu.cutoffAt,
  servedFrom: menu.servedFrom,
  servedTo: menu.servedTo,
};

type MenuHead = Omit<Menu, 'items' | 'subsidyLeftFen'>;

function heads(db: Queries) {
  return db
    .select(menuFields)
    .from(menu)
    .innerJoin(merchant, and(eq(merchant.communityId, menu.communityId), eq(merchant.id, menu.merchantId)))
    .$dynamic();
}

/** The subsidy that applies to a person on a day, and the most it pays a meal. */
async function subsidyFor(db: Queries, communityId: string, person: Resident, day: string) {
  const rules = await db.select().from(subsidyRule).where(eq(subsidyRule.communityId, communityId));
  return ruleFor(rules, person.birthYear, day);
}

/** Fills menus with their dishes at this person's prices, with what is left and what clashes with their diet. */
async function forPerson(
  db: Queries,
  communityId: string,
  person: Resident,
  menus: readonly MenuHead[],
): Promise<Menu[]> {
  if (menus.length === 0) return [];
  const rows = await db
    .select({ item: menuItem, dish })
    .from(menuItem)
    .innerJoin(dish, and(eq(dish.communityId, menuItem.communityId), eq(dish.id, menuItem.dishId)))
    .where(
      and(
        eq(menuItem.communityId, communityId),
        inArray(
          menuItem.menuId,
          menus.map((m) => m.id),
        ),
        eq(menuItem.dropped, false),
      ),
    )
    .orderBy(asc(menuItem.place));
  const left = await leftOf(db, communityId, [
    ...rows.map(({ item }) => portionsKey(item.id)),
    ...menus.map((m) => subsidyKey(person.id, m)),
  ]);
  return Promise.all(
    menus.map(async (head) => {
      const rule = await subsidyFor(db, communityId, person, head.day);
      return {
        ...head,
        subsidyLeftFen: left.get(subsidyKey(person.id, head)) ?? rule?.maxFen ?? 0,
        items: rows
          .filter(({ item }) => item.menuId === head.id)
          .map(({ item, dish: d }) => {
            const subsidyFen = subsidyOf(rule, item.priceFen);
            return {
              id: item.id,
              dishId: d.id,
              name: d.name,
              picture: d.picture,
              priceFen: item.priceFen,
              subsidyFen,
              ownFen: item.priceFen - subsidyFen,
              left: left.get(portionsKey(item.id)) ?? 0,
              marks: d.marks,
              allergens: d.allergens,
              clashes: clashesOf(d, person.diet),
            };
          }),
      };
    }),
  );
}

/**
 * All menus of a day as one person sees them, in the order of the day; of one meal the canteen comes first where the person
 * had the last meal. A canteen that is closed has none.
 */
export async function menusOn(db: Queries, communityId: string, person: Resident, day: string): Promise<Menu[]> {
  const found = await heads(db)
    .where(and(eq(menu.communityId, communityId), eq(menu.day, day), servesNow('meals')))
    .orderBy(asc(menu.servedFrom), asc(merchant.name));
  const [last] = await db
    .select({ merchantId: menu.merchantId })
    .from(order)
    .innerJoin(menu, and(eq(menu.communityId, order.communityId), eq(menu.id, order.menuId)))
    .where(and(eq(order.communityId, communityId), eq(order.residentId, person.id)))
    .orderBy(desc(order.orderedAt))
    .limit(1);
  const usual = (head: MenuHead) => Number(head.merchantId === last?.merchantId);
  found.sort((a, b) => Date.parse(a.servedFrom) - Date.parse(b.servedFrom) || usual(b) - usual(a));
  return forPerson(db, communityId, person, found);
}

/** One menu as one person sees it; undefined when there is none. */
export async function menuFor(
  db: Queries,
  communityId: string,
  person: Resident,
  menuId: string,
): Promise<Menu | undefined> {
  const found = await heads(db).where(and(eq(menu.communityId, communityId), eq(menu.id, menuId)));
  const [filled] = await forPerson(db, communityId, person, found);
  return filled;
}

/**
 * What the person had last, on the next menu that still takes orders and has most of it; null when nothing of it is to
 * be had in the coming days.
 */
export async function usualOrder(
  db: Queries,
  communityId: string,
  person: Resident,
  now: string,
): Promise<UsualOrder | null> {
  const [last] = await db
    .select({ lines: order.lines, way: order.way })
    .from(order)
    .where(and(eq(order.communityId, communityId), eq(order.residentId, person.id)))
    .orderBy(desc(order.orderedAt))
    .limit(1);
  if (!last) return null;
  const coming = await heads(db)
    .where(
      and(
        eq(menu.communityId, communityId),
        servesNow('meals'),
        gt(menu.cutoffAt, now),
        lte(menu.day, addDays(dayOf(now), USUAL_DAYS)),
      ),
    )
    .orderBy(asc(menu.cutoffAt));
  const offers = (await forPerson(db, communityId, person, coming)).map((on) => offerOn(on, last));
  const best = Math.max(0, ...offers.map((offer) => offer.lines.length));
  return (best > 0 && offers.find((offer) => offer.lines.length === best)) || null;
}

function offerOn(on: Menu, last: { lines: Order['lines']; way: Order['way'] }): UsualOrder {
  const lines: UsualOrder['lines'] = [];
  const missing: string[] = [];
  for (const { dishId, name, count } of last.lines) {
    const item = on.items.find((i) => i.dishId === dishId && i.left >= count);
    if (!item) missing.push(name);
    else {
      const { id: itemId, picture, priceFen, subsidyFen } = item;
      lines.push({ itemId, dishId, name: item.name, picture, count, priceFen, subsidyFen });
    }
  }
  return { menu: on, way: last.way, lines, missing, ...priceLines(lines, on.subsidyLeftFen) };
}
