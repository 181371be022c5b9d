import type { MealName, Menu } from '../protocol.ts';
import { isOpen } from './basket.ts';

/** One meal of one day: the menus of all canteens that cook it. */
export interface Offer {
  /** Names it among the others: '2026-11-24 lunch'. */
  readonly key: string;
  readonly day: string;
  readonly meal: MealName;
  readonly menus: readonly Menu[];
  readonly open: boolean;
  /** Until when something can be ordered, or could be: the latest of its menus (ISO time). */
  readonly cutoffAt: string;
}

const later = (one: string, other: string): string => (Date.parse(one) >= Date.parse(other) ? one : other);

/** The meals of these menus: those that still take orders first, each part in the order of time. `now` in ms. */
export function offersOf(menus: readonly Menu[], now: number): Offer[] {
  const offers = new Map<string, Offer>();
  for (const menu of menus) {
    const key = `${menu.day} ${menu.meal}`;
    const so = offers.get(key);
    offers.set(key, {
      key,
      day: menu.day,
      meal: menu.meal,
      menus: [...(so?.menus ?? []), menu],
      open: (so?.open ?? false) || isOpen(menu, now),
      cutoffAt: so ? later(so.cutoffAt, menu.cutoffAt) : menu.cutoffAt,
    });
  }
  return [...offers.values()].sort(
    (one, other) => Number(other.open) - Number(one.open) || Date.parse(one.cutoffAt) - Date.parse(other.cutoffAt),
  );
}
