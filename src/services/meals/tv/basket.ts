import type { AskInput } from '../../../protocol/services.ts';
import { type Counts, countOf } from '../../../tv/basket.ts';
import { type Menu, type OrderLine, priceLines, type WayName } from '../protocol.ts';

/** What a person is about to order from one menu. */
export interface Draft {
  readonly menuId: string;
  readonly residentId: string;
  readonly way: WayName;
  readonly counts: Counts;
}

/** Whether a menu still takes orders at `now` (ms). */
export function isOpen(menu: Pick<Menu, 'cutoffAt'>, now: number): boolean {
  return now < Date.parse(menu.cutoffAt);
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

/** What is sent to the center. */
export function orderInput(draft: Draft, menu: Menu): AskInput<'meals:order'> {
  const { menuId, residentId, way, counts } = draft;
  const lines = linesOf(menu, counts).map(({ itemId, count }) => ({ itemId, count }));
  return { menuId, residentId, way, lines, ownFen: sumOf(menu, counts).ownFen };
}
