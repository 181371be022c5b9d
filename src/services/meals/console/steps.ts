import type { Picked } from '../../../console/picking/picking.ts';
import type { Order, OrderState } from '../protocol.ts';

/** The columns of the canteen's board; cancelled and declined orders are only counted. */
export const BOARD_STATES = ['ordered', 'accepted', 'ready', 'onTheWay', 'delivered'] as const;
export type BoardState = (typeof BOARD_STATES)[number];
export type NextState = Exclude<BoardState, 'ordered'>;

/** The one step that comes next; undefined when the order is over. A table order is never on its way. */
export function nextStep(order: Pick<Order, 'state' | 'way'>): NextState | undefined {
  if (order.state === 'ready' && order.way === 'table') return 'delivered';
  const at = BOARD_STATES.indexOf(order.state as BoardState);
  return at < 0 ? undefined : (BOARD_STATES[at + 1] as NextState | undefined);
}

/** Whether the canteen may still say that it cannot cook this. */
export function canDecline(state: OrderState): boolean {
  return state === 'ordered' || state === 'accepted';
}

/** Puts a pushed order into a list: in its place, or at the end when it is new. */
export function withOrder(orders: readonly Order[], order: Order): Order[] {
  const known = orders.some((one) => one.id === order.id);
  return known ? orders.map((one) => (one.id === order.id ? order : one)) : [...orders, order];
}

/** Whether the kitchen must still make and carry it. */
export function isCooked(order: Order): boolean {
  return order.state !== 'cancelled' && order.state !== 'declined';
}

/** The order as its paper shows it; who eats at the canteen fetches it. */
export function pickedOf({ id, number, way, where, forWhom, lines }: Order): Picked {
  const dishes = lines.map(({ dishId, name, count }) => ({ id: dishId, name, count }));
  return { id, number, where: way === 'table' ? null : where, who: forWhom, lines: dishes };
}
