import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ask } from '../src/protocol/contract.ts';
import { newId } from '../src/protocol/ids.ts';
import { contracts } from '../src/protocol/services.ts';
import { addDays, dayOf } from '../src/protocol/time.ts';
import { priceLines } from '../src/services/meals/protocol.ts';
import { exampleOf } from '../src/testing/example.ts';
import {
  type Client,
  connectBox,
  connectStaff,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../src/testing/harness.ts';

/** Something of each kind that a merchant owns; `all` are all its ids, and its name. */
interface Belongings {
  readonly byKind: Readonly<Record<string, string>>;
  readonly all: readonly string[];
}

const DAY = addDays(dayOf(Date.now()), 1);
const asks = Object.entries(contracts).flatMap(([id, contract]) =>
  Object.entries<Ask>(contract.asks).map(([leaf, spec]) => ({ name: `${id}:${leaf}`, spec })),
);

let center: TestCenter;
let box: TestBox;
let mine: Client;
let theirs: Client;
let own: Belongings;
let foreign: Belongings;
let before: readonly string[];

beforeAll(async () => {
  center = await startTestCenter();
  box = await connectBox(center);
  mine = await connectStaff(center, 'canteen');
  theirs = await connectStaff(center, 'halal');
  own = await belongings(mine);
  foreign = await belongings(theirs);
  before = await rowsWith(foreign.all);
});
afterAll(async () => {
  for (const client of [box, mine, theirs]) client.close();
  await center.stop();
});

/** All that a canteen has, after this home has ordered there. */
async function belongings(canteen: Client): Promise<Belongings> {
  const { merchant, staff } = await canteen.get('desk:me', {});
  const merchantId = merchant?.merchantId ?? '';
  const { dishes, menus } = await canteen.get('meals:plan', { day: DAY });
  const residentId = (await box.get('box:home', {})).residents[0]?.id ?? '';
  const seen = (await box.get('meals:menus', { day: DAY, residentId })).menus;
  const menu = seen.find((one) => one.merchantId === merchantId && one.items.some((item) => item.left > 0));
  const item = menu?.items[0];
  if (!menu || !item) throw new Error('the canteen cooks nothing');
  const { ownFen } = priceLines([{ count: 1, ...item }], menu.subsidyLeftFen);
  const lines = [{ itemId: item.id, count: 1 }];
  const order = await box.get('meals:order', { residentId, menuId: menu.id, way: 'delivery', lines, ownFen });
  const ids = [...dishes, ...menus, ...menus.flatMap((one) => one.items)].map(({ id }) => id);
  return {
    byKind: { merchant: merchantId, request: order.id, 'meals:dish': dishes[0]?.id ?? '' },
    all: [merchantId, staff.id, order.id, ...ids, merchant?.name ?? ''],
  };
}

/** Every row of the database in which any of these stands. */
async function rowsWith(words: readonly string[]): Promise<string[]> {
  const { db } = center.center.place;
  const { rows: tables } = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await db.execute<{ row: string }>(
      sql`select to_jsonb(t)::text as row from ${sql.identifier(name)} t`,
    );
    found.push(...rows.filter(({ row }) => words.some((word) => row.includes(word))).map(({ row }) => name + row));
  }
  return found.sort();
}

/** How many ids the input of an ask has. */
function idsOf({ input }: Ask): number {
  let n = 0;
  exampleOf(input, () => {
    n += 1;
    return '';
  });
  return n;
}

/** An input whose ids are one's own, but for the one at `at`; or all of them foreign. */
function inputOf({ input }: Ask, at: number | 'all' | 'none'): unknown {
  let n = 0;
  return exampleOf(input, (kind = 'request') => {
    const whose = at === 'all' || at === n ? foreign : own;
    n += 1;
    return whose.byKind[kind] ?? newId();
  });
}

const leaks = (value: unknown) => foreign.all.filter((word) => JSON.stringify(value).includes(word));

test.each(asks)('$name gives a merchant nothing of another, and changes nothing there', async ({ name, spec }) => {
  const ids = idsOf(spec);
  const tries = ['all' as const, ...Array.from({ length: ids }, (_, at) => at)];
  for (const at of tries) {
    const reply = await mine.raw({ name, key: newId(), input: inputOf(spec, at) });
    if (!reply.ok) expect(reply.refusal.code).toBe(spec.merchants ? 'gone' : 'forbidden');
    else {
      expect(ids, 'an ask with a foreign id was answered').toBe(0);
      expect(leaks(reply.value)).toEqual([]);
    }
  }
  // Reading the whole database is slow; what is refused at the door is looked at once, below.
  if (spec.merchants) expect(await rowsWith(foreign.all)).toEqual(before);
});

test('after all that, every row of the other is as it was', async () => {
  expect(before.length).toBeGreaterThan(20);
  expect(await rowsWith(foreign.all)).toEqual(before);
});

test.each(asks.filter(({ spec }) => spec.merchants))(
  '$name is answered of what is their own',
  async ({ name, spec }) => {
    const reply = await mine.raw({ name, key: newId(), input: inputOf(spec, 'none') });
    // What an example asks for may make no sense, such as a step that an order cannot take; but it is let in.
    if (!reply.ok) expect(['conflict', 'late', 'soldout']).toContain(reply.refusal.code);
  },
);

test('no news of one merchant reaches another, and the community keeps its households to itself', async () => {
  const { request } = foreign.byKind;
  await theirs.get('meals:advance', { orderId: request ?? '', to: 'accepted' });
  await until('the own kitchen hears of it', () =>
    theirs.pushes.find(({ name, body }) => name === 'meals:order' && JSON.stringify(body).includes('accepted')),
  );
  const clerk = await connectStaff(center, 'clerk');
  const { households } = await clerk.get('people:households', { search: '2门301' });
  const home = households[0];
  if (!home) throw new Error('no household');
  const { id, door, access, boxOffAtNight, contacts, buildingId } = home;
  await clerk.get('people:saveHousehold', { id, door, access, boxOffAtNight, contacts, buildingId });
  await until('the clerk hears of it', () => clerk.pushes.find(({ name }) => name === 'people:household'));
  // One more round over the same line: what was sent before it has come.
  await mine.get('desk:me', {});
  expect(mine.pushes.length).toBeGreaterThan(0);
  expect(leaks(mine.pushes)).toEqual([]);
  expect(mine.pushes.filter(({ name }) => name.startsWith('people:'))).toEqual([]);
  clerk.close();
});
