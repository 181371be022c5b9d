import { clockTime } from '../../../protocol/time.ts';
import type { Dish, MEALS, PlannedMenu } from '../protocol.ts';

type Meal = (typeof MEALS)[number];

/** A dish on a menu while it is planned. `priceFen` is null while its field is empty; `taken` is what people have ordered. */
export interface DraftItem {
  readonly dishId: string;
  readonly name: string;
  readonly priceFen: number | null;
  readonly portions: number | null;
  readonly taken: number;
}

/** One meal of one canteen while it is planned; times are HH:mm in the community. */
export interface MenuDraft {
  readonly cutoff: string;
  readonly from: string;
  readonly to: string;
  readonly items: readonly DraftItem[];
}

/** Portions that a dish starts with. */
const FIRST_PORTIONS = 30;

const USUAL_TIMES: Readonly<Record<Meal, Omit<MenuDraft, 'items'>>> = {
  breakfast: { cutoff: '06:30', from: '07:00', to: '08:30' },
  lunch: { cutoff: '10:00', from: '11:00', to: '12:30' },
  supper: { cutoff: '15:30', from: '17:00', to: '18:30' },
};

/** The menu as it is stored, or an empty one at the meal's usual times. */
export function draftOf(meal: Meal, menu: PlannedMenu | undefined): MenuDraft {
  if (!menu) return { ...USUAL_TIMES[meal], items: [] };
  return {
    cutoff: clockTime(menu.cutoffAt),
    from: clockTime(menu.servedFrom),
    to: clockTime(menu.servedTo),
    items: menu.items.map(({ dishId, name, priceFen, portions, taken }) => ({
      dishId,
      name,
      priceFen,
      portions,
      taken,
    })),
  };
}

/** Adds a dish at its own price; a dish that is on the menu already stays as it is. */
export function withDish(draft: MenuDraft, dish: Dish): MenuDraft {
  if (draft.items.some((item) => item.dishId === dish.id)) return draft;
  const item = { dishId: dish.id, name: dish.name, priceFen: dish.priceFen, portions: FIRST_PORTIONS, taken: 0 };
  return { ...draft, items: [...draft.items, item] };
}

/** Changes one dish of the menu. */
export function withItem(draft: MenuDraft, dishId: string, part: Partial<DraftItem>): MenuDraft {
  return { ...draft, items: draft.items.map((item) => (item.dishId === dishId ? { ...item, ...part } : item)) };
}

/** Takes a dish off; one that people have ordered stays. */
export function withoutItem(draft: MenuDraft, dishId: string): MenuDraft {
  return { ...draft, items: draft.items.filter((item) => item.dishId !== dishId || item.taken > 0) };
}

/** Takes times, dishes and portions over from another day's menu; what is ordered here stays ordered. */
export function copied(draft: MenuDraft, from: MenuDraft): MenuDraft {
  const ordered = new Map(draft.items.filter((item) => item.taken > 0).map((item) => [item.dishId, item]));
  const items = from.items.map((item) => {
    const here = ordered.get(item.dishId);
    ordered.delete(item.dishId);
    return here ?? { ...item, taken: 0 };
  });
  return { ...from, items: [...items, ...ordered.values()] };
}

/** What keeps the menu from being saved: nothing on it, an empty field, fewer portions than ordered, or times out of order. */
export function faultOf(draft: MenuDraft): 'empty' | 'blank' | 'portions' | 'times' | undefined {
  if (draft.items.length === 0) return 'empty';
  if (!draft.cutoff || !draft.from || !draft.to) return 'blank';
  if (draft.items.some((item) => item.priceFen === null || item.portions === null)) return 'blank';
  if (draft.items.some((item) => (item.portions ?? 0) < item.taken)) return 'portions';
  if (draft.cutoff > draft.from || draft.from >= draft.to) return 'times';
  return undefined;
}
