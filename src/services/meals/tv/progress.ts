import { clockTime } from '../../../protocol/time.ts';
import { t } from '../../../tv/text.ts';
import type { Order, OrderState } from '../protocol.ts';

/** One step of an order on its way, as it is drawn. */
export interface Step {
  readonly state: OrderState;
  readonly picture: string;
  readonly text: string;
  readonly at: 'done' | 'now' | 'next';
}

type Stage = 'ordered' | 'accepted' | 'ready' | 'onTheWay' | 'delivered';

const CARRIED: readonly Stage[] = ['ordered', 'accepted', 'ready', 'onTheWay', 'delivered'];
const AT_TABLE: readonly Stage[] = ['ordered', 'accepted', 'ready', 'delivered'];

const PICTURES: Readonly<Record<OrderState, string>> = {
  ordered: 'bell',
  accepted: 'cook',
  ready: 'set-meal',
  onTheWay: 'delivery',
  delivered: 'ok',
  cancelled: 'cancel',
  declined: 'warning',
};

/** Whether anything can still happen to the order. */
export function isLive({ state }: Pick<Order, 'state'>): boolean {
  return state !== 'delivered' && state !== 'cancelled' && state !== 'declined';
}

export function statePicture(state: OrderState): string {
  return PICTURES[state];
}

/** The state in at most four characters, for lists. */
export function shortWord({ state, way }: Pick<Order, 'state' | 'way'>): string {
  return state === 'delivered' && way === 'table' ? t('meals.short.fetched') : t(`state.${state}`);
}

/** The state in a sentence. */
export function stateWord({ state, way }: Pick<Order, 'state' | 'way'>): string {
  if (way === 'table' && state === 'ready') return t('meals.table.ready');
  if (way === 'table' && state === 'delivered') return t('meals.table.delivered');
  return t(`meals.told.${state}`);
}

/** The way of the order from the first press to the plate; what ended early has none. */
export function stepsOf({ state, way }: Pick<Order, 'state' | 'way'>): Step[] {
  const states = way === 'table' ? AT_TABLE : CARRIED;
  const all: readonly OrderState[] = states;
  const now = all.indexOf(state);
  if (now < 0) return [];
  return states.map((step, index) => ({
    state: step,
    picture: PICTURES[step],
    text: step === 'delivered' && way === 'table' ? t('meals.step.fetched') : t(`meals.step.${step}`),
    at: index < now ? 'done' : index === now ? 'now' : 'next',
  }));
}

/** What happens next, or what the person can do now. */
export function nextWord(order: Order): string {
  const { state, way, reason } = order;
  if (state === 'declined') return t('meals.next.declined', { reason: reason ?? '' });
  if (state === 'cancelled') return t('meals.next.cancelled');
  if (state === 'delivered') return t('meals.next.delivered');
  if (state === 'onTheWay') return t('meals.next.onTheWay');
  if (state === 'ready') return t(way === 'table' ? 'meals.next.tableReady' : 'meals.next.ready');
  const from = clockTime(order.servedFrom);
  const to = clockTime(order.servedTo);
  return t(way === 'table' ? 'meals.next.table' : 'meals.next.delivery', { from, to });
}

/** Whether the order can be cancelled at `now` (ms), and in words until when or why not; no words once it is over. */
export function cancelling(order: Order, now: number): { readonly can: boolean; readonly text: string } {
  if (!isLive(order)) return { can: false, text: '' };
  const time = clockTime(order.cutoffAt);
  if (order.cancelUntil === null) return { can: false, text: t('meals.refused.cancelState') };
  if (now >= Date.parse(order.cancelUntil)) return { can: false, text: t('meals.refused.cancelLate', { time }) };
  return { can: true, text: t('meals.cancel.until', { time }) };
}
