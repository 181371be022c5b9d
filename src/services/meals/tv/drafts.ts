import * as v from 'valibot';
import { Baskets, type Counts, fitted } from '../../../tv/basket.ts';
import { type Kit, kit } from '../../../tv/kit.ts';
import { type Menu, type UsualOrder, WAYS, type WayName } from '../protocol.ts';
import type { Draft } from './basket.ts';
import type { SentOrder } from './orders.ts';

const WAY = 'meals.way';

const keyOf = ({ menuId, residentId }: Pick<Draft, 'menuId' | 'residentId'>) => `${menuId} ${residentId}`;

/** Baskets that are being filled, one a menu and person: a canteen cooks only its own. They survive a restart of the box. */
export class Drafts {
  readonly #store: Kit['store'];
  readonly #baskets: Baskets;
  /** How the food gets there, where that is another way than the last time. */
  readonly #ways = new Map<string, WayName>();
  /** The one that the last screen shows. */
  current: Draft | undefined;

  constructor({ store, clock }: Pick<Kit, 'store' | 'clock'>) {
    this.#store = store;
    this.#baskets = new Baskets(store, clock, 'meals');
  }

  /** What was put together from this menu for this person so far. */
  of(menuId: string, residentId: string): Draft {
    const key = keyOf({ menuId, residentId });
    const way = this.#ways.get(key) ?? this.#store.read(WAY, v.picklist(WAYS)) ?? 'delivery';
    return { menuId, residentId, way, counts: this.#baskets.of(key) };
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
    this.#keep({ menuId: menu.id, residentId, way, counts: fitted(counts, menu.items) });
  }

  /** It was sent: what is kept of it from now on is an order. */
  drop(draft: Draft): void {
    this.#baskets.drop(keyOf(draft));
    this.#ways.delete(keyOf(draft));
    if (this.current?.menuId === draft.menuId) this.current = undefined;
  }

  #keep(draft: Draft): void {
    this.#baskets.fill(keyOf(draft), draft.counts);
    this.#ways.set(keyOf(draft), draft.way);
    if (this.current?.menuId === draft.menuId) this.current = draft;
  }
}

export const drafts = new Drafts(kit);
