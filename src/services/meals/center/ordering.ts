import { and, eq } from 'drizzle-orm';
import type { BoxActor } from '../../../center/actor.ts';
import { CapacityError, giveBack, leftOf, offer, take } from '../../../center/capacity/capacity.ts';
import { addressOf, residentIn } from '../../../center/identity/households.ts';
import { checkServes } from '../../../center/merchants/merchants.ts';
import { pay, refund } from '../../../center/payments/payments.ts';
import { refuse } from '../../../center/refuse.ts';
import { doWork, type Work } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import type { AskParsed } from '../../../protocol/services.ts';
import { say } from '../../../protocol/texts.ts';
import { clockTime } from '../../../protocol/time.ts';
import { type Menu, type Order, type OrderLine, priceLines } from '../protocol.ts';
import { order } from '../schema.ts';
import { menuFor, portionsKey, subsidyKey } from './menus.ts';
import { cooks, requests, tell } from './orders.ts';

const MOST_A_DAY = 9_999;
const ACCEPT_MINUTES = 10;

/** Orders a meal: portions, subsidy and money are taken, the order and its row in the queue written, or nothing at all. */
export async function placeOrder(work: Work, actor: BoxActor, input: AskParsed<'meals:order'>): Promise<Order> {
  const { communityId, householdId } = actor;
  const person = await residentIn(work.db, communityId, householdId, input.residentId);
  const address = await addressOf(work.db, communityId, householdId);
  const menu = await menuFor(work.db, communityId, person, input.menuId);
  if (!menu) throw refuse('gone');
  await checkServes(work.tx, communityId, menu.merchantId, 'meals');
  if (work.now >= menu.cutoffAt) throw refuse('late', 'meals.refused.closed', { time: clockTime(menu.cutoffAt) });
  const lines = linesOn(menu, input.lines);
  const price = priceLines(lines, menu.subsidyLeftFen);
  if (price.ownFen !== input.ownFen) throw refuse('conflict', 'meals.refused.price');

  await takePortions(work, lines);
  await takeSubsidy(work, menu, person.id, price.subsidyFen);
  const id = newId();
  const number = await nextNumber(work, menu.day);
  const title = `${say('zh-CN', `meals.meal.${menu.meal}`)} ${lines.map((l) => `${l.name}×${l.count}`).join(' ')}`;
  await pay(work, {
    id,
    householdId,
    service: 'meals',
    category: 'meals',
    merchantId: menu.merchantId,
    merchant: menu.canteen,
    what: title,
    fen: price.ownFen,
    givenFen: price.subsidyFen,
    permit: input.permit,
    memo: 'meals.ledger.order',
  });
  const { totalFen, subsidyFen } = price;
  await work.tx.insert(order).values({
    communityId,
    id,
    number,
    householdId,
    residentId: person.id,
    forWhom: person.name,
    where: address.label,
    buildingId: address.buildingId,
    menuId: menu.id,
    day: menu.day,
    way: input.way,
    lines,
    totalFen,
    subsidyFen,
    reason: null,
    orderedAt: work.now,
  });
  await requests.open(work, {
    id,
    kind: 'request',
    service: 'meals',
    householdId,
    merchantId: menu.merchantId,
    mine: true,
    expectedAt: menu.servedTo,
    state: 'ordered',
    title: `${number} ${title}`,
    where: address.label,
    who: person.name,
    ringing: true,
    dueAt: new Date(Date.parse(work.now) + ACCEPT_MINUTES * 60_000).toISOString(),
    by: address.label,
    deed: { text: 'meals.state.ordered' },
  });
  work.audit(actor, 'meals.order', `request:${id}`, { menuId: menu.id, ...price });
  tellLeft(work, menu, lines);
  return tell(work, id);
}

/** The ordered dishes at the menu's prices. The same dish named twice is one line. Refuses `gone` for one not on the menu. */
function linesOn(menu: Menu, wanted: readonly { itemId: string; count: number }[]): OrderLine[] {
  const counts = new Map<string, number>();
  for (const { itemId, count } of wanted) counts.set(itemId, (counts.get(itemId) ?? 0) + count);
  return [...counts].map(([itemId, count]) => {
    const item = menu.items.find((i) => i.id === itemId);
    if (!item) throw refuse('gone');
    const { dishId, name, picture, priceFen, subsidyFen } = item;
    return { itemId, dishId, name, picture, count, priceFen, subsidyFen };
  });
}

