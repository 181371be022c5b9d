import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerAccount } from '../../center/ledger/schema.ts';
import { balance } from '../../center/ledger/statement.ts';
import { newId } from '../../protocol/ids.ts';
import { addDays, dayOf } from '../../protocol/time.ts';
import {
  type Client,
  connectBox,
  connectStaff,
  enrolBox,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../../testing/harness.ts';
import { type Menu, type Order, priceLines } from './protocol.ts';

let center: TestCenter;
let box: TestBox;
let canteen: Client;
const tomorrow = addDays(dayOf(Date.now()), 1);

beforeAll(async () => {
  center = await startTestCenter();
  box = await connectBox(center);
  canteen = await connectStaff(center, 'canteen');
});
afterAll(async () => {
  box.close();
  canteen.close();
  await center.stop();
});

async function resident(of: TestBox, name?: string): Promise<string> {
  const { residents } = await of.get('box:home', {});
  return residents.find((r) => !name || r.name === name)?.id ?? '';
}

async function lunch(of: TestBox, residentId: string, day = tomorrow): Promise<Menu> {
  const { menus } = await of.get('meals:menus', { day, residentId });
  return menus.find((m) => m.meal === 'lunch' && m.canteen === '昔阳里食堂') as Menu;
}

async function orderInput(of: TestBox, dishes: string[], day = tomorrow) {
  const residentId = await resident(of);
  const menu = await lunch(of, residentId, day);
  const items = dishes.map((name) => menu.items.find((i) => i.name === name));
  const lines = items.map((item) => ({ itemId: item?.id ?? '', count: 1 }));
  const { ownFen } = priceLines(
    items.map((item) => ({ count: 1, priceFen: item?.priceFen ?? 0, subsidyFen: item?.subsidyFen ?? 0 })),
    menu.subsidyLeftFen,
  );
  return { residentId, menuId: menu.id, way: 'delivery' as const, lines, ownFen };
}

const wallet = async (of: TestBox) => (await of.get('meals:usual', { residentId: await resident(of) })).walletFen;

test('an order reaches the queue, the canteen takes it to the door, and the television follows', async () => {
  const before = await wallet(box);
  const input = await orderInput(box, ['番茄炒蛋', '米饭']);
  const order = await box.get('meals:order', input);
  expect(order).toMatchObject({ state: 'ordered', forWhom: '张德福', ownFen: input.ownFen });
  expect(order.subsidyFen).toBeGreaterThan(0);
  expect(await wallet(box)).toBe(before - order.ownFen);

  const item = await until('the queue has it', () =>
    canteen.pushes.find((p) => p.name === 'desk:item' && (p.body as { id: string }).id === order.id),
  );
  expect(item.body).toMatchObject({ ringing: true, where: '3号楼 2门301', state: 'ordered' });
  for (const to of ['accepted', 'ready', 'onTheWay', 'delivered'] as const)
    await canteen.get('meals:advance', { orderId: order.id, to });
  const states = () =>
    box.feed
      .filter((m) => m.name === 'meals:order' && (m.body as Order).id === order.id)
      .map((m) => (m.body as Order).state);
  await until('the television has seen every state', () => states().includes('delivered'));
  expect(states()).toEqual(['ordered', 'accepted', 'ready', 'onTheWay', 'delivered']);
  const { item: closed, events } = await canteen.get('desk:history', { id: order.id });
  expect(closed).toMatchObject({ closed: true, ringing: false, owner: { name: '周师傅' } });
  expect(events.map((e) => e.by)).toEqual(['3号楼 2门301', '周师傅', '周师傅', '周师傅', '周师傅']);
});

test('the same key orders once, whether one after the other or at the same moment', async () => {
  const input = await orderInput(box, ['素炒时蔬']);
  const key = newId();
  const replies = await Promise.all([1, 2, 3].map(() => box.get('meals:order', input, key)));
  const again = await box.get('meals:order', input, key);
  expect(new Set([...replies, again].map((order) => order.id)).size).toBe(1);
  const other = await box.ask('meals:order', { ...input, way: 'table' }, key);
  expect(other).toMatchObject({ ok: false, refusal: { code: 'conflict', text: 'refusal.keyReused' } });
});

test('the last portion goes to one of two homes that press at the same moment', async () => {
  const neighbour = await enrolBox(center, '2门101');
  const day = addDays(tomorrow, 1);
  const plan = await canteen.get('meals:plan', { day });
  const menu = plan.menus.find((m) => m.meal === 'lunch' && m.items.some((i) => i.name === '红烧肉'));
  if (!menu) throw new Error('no lunch planned');
  const items = menu.items.map(({ dishId, priceFen, name }) => ({
    dishId,
    priceFen,
    portions: name === '红烧肉' ? 1 : 10,
  }));
  await canteen.get('meals:saveMenu', {
    merchantId: menu.merchantId,
    day,
    meal: 'lunch',
    cutoff: '10:30',
    from: '11:30',
    to: '12:30',
    items,
  });

  const inputs = await Promise.all([orderInput(box, ['红烧肉'], day), orderInput(neighbour, ['红烧肉'], day)]);
  const replies = await Promise.all([box.ask('meals:order', inputs[0]), neighbour.ask('meals:order', inputs[1])]);
  expect(replies.filter((r) => r.ok)).toHaveLength(1);
  expect(replies.find((r) => !r.ok)).toMatchObject({
    refusal: { code: 'soldout', params: { dish: '红烧肉', left: 0 } },
  });
  await until('everybody sees that none is left', () => neighbour.pushes.find((p) => p.name === 'meals:left'));

  const winner = replies[0]?.ok ? box : neighbour;
  const order = replies.find((r) => r.ok);
  if (!order?.ok) throw new Error('nobody won');
  const before = await wallet(winner);
  await winner.get('meals:cancel', { orderId: order.value.id });
  expect(await wallet(winner)).toBe(before + order.value.ownFen);
  const { menus } = await winner.get('meals:menus', { day, residentId: await resident(winner) });
  expect(menus.flatMap((m) => m.items).find((i) => i.name === '红烧肉')?.left).toBe(1);
  neighbour.close();
});

test('after the cut-off neither ordering nor cancelling is possible, and the reason is said', async () => {
  const order = await box.get('meals:order', await orderInput(box, ['冬瓜汤']));
  const input = await orderInput(box, ['米饭']);
  center.setClock(Date.parse(order.cutoffAt) - Date.now() + 1_000);
  try {
    const late = { ok: false, refusal: { code: 'late', params: { time: '10:30' } } };
    expect(await box.ask('meals:order', input)).toMatchObject(late);
    expect(await box.ask('meals:cancel', { orderId: order.id })).toMatchObject(late);
  } finally {
    center.setClock(0);
  }
});

test('a price that changed on the way, an empty purse and a stranger are refused', async () => {
  const input = await orderInput(box, ['米饭']);
  expect(await box.ask('meals:order', { ...input, ownFen: input.ownFen + 1 })).toMatchObject({
    refusal: { code: 'conflict', text: 'meals.refused.price' },
  });
  const poor = await enrolBox(center, '1门101');
  const many = await orderInput(poor, ['清蒸鲈鱼']);
  many.lines = [{ itemId: many.lines[0]?.itemId ?? '', count: 9 }];
  const menu = await lunch(poor, many.residentId);
  const fish = menu.items.find((i) => i.name === '清蒸鲈鱼');
  many.ownFen = priceLines(
    [{ count: 9, priceFen: fish?.priceFen ?? 0, subsidyFen: fish?.subsidyFen ?? 0 }],
    menu.subsidyLeftFen,
  ).ownFen;
  expect(await poor.ask('meals:order', many)).toMatchObject({ refusal: { text: 'payments.refused.money' } });
  const { orders } = await box.get('meals:orders', {});
  expect(await poor.ask('meals:cancel', { orderId: orders[0]?.id ?? '' })).toMatchObject({ refusal: { code: 'gone' } });
  expect(await poor.ask('meals:order', { ...input, residentId: await resident(box) })).toMatchObject({
    refusal: { code: 'gone' },
  });
  poor.close();
});

test('what was declined is paid back, and all accounts still sum to zero', async () => {
  const before = await wallet(box);
  const order = await box.get('meals:order', await orderInput(box, ['家常豆腐']));
  const declined = await canteen.get('meals:decline', { orderId: order.id, reason: '豆腐没到货' });
  expect(declined).toMatchObject({ state: 'declined', reason: '豆腐没到货' });
  expect(await wallet(box)).toBe(before);
  const { db } = center.center.place;
  const accounts = await db.select().from(ledgerAccount);
  const balances = await Promise.all(accounts.map((a) => balance(db, a.communityId, a.id)));
  expect(balances.reduce((sum, fen) => sum + fen, 0)).toBe(0);
});

test('the usual order is one ask away, on the next menu that has it', async () => {
  await box.get('meals:order', await orderInput(box, ['番茄炒蛋', '冬瓜汤']));
  const { usual } = await box.get('meals:usual', { residentId: await resident(box) });
  expect(usual?.lines.map((l) => l.name)).toEqual(['番茄炒蛋', '冬瓜汤']);
  expect(Date.parse(usual?.menu.cutoffAt ?? '')).toBeGreaterThan(Date.now());
});

test('a restart of the center loses nothing and doubles nothing', async () => {
  const input = await orderInput(box, ['打卤面']);
  const key = newId();
  const first = await box.get('meals:order', input, key);
  const { secret } = box;
  await center.restart();
  box = await connectBox(center, { secret });
  canteen = await connectStaff(center, 'canteen');
  expect((await box.get('meals:order', input, key)).id).toBe(first.id);
  const { orders } = await box.get('meals:orders', {});
  expect(orders.filter((o) => o.lines.some((l) => l.name === '打卤面'))).toHaveLength(1);
});
