import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { capacity } from '../src/center/capacity/schema.ts';
import type { Database } from '../src/center/database/database.ts';
import { inTransaction } from '../src/center/database/database.ts';
import { household } from '../src/center/identity/schema.ts';
import { payIn } from '../src/center/ledger/wallets.ts';
import { addDays, dayOf } from '../src/protocol/time.ts';
import type { Menu } from '../src/services/meals/protocol.ts';
import { runCenter } from './kit/center.ts';
import { startChild } from './kit/child.ts';
import { type EnrolledBox, enrolBoxes, openDatabase, sampleCommunity } from './kit/database.ts';
import { median, ms, quantile, type Result, result } from './kit/result.ts';
import { type BareOrder, bareOrder } from './order/bare.ts';

const PORT = 8171;
const BOXES = 1_000;
const PER_SECOND = 20;
const ROUNDS = 4;
/** Orders of a round, on each side. */
const ORDERS = 80;
const WARM_UP = 40;
const WALLET_FEN = 100_000;

/** Orders by 1,000 connected boxes at a steady rate, and in turns with them the same writes alone at the same rate. */
export async function order(): Promise<Result[]> {
  await using open = new AsyncDisposableStack();
  const database = open.adopt(await openDatabase(), (one) => one.stop());
  const { db } = database;
  open.adopt(await runCenter({ ...database.env, PORT: String(PORT) }), (one) => one.stop());
  const boxes = open.adopt(await startChild(join(import.meta.dirname, 'order/boxes.ts')), (one) => one.stop());

  const communityId = await sampleCommunity(db);
  const enrolled = await enrolBoxes(db, BOXES);
  await fillWallets(db, communityId, enrolled);
  await boxes.ask('connect', { port: PORT, secrets: enrolled.map(({ secret }) => secret) });
  const { menu, item } = await tomorrowsLunch((name, input) => boxes.ask('ask', { box: 0, name, input }), enrolled[0]);
  await db.update(capacity).set({ total: 100_000 }).where(eq(capacity.communityId, communityId));

  const inputs = enrolled.map(({ residentId }) => ({
    residentId,
    menuId: menu.id,
    way: 'delivery',
    lines: [{ itemId: item.id, count: 1 }],
    ownFen: item.ownFen,
  }));
  const [home] = await db
    .select()
    .from(household)
    .where(eq(household.id, enrolled[0]?.householdId ?? ''));
  const bare = enrolled.map(({ householdId, residentId }) => ({
    communityId,
    householdId,
    residentId,
    buildingId: home?.buildingId ?? '',
    menuId: menu.id,
    canteenId: menu.merchantId,
    day: menu.day,
    itemId: item.id,
    priceFen: item.priceFen,
    subsidyFen: item.subsidyFen,
  }));

  const orders = (from: number, count: number) =>
    boxes.ask<{ times: number[]; pushes: number }>('order', {
      inputs: inputs.slice(from, from + count),
      perSecond: PER_SECOND,
    });
  await orders(0, WARM_UP);
  await alone(db, bare.slice(0, WARM_UP));
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const from = WARM_UP + round * ORDERS;
    ours.push(...(await orders(from, ORDERS)).times);
    theirs.push(...(await alone(db, bare.slice(from, from + ORDERS))));
  }
  const against = (share: number) => `the same writes alone, in one transaction by pg: ${ms(quantile(theirs, share))}`;
  const what = `order with ${BOXES.toLocaleString('en')} boxes connected, ${PER_SECOND} a second`;
  return [
    result(`${what}: round trip p50`, median(ours), 'ms', against(0.5)),
    result(`${what}: round trip p99`, quantile(ours, 0.99), 'ms', against(0.99)),
    result(`${what}: p50, ratio`, median(ours) / median(theirs), '×', against(0.5)),
  ];
}

async function fillWallets(db: Database, communityId: string, boxes: readonly EnrolledBox[]): Promise<void> {
  const at = new Date().toISOString();
  await inTransaction(db, async (tx) => {
    for (const { householdId } of boxes) {
      await payIn(tx, { communityId, householdId, fen: WALLET_FEN, memo: 'house.ledger.payIn', at });
    }
  });
}

/** A menu whose cut-off is far, and its first dish. */
async function tomorrowsLunch(ask: (name: string, input: unknown) => Promise<unknown>, box: EnrolledBox | undefined) {
  const day = addDays(dayOf(new Date().toISOString()), 1);
  const reply = await ask('meals:menus', { day, residentId: box?.residentId });
  const { menus } = (reply as { value: { menus: Menu[] } }).value;
  const menu = menus.find(({ meal }) => meal === 'lunch');
  const item = menu?.items[0];
  if (!menu || !item) throw new Error(`no lunch on ${day}`);
  return { menu, item };
}

/** The bare transactions at the rate of the orders. Gives the time of each in ms. */
async function alone(db: Database, orders: readonly BareOrder[]): Promise<number[]> {
  const start = performance.now();
  return Promise.all(
    orders.map(async (one, index) => {
      await new Promise((done) =>
        setTimeout(done, Math.max(0, start + (index * 1_000) / PER_SECOND - performance.now())),
      );
      const before = performance.now();
      await bareOrder(db.$client, one);
      return performance.now() - before;
    }),
  );
}
