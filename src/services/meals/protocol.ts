import * as v from 'valibot';
import { ask, defineContract } from '../../protocol/contract.ts';
import { ALLERGENS, DIET_MARKS } from '../../protocol/contracts/people.ts';
import { Id, idOf } from '../../protocol/ids.ts';
import { Fen } from '../../protocol/money.ts';
import { Day, Instant } from '../../protocol/time.ts';

export const MEALS = ['breakfast', 'lunch', 'supper'] as const;
export const WAYS = ['delivery', 'table'] as const;

/**
 * ordered → accepted → ready → onTheWay (delivery only) → delivered; `ready` of a table order means: come and sit down.
 * cancelled by the resident before the cut-off, declined by the canteen with its reason; both give the money back.
 */
export const ORDER_STATES = ['ordered', 'accepted', 'ready', 'onTheWay', 'delivered', 'cancelled', 'declined'] as const;
export type OrderState = (typeof ORDER_STATES)[number];
export type MealName = (typeof MEALS)[number];
export type WayName = (typeof WAYS)[number];
export type MarkName = (typeof DIET_MARKS)[number];
export type AllergenName = (typeof ALLERGENS)[number];

/** Why the dish is not for this person: a diet mark that it lacks, or an allergen that it has. */
export const DietClash = v.variant('kind', [
  v.object({ kind: v.literal('lacks'), mark: v.picklist(DIET_MARKS) }),
  v.object({ kind: v.literal('has'), allergen: v.picklist(ALLERGENS) }),
]);
export type DietClash = v.InferOutput<typeof DietClash>;

/** What a dish is, whoever plans it when. `picture` is a name in the TV's sprite. */
export const DishInput = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(12)),
  picture: v.pipe(v.string(), v.maxLength(40)),
  priceFen: Fen,
  marks: v.array(v.picklist(DIET_MARKS)),
  allergens: v.array(v.picklist(ALLERGENS)),
});
export const Dish = v.object({ id: Id, merchantId: Id, ...DishInput.entries, retired: v.boolean() });
export type Dish = v.InferOutput<typeof Dish>;

/** A dish on a day's menu as one person sees it: price, what the age subsidy pays of it, what they pay, how many are left. */
export const MenuItem = v.object({
  id: Id,
  dishId: Id,
  name: v.string(),
  picture: v.string(),
  priceFen: Fen,
  subsidyFen: Fen,
  ownFen: Fen,
  left: v.number(),
  marks: v.array(v.picklist(DIET_MARKS)),
  allergens: v.array(v.picklist(ALLERGENS)),
  clashes: v.array(DietClash),
});
export type MenuItem = v.InferOutput<typeof MenuItem>;

/** One canteen's one meal on one day. Orders and cancellations close at `cutoffAt`. */
export const Menu = v.object({
  id: Id,
  merchantId: Id,
  canteen: v.string(),
  day: Day,
  meal: v.picklist(MEALS),
  cutoffAt: Instant,
  servedFrom: Instant,
  servedTo: Instant,
  /** What the age subsidy still pays for this person at this meal. */
  subsidyLeftFen: Fen,
  items: v.array(MenuItem),
});
export type Menu = v.InferOutput<typeof Menu>;

/** A count of one dish; nobody orders more than nine of it. */
export const OrderLineInput = v.object({
  itemId: Id,
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9)),
});

export const OrderLine = v.object({
  itemId: Id,
  dishId: Id,
  name: v.string(),
  picture: v.string(),
  count: v.number(),
  priceFen: Fen,
  subsidyFen: Fen,
});
export type OrderLine = v.InferOutput<typeof OrderLine>;

/** Money figures are for all lines. `cancelUntil` is null when cancelling is over. */
export const Order = v.object({
  id: Id,
  number: v.string(),
  menuId: Id,
  day: Day,
  meal: v.picklist(MEALS),
  merchantId: Id,
  canteen: v.string(),
  residentId: Id,
  forWhom: v.string(),
  where: v.string(),
  way: v.picklist(WAYS),
  state: v.picklist(ORDER_STATES),
  since: Instant,
  lines: v.array(OrderLine),
  totalFen: Fen,
  subsidyFen: Fen,
  ownFen: Fen,
  cutoffAt: Instant,
  servedFrom: Instant,
  servedTo: Instant,
  cancelUntil: v.nullable(Instant),
  reason: v.nullable(v.string()),
  orderedAt: Instant,
});
export type Order = v.InferOutput<typeof Order>;

/** An order that the person could make with one key: what they had last, as far as a coming menu has it. */
export const UsualOrder = v.object({
  menu: Menu,
  way: v.picklist(WAYS),
  lines: v.array(OrderLine),
  missing: v.array(v.string()),
  totalFen: Fen,
  subsidyFen: Fen,
  ownFen: Fen,
});
export type UsualOrder = v.InferOutput<typeof UsualOrder>;

export const Canteen = v.object({
  id: Id,
  merchantId: Id,
  name: v.string(),
  place: v.string(),
});

