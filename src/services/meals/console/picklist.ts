import type { Order } from '../protocol.ts';

/** How many of one dish. */
export interface DishTotal {
  readonly name: string;
  readonly count: number;
}

/** Orders that go to one place: a building, or the canteen's own tables (`building` is then undefined). */
export interface PickGroup {
  readonly building: string | undefined;
  readonly orders: readonly Order[];
}

/** Whether the kitchen must still make and carry it. */
export function isCooked(order: Order): boolean {
  return order.state !== 'cancelled' && order.state !== 'declined';
}

/** Totals per dish over all orders, the largest first. */
export function dishTotals(orders: readonly Order[]): DishTotal[] {
  const totals = new Map<string, DishTotal>();
  for (const line of orders.flatMap((order) => order.lines)) {
    const before = totals.get(line.dishId)?.count ?? 0;
    totals.set(line.dishId, { name: line.name, count: before + line.count });
  }
  return [...totals.values()].sort((a, b) => b.count - a.count);
}

/**
 * Orders by building, in the order of `buildings` (names with which an order's `where` begins); places without a known
 * building follow under their own first word, and those who come to the canteen are last.
 */
export function pickGroups(orders: readonly Order[], buildings: readonly string[]): PickGroup[] {
  // The longest name first, so that 楼 11 is not taken for 楼 1.
  const byLength = [...buildings].sort((a, b) => b.length - a.length);
  const groups = new Map<string | undefined, Order[]>(buildings.map((name) => [name, []]));
  for (const order of orders) {
    const known = byLength.find((name) => order.where.startsWith(name));
    const building = order.way === 'table' ? undefined : (known ?? order.where.split(' ')[0]);
    groups.set(building, [...(groups.get(building) ?? []), order]);
  }
  return [...groups]
    .filter(([, group]) => group.length > 0)
    .map(([building, group]) => ({ building, orders: group.sort((a, b) => a.where.localeCompare(b.where, 'zh-CN')) }))
    .sort((a, b) => Number(a.building === undefined) - Number(b.building === undefined));
}
