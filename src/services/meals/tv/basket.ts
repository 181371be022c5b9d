import type { AskInput } from '../../../protocol/services.ts';
import { type Menu, type MenuItem, type OrderLine, priceLines, type WayName } from '../protocol.ts';

/** Portions of each dish by the item's id; a dish that nobody wants is not in it. */
export type Counts = Readonly<Record<string, number>>;

/** Nobody orders more than nine of one dish; the contract says so too. */
export const MOST_OF_ONE = 9;

/** What a person is about to order from one menu. */
export interface Draft {
  readonly menuId: string;
  readonly residentId: string;
  readonly way: WayName;
  readonly counts: Counts;
}

/** Why not one more of a dish can be ordered; undefined when it can. */
export type Limit = 'soldout' | 'left' | 'most';

/** Whether a menu still takes orders at `now` (ms). */
export function isOpen(menu: Pick<Menu, 'cutoffAt'>, now: number): boolean {
  return now < Date.parse(menu.cutoffAt);
}

export function countOf(counts: Counts, itemId: string): number {
  return counts[itemId] ?? 0;
}

/** What stands against one more of this dish. */
export function limitOf(counts: Counts, item: Pick<MenuItem, 'id' | 'left'>): Limit | undefined {
  if (item.left <= 0) return 'soldout';
  const count = countOf(counts, item.id);
  if (count >= MOST_OF_ONE) return 'most';
  return count >= item.left ? 'left' : undefined;
}

/** One more, or the same when a limit is reached. */
export function addOne(counts: Counts, item: Pick<MenuItem, 'id' | 'left'>): Counts {
  return limitOf(counts, item) ? counts : { ...counts, [item.id]: countOf(counts, item.id) + 1 };
}

/** One less; the last one takes the dish out. */
export function takeOne(counts: Counts, itemId: string): Counts {
  const { [itemId]: count = 0, ...others } = counts;
  return count > 1 ? { ...others, [itemId]: count - 1 } : others;
}

/** What is in the basket, in the menu's order. Dishes that the menu no longer has are left out. */
export function linesOf(menu: Menu, counts: Counts): OrderLine[] {
  return menu.items.flatMap(({ id: itemId, dishId, name, picture, priceFen, subsidyFen }) => {
    const count = countOf(counts, itemId);
    return count > 0 ? [{ itemId, dishId, name, picture, count, priceFen, subsidyFen }] : [];
  });
}

/** The basket's price and number of portions. */
export function sumOf(menu: Menu, counts: Counts): ReturnType<typeof priceLines> & { portions: number } {
  const lines = linesOf(menu, counts);
  return {
    ...priceLines(lines, menu.subsidyLeftFen),
    portions: lines.reduce((sum, line) => sum + line.count, 0),
  };
}

/** The basket as far as the menu can still give it: after somebody else was quicker. */
export function fitted(menu: Menu, counts: Counts): Counts {
  return Object.fromEntries(
    menu.items.flatMap((item) => {
      const count = Math.min(countOf(counts, item.id), item.left);
      return count > 0 ? [[item.id, count]] : [];
    }),
  );
}

/** What is sent to the center. */
export function orderInput(draft: Draft, menu: Menu): AskInput<'meals:order'> {
  const { menuId, residentId, way, counts } = draft;
  const lines = linesOf(menu, counts).map(({ itemId, count }) => ({ itemId, count }));
  return { menuId, residentId, way, lines, ownFen: sumOf(menu, counts).ownFen };
}