/** A menu as the canteen plans it: how many portions there are, and how many are taken. */
export const PlannedMenu = v.object({
  id: Id,
  merchantId: Id,
  day: Day,
  meal: v.picklist(MEALS),
  cutoffAt: Instant,
  servedFrom: Instant,
  servedTo: Instant,
  items: v.array(
    v.object({ id: Id, dishId: Id, name: v.string(), priceFen: Fen, portions: v.number(), taken: v.number() }),
  ),
});
export type PlannedMenu = v.InferOutput<typeof PlannedMenu>;

const cooks = ['canteen', 'admin'] as const;
const TimeOfDay = v.pipe(v.string(), v.isoTime());

/** 06 一键点餐: what the canteens cook, ordered by remote, to the door or to a table. */
export const meals = defineContract('meals', {
  asks: {
    /** Menus of one day with this resident's prices and diet; cached by the box for when it is off line. */
    menus: ask({
      by: 'box',
      input: v.object({ day: Day, residentId: Id }),
      reply: v.object({ menus: v.array(Menu), walletFen: v.number() }),
    }),
    usual: ask({
      by: 'box',
      input: v.object({ residentId: Id }),
      reply: v.object({ usual: v.nullable(UsualOrder), walletFen: v.number() }),
    }),
    /** `ownFen` is what the screen said it costs; refused `conflict` if that is no longer so. */
    order: ask({
      by: 'box',
      input: v.object({
        residentId: Id,
        menuId: Id,
        way: v.picklist(WAYS),
        lines: v.pipe(v.array(OrderLineInput), v.minLength(1), v.maxLength(20)),
        ownFen: Fen,
        /** Leave for a sum that needs it; see `payments`. */
        permit: v.optional(Id),
      }),
      reply: Order,
      changes: true,
      survives: true,
    }),
    /** This household's orders, newest first, at most 30. */
    orders: ask({ by: 'box', input: v.object({}), reply: v.object({ orders: v.array(Order) }) }),
    /** Refused `late` after the cut-off, or once the food is on its way. */
    cancel: ask({ by: 'box', input: v.object({ orderId: Id }), reply: Order, changes: true, survives: true }),

    /** Everything the canteen needs to plan a day. */
    plan: ask({
      by: cooks,
      input: v.object({ day: Day }),
      reply: v.object({ canteens: v.array(Canteen), dishes: v.array(Dish), menus: v.array(PlannedMenu) }),
      merchants: true,
    }),
    saveDish: ask({
      by: cooks,
      input: v.object({
        id: v.optional(idOf('meals:dish')),
        merchantId: idOf('merchant'),
        ...DishInput.entries,
        retired: v.boolean(),
      }),
      reply: Dish,
      changes: true,
      merchants: true,
    }),
    /** Makes or changes a menu. Refused `conflict` if fewer portions are planned than are already ordered. */
    saveMenu: ask({
      by: cooks,
      input: v.object({
        merchantId: idOf('merchant'),
        day: Day,
        meal: v.picklist(MEALS),
        cutoff: TimeOfDay,
        from: TimeOfDay,
        to: TimeOfDay,
        items: v.pipe(
          v.array(
            v.object({
              dishId: idOf('meals:dish'),
              priceFen: Fen,
              portions: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5000)),
            }),
          ),
          v.maxLength(60),
        ),
      }),
      reply: PlannedMenu,
      changes: true,
      merchants: true,
    }),
    /**
     * All orders of one day, for the pick list by building and for tickets; and the names of the buildings that they go to,
     * in the community's order.
     */
    dayOrders: ask({
      by: cooks,
      input: v.object({ day: Day }),
      reply: v.object({ orders: v.array(Order), buildings: v.array(v.string()) }),
      merchants: true,
    }),
    orderById: ask({ by: cooks, input: v.object({ orderId: idOf('request') }), reply: Order, merchants: true }),
    advance: ask({
      by: cooks,
      input: v.object({ orderId: idOf('request'), to: v.picklist(['accepted', 'ready', 'onTheWay', 'delivered']) }),
      reply: Order,
      changes: true,
      merchants: true,
    }),
    decline: ask({
      by: cooks,
      input: v.object({
        orderId: idOf('request'),
        reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)),
      }),
      reply: Order,
      changes: true,
      merchants: true,
    }),
  },
  pushes: {
    /** To all boxes of the community and its canteens: how many are left of dishes on a menu. */
    left: v.object({ menuId: Id, items: v.array(v.object({ id: Id, left: v.number() })) }),
    /** To canteens: an order is new or has changed. */
    order: Order,
    /** A menu is new or has changed: ask again. */
    menu: v.object({ day: Day }),
  },
  feed: {
    /** To the household: where its order stands. */
    order: Order,
  },
});

/**
 * What an order costs, by the one rule that TV and center share: the subsidies of all portions, but not more than what
 * is left of the person's subsidy at this meal; the rest is their own. All in fen.
 */
export function priceLines(
  lines: readonly { count: number; priceFen: number; subsidyFen: number }[],
  subsidyLeftFen: number,
): { totalFen: number; subsidyFen: number; ownFen: number } {
  const totalFen = lines.reduce((sum, line) => sum + line.count * line.priceFen, 0);
  const wished = lines.reduce((sum, line) => sum + line.count * line.subsidyFen, 0);
  const subsidyFen = Math.min(wished, subsidyLeftFen);
  return { totalFen, subsidyFen, ownFen: totalFen - subsidyFen };
}
