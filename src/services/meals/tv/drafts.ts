import * as v from 'valibot';
import { type Kit, kit } from '../../../tv/kit.ts';
import { type Menu, type UsualOrder, WAYS, type WayName } from '../protocol.ts';
import { type Counts, type Draft, fitted } from './basket.ts';
import type { SentOrder } from './orders.ts';

const WAY = 'meals.way';

/** Baskets that are being filled, one a menu: a canteen cooks only its own. They live until ordered, or a restart. */
export class Drafts {
  readonly #store: Kit['store'];
  #drafts = new Map<string, Draft>();
  /** The one that the last screen shows. */
  current: Draft | undefined;

  constructor(store: Kit['store']) {
    this.#store = store;
  }

  /** What was put together from this menu for this person so far. */
  of(menuId: string, residentId: string): Draft {
    const so = this.#drafts.get(menuId);
    if (so?.residentId === residentId) return so;
    const way = this.#store.read(WAY, v.picklist(WAYS)) ?? 'delivery';
    return { menuId, residentId, way, counts: {} };
  }

  /** Changes the portions of a draft, and keeps it. */
  fill(draft: Draft, counts: Counts): void {
    this.#keep({ ...draft, counts });
  }

  /** Chooses how the food gets to the person, for this time and the next. */
  go(draft: Draft, way: WayName): void {
    this.#store.write(WAY, way);
    this.#keep({ ...draft, way });
  }

  /** Puts the usual order in place of what was begun from its menu. */
  repeat({ menu, way, lines }: UsualOrder, residentId: string): Draft {
    const counts = Object.fromEntries(lines.map(({ itemId, count }) => [itemId, count]));
    const draft = { menuId: menu.id, residentId, way, counts };
    this.#keep(draft);
    return draft;
  }

  /** Puts a refused order back into the basket, as far as the menu can still give it. */
  restore({ residentId, way, lines }: SentOrder, menu: Menu): void {
    const counts = Object.fromEntries(lines.map(({ itemId, count }) => [itemId, count]));
    this.#keep({ menuId: menu.id, residentId, way, counts: fitted(menu, counts) });
  }

  /** It was sent: what is kept of it from now on is an order. */
  drop(menuId: string): void {
    this.#drafts.delete(menuId);
    if (this.current?.menuId === menuId) this.current = undefined;
  }

  #keep(draft: Draft): void {
    this.#drafts.set(draft.menuId, draft);
    if (this.current?.menuId === draft.menuId) this.current = draft;
  }
}

export const drafts = new Drafts(kit.store);