/** Two orders take their dishes in the same order, so that they never wait for each other. */
const inOrder = (lines: readonly OrderLine[]) => lines.toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1));

async function takePortions(work: Work, lines: readonly OrderLine[]): Promise<void> {
  for (const { itemId, name, count } of inOrder(lines)) {
    try {
      await take(work.tx, { communityId: work.communityId, key: portionsKey(itemId), n: count });
    } catch (error) {
      if (!(error instanceof CapacityError)) throw error;
      throw refuse('soldout', 'meals.refused.soldout', { dish: name, left: error.left });
    }
  }
}

/** Takes from what the person's subsidy pays at this meal. Refuses `conflict` when another order just used it. */
async function takeSubsidy(work: Work, menu: Menu, residentId: string, fen: number): Promise<void> {
  if (fen === 0) return;
  const key = subsidyKey(residentId, menu);
  const counted = { communityId: work.communityId, key };
  const known = await leftOf(work.db, work.communityId, [key]);
  // Offered at the first order of the meal; two at once offer the same total.
  if (!known.has(key)) await offer(work.tx, { ...counted, total: menu.subsidyLeftFen });
  try {
    await take(work.tx, { ...counted, n: fen });
  } catch (error) {
    if (error instanceof CapacityError) throw refuse('conflict', 'meals.refused.price');
    throw error;
  }
}

/** A short number for tickets and for talking about it on the telephone: the day's orders, counted. */
async function nextNumber(work: Work, day: string): Promise<string> {
  const counted = { communityId: work.communityId, key: `meals:number:${day}` };
  await offer(work.tx, { ...counted, total: MOST_A_DAY });
  const left = await take(work.tx, { ...counted, n: 1 });
  return String(MOST_A_DAY - left).padStart(3, '0');
}

/** What is left is told at most twice a second for each menu: a thousand screens need not follow every single portion. */
const LEFT_NEWS_MS = 500;
const leftNews = new Map<string, Set<string>>();

/** Tells boxes and canteens soon how many are left of these dishes. A hint: whoever orders is told by the order itself. */
function tellLeft(
  work: Work,
  { id: menuId, merchantId }: Pick<Menu, 'id' | 'merchantId'>,
  lines: readonly OrderLine[],
): void {
  const { communityId } = work;
  work.afterCommit((place) => {
    const known = leftNews.get(menuId);
    const ids = known ?? new Set<string>();
    for (const { itemId } of lines) ids.add(itemId);
    if (known) return;
    leftNews.set(menuId, ids);
    const timer = setTimeout(() => {
      leftNews.delete(menuId);
      doWork(place, communityId, async (later) => {
        const left = await leftOf(later.db, communityId, [...ids].map(portionsKey));
        const items = [...ids].map((id) => ({ id, left: left.get(portionsKey(id)) ?? 0 }));
        later.tellBoxes(`community:${communityId}`, 'meals:left', { menuId, items });
        later.tellStaff(cooks, 'meals:left', { menuId, items }, merchantId);
      }).catch((error: unknown) => place.log.warn({ error }, 'what is left was not told'));
    }, LEFT_NEWS_MS);
    timer.unref();
  });
}

/** Ends an order that will not be cooked: portions, subsidy and money go back. The caller has taken the step. */
export async function undo(work: Work, ended: Order, reason: string | null): Promise<Order> {
  const { communityId, tx } = work;
  for (const { itemId, count } of inOrder(ended.lines)) {
    await giveBack(tx, { communityId, key: portionsKey(itemId), n: count });
  }
  if (ended.subsidyFen > 0) {
    await giveBack(tx, { communityId, key: subsidyKey(ended.residentId, ended), n: ended.subsidyFen });
  }
  if (ended.totalFen > 0) await refund(work, { paymentId: ended.id, memo: 'meals.ledger.refund' });
  await tx
    .update(order)
    .set({ reason })
    .where(and(eq(order.communityId, communityId), eq(order.id, ended.id)));
  tellLeft(work, { id: ended.menuId, merchantId: ended.merchantId }, ended.lines);
  return tell(work, ended.id);
}
