import type { BoxActor } from '../../center/actor.ts';
import { residentIn } from '../../center/identity/households.ts';
import { spendable } from '../../center/payments/purses.ts';
import { refuse } from '../../center/refuse.ts';
import { serve } from '../../center/serve.ts';
import type { Work } from '../../center/work.ts';
import { clockTime } from '../../protocol/time.ts';
import { menusOn, usualOrder } from './center/menus.ts';
import { placeOrder, undo } from './center/ordering.ts';
import { CANCELLABLE, cooks, orderById, ordersOf, ordersOn, requests, tell } from './center/orders.ts';
import { planOf, saveDish, saveMenu, whoseDishes } from './center/planning.ts';
import { meals, type Order, type OrderState } from './protocol.ts';
import { sampleMeals, sampleMenus } from './sample.ts';

/** Which states each step of the kitchen leads from. A table order is not carried, a delivery is. */
const STEPS: Readonly<Record<'accepted' | 'ready' | 'onTheWay' | 'delivered', readonly OrderState[]>> = {
  accepted: ['ordered'],
  ready: ['accepted'],
  onTheWay: ['accepted', 'ready'],
  delivered: ['ready', 'onTheWay'],
};

/** The household takes its order back, before the cut-off and before it is carried. Refuses `late`. */
async function cancelOrder(work: Work, actor: BoxActor, orderId: string): Promise<Order> {
  const before = await orderById(work.db, work.communityId, orderId);
  if (before.householdId !== actor.householdId) throw refuse('gone');
  // Cancelled already, by the other box or an earlier press: that is what was wanted.
  if (before.state === 'cancelled') return before;
  if (work.now >= before.cutoffAt) {
    throw refuse('late', 'meals.refused.cancelLate', { time: clockTime(before.cutoffAt) });
  }
  const deed = { text: 'meals.state.cancelled' };
  const step = { id: orderId, from: CANCELLABLE, to: 'cancelled', by: before.where, deed, closes: true };
  if (!(await requests.step(work, step))) throw refuse('late', 'meals.refused.cancelState');
  work.audit(actor, 'meals.cancel', `request:${orderId}`);
  return undo(work, before, null);
}

/** 06 一键点餐 at the center. */
export const mealsCenter = serve({
  contract: meals,
  answeredBy: cooks,
  whose: { 'meals:dish': whoseDishes },
  sample: sampleMeals,
  sampleDay: sampleMenus,
  // A payment's id is its order's.
  undoPayment: async (work, actor, { id }) => void (await cancelOrder(work, actor, id)),
  handlers: {
    async menus({ db }, { communityId, householdId }, { day, residentId }) {
      const person = await residentIn(db, communityId, householdId, residentId);
      const walletFen = await spendable(db, communityId, householdId, 'meals');
      return { menus: await menusOn(db, communityId, person, day), walletFen };
    },

    async usual({ db, now }, { communityId, householdId }, { residentId }) {
      const person = await residentIn(db, communityId, householdId, residentId);
      const walletFen = await spendable(db, communityId, householdId, 'meals');
      return { usual: await usualOrder(db, communityId, person, now), walletFen };
    },

    order: placeOrder,

    orders: async ({ db }, { communityId, householdId }) => ({ orders: await ordersOf(db, communityId, householdId) }),

    cancel: (work, actor, { orderId }) => cancelOrder(work, actor, orderId),

    plan: ({ db }, actor, { day }) => planOf(db, actor, day),

    async saveDish(work, actor, saved) {
      const dish = await saveDish(work, saved);
      work.audit(actor, 'meals.saveDish', `dish:${dish.id}`, saved);
      return dish;
    },

    async saveMenu(work, actor, saved) {
      const menu = await saveMenu(work, saved);
      work.audit(actor, 'meals.saveMenu', `menu:${menu.id}`, saved);
      return menu;
    },

    dayOrders: ({ db }, actor, { day }) => ordersOn(db, actor, day),

    orderById: ({ db, communityId }, _, { orderId }) => orderById(db, communityId, orderId),

    async advance(work, actor, { orderId, to }) {
      const before = await orderById(work.db, work.communityId, orderId);
      const carried = before.way === 'delivery';
      const from = STEPS[to].filter((state) => (carried ? to !== 'delivered' || state === 'onTheWay' : true));
      const step = await requests.step(work, {
        id: orderId,
        from: !carried && to === 'onTheWay' ? [] : from,
        to,
        by: actor.name,
        deed: { text: `meals.state.${to}` },
        ringing: false,
        dueAt: to === 'delivered' ? null : before.servedTo,
        closes: to === 'delivered',
        ...(to === 'accepted' && { owner: { id: actor.staffId, name: actor.name } }),
      });
      if (!step) throw refuse('conflict', 'meals.refused.step');
      work.audit(actor, `meals.${to}`, `request:${orderId}`);
      return tell(work, orderId);
    },

    async decline(work, actor, { orderId, reason }) {
      const before = await orderById(work.db, work.communityId, orderId);
      const deed = { text: 'meals.state.declined' };
      const step = {
        id: orderId,
        from: CANCELLABLE,
        to: 'declined',
        by: actor.name,
        deed,
        words: reason,
        closes: true,
      };
      if (!(await requests.step(work, step))) throw refuse('conflict', 'meals.refused.step');
      work.audit(actor, 'meals.decline', `request:${orderId}`, { reason });
      return undo(work, before, reason);
    },
  },
});
