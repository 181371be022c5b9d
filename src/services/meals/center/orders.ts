import { and, desc, eq, inArray } from 'drizzle-orm';
import type { StaffActor } from '../../../center/actor.ts';
import type { Queries } from '../../../center/database/database.ts';
import { building } from '../../../center/identity/schema.ts';
import { ownOnly } from '../../../center/merchants/merchants.ts';
import { merchant } from '../../../center/merchants/schema.ts';
import { refuse } from '../../../center/refuse.ts';
import { requestsOf } from '../../../center/requests/requests.ts';
import { request } from '../../../center/requests/schema.ts';
import type { Work } from '../../../center/work.ts';
import type { AskReply } from '../../../protocol/services.ts';
import type { Order, OrderState } from '../protocol.ts';
import { menu, order } from '../schema.ts';

/** Roles that cook, and see orders in their queue. */
export const cooks = ['canteen', 'admin'] as const;
export const requests = requestsOf(cooks);

/** States in which an order can still be taken back, if the cut-off has not passed. */
export const CANCELLABLE: readonly OrderState[] = ['ordered', 'accepted'];

function orders(db: Queries) {
  return db
    .select({
      order,
      menu,
      canteen: merchant.name,
      merchantId: merchant.id,
      state: request.state,
      since: request.stateSince,
    })
    .from(order)
    .innerJoin(request, and(eq(request.communityId, order.communityId), eq(request.id, order.id)))
    .innerJoin(menu, and(eq(menu.communityId, order.communityId), eq(menu.id, order.menuId)))
    .innerJoin(merchant, and(eq(merchant.communityId, menu.communityId), eq(merchant.id, menu.merchantId)))
    .$dynamic();
}

type Row = Awaited<ReturnType<typeof orders>>[number];

function view({ order: o, menu: m, canteen: name, merchantId, state, since }: Row): Order {
  const now = state as OrderState;
  return {
    id: o.id,
    number: o.number,
    menuId: o.menuId,
    day: o.day,
    meal: m.meal,
    merchantId,
    canteen: name,
    residentId: o.residentId,
    forWhom: o.forWhom,
    where: o.where,
    way: o.way,
    state: now,
    since,
    lines: o.lines,
    totalFen: o.totalFen,
    subsidyFen: o.subsidyFen,
    ownFen: o.totalFen - o.subsidyFen,
    cutoffAt: m.cutoffAt,
    servedFrom: m.servedFrom,
    servedTo: m.servedTo,
    cancelUntil: CANCELLABLE.includes(now) ? m.cutoffAt : null,
    reason: o.reason,
    orderedAt: o.orderedAt,
  };
}

/** An order by its id. Refuses `gone`. */
export async function orderById(
  db: Queries,
  communityId: string,
  id: string,
): Promise<Order & { householdId: string }> {
  const [row] = await orders(db).where(and(eq(order.communityId, communityId), eq(order.id, id)));
  if (!row) throw refuse('gone');
  return { ...view(row), householdId: row.order.householdId };
}

/** A household's orders, newest first. */
export async function ordersOf(db: Queries, communityId: string, householdId: string): Promise<Order[]> {
  const rows = await orders(db)
    .where(and(eq(order.communityId, communityId), eq(order.householdId, householdId)))
    .orderBy(desc(order.orderedAt))
    .limit(30);
  return rows.map(view);
}

/** All orders of a day (YYYY-MM-DD), oldest first, and the buildings they go to; a canteen's people see their own. */
export async function ordersOn(db: Queries, actor: StaffActor, day: string): Promise<AskReply<'meals:dayOrders'>> {
  const rows = await orders(db)
    .where(and(eq(order.communityId, actor.communityId), eq(order.day, day), ownOnly(menu.merchantId, actor)))
    .orderBy(order.orderedAt);
  const ids = [...new Set(rows.map((row) => row.order.buildingId))];
  const buildings = await db
    .select({ name: building.name })
    .from(building)
    .where(and(eq(building.communityId, actor.communityId), inArray(building.id, ids)))
    .orderBy(building.place);
  return { orders: rows.map(view), buildings: buildings.map(({ name }) => name) };
}

/** Reads the order as it now is and tells the household and the canteens. */
export async function tell(work: Work, id: string): Promise<Order> {
  const { householdId, ...now } = await orderById(work.db, work.communityId, id);
  await work.publish(`household:${householdId}`, 'meals:order', now);
  work.tellStaff(cooks, 'meals:order', now, now.merchantId);
  return now;
}
