import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dayOf } from '../../src/protocol/time.ts';
import type { Order } from '../../src/services/meals/protocol.ts';
import { connectStaff } from '../../src/testing/harness.ts';
import type { Television } from '../../src/testing/television.ts';
import { beginJourney, type Journey } from './journey.ts';

let journey: Journey;
let tv: Television;
const today = dayOf(Date.now());
const tomorrow = addDays(today, 1);

beforeAll(async () => {
  journey = await beginJourney();
  tv = await journey.television();
});
afterAll(() => journey.end());

/** All orders of today and the coming days, as the canteen has them. */
async function orders(): Promise<Order[]> {
  const canteen = await connectStaff(journey.center, 'canteen');
  const days = await Promise.all([0, 1, 2].map((n) => canteen.get('meals:dayOrders', { day: addDays(today, n) })));
  canteen.close();
  return days.flatMap((day) => day.orders);
}

/** Plans a meal of the first canteen with these portions of one dish, or with another cut-off. */
async function replan(day: string, change: { dish?: string; portions?: number; cutoff: string }): Promise<void> {
  const canteen = await connectStaff(journey.center, 'canteen');
  const { canteens, menus } = await canteen.get('meals:plan', { day });
  const { id: merchantId } = canteens.find((c) => c.name === '昔阳里食堂') ?? { id: '' };
  const items = menus.find((m) => m.merchantId === merchantId && m.meal === 'lunch')?.items ?? [];
  await canteen.get('meals:saveMenu', {
    merchantId,
    day,
    meal: 'lunch',
    cutoff: change.cutoff,
    from: '11:30',
    to: '12:30',
    items: items.map(({ dishId, name, priceFen, portions }) => ({
      dishId,
      priceFen,
      portions: name === change.dish ? (change.portions ?? portions) : portions,
    })),
  });
  canteen.close();
}

test('lunch is ordered with at most 12 keys, the canteen brings it, and the television follows', async () => {
  const kitchen = await journey.console('canteen');
  await kitchen.goto(`${journey.center.url}/console/#/queue`);
  const before = tv.presses();
  await tv.press('0', '6');
  await tv.sees('第一次点餐');
  await tv.press('ok');
  await tv.sees('还没有点菜');
  await tv.press('ok', 'right');
  await tv.press('ok');
  await tv.sees('请看一看，再下单');
  await tv.sees(/助餐补贴 [\d.]+ 元/);
  await tv.press('ok');
  await tv.sees('已下单');
  expect(tv.presses() - before).toBeLessThanOrEqual(12);

  const [order] = await orders();
  await kitchen.getByText('3号楼 2门301').first().waitFor();
  const canteen = await connectStaff(journey.center, 'canteen');
  for (const [to, words] of [
    ['accepted', '食堂已接单'],
    ['onTheWay', '正在送来'],
    ['delivered', '请慢用'],
  ] as const) {
    await canteen.get('meals:advance', { orderId: order?.id ?? '', to });
    await tv.sees(words);
  }
  canteen.close();
  await kitchen.context().close();
});

test('the same again takes at most four keys', async () => {
  await tv.press('home');
  const before = tv.presses();
  await tv.press('0', '6');
  await tv.sees('再来一份');
  await tv.press('ok');
  await tv.sees('请看一看，再下单');
  await tv.press('ok');
  await tv.sees('已下单');
  expect(tv.presses() - before).toBeLessThanOrEqual(4);
  expect(await orders()).toHaveLength(2);
});

test('the last portion goes to one of two homes, and the other is told in words', async () => {
  await replan(tomorrow, { dish: '清蒸鲈鱼', portions: 1 + (await taken('清蒸鲈鱼')), cutoff: '10:30' });
  const neighbour = await journey.televisionBehind('2门101');
  for (const home of [tv, neighbour]) {
    await home.press('home', '0', '6');
    await home.sees('明天午饭');
    // From the card of the usual order, or from the first meal of the list.
    if ((await home.focus()).startsWith('UsualCard')) await home.press('right');
    await home.moveTo(`ListRow:${tomorrow} lunch`, 'down');
    await home.press('ok');
    await home.sees('剩 1 份');
    await home.press('ok', 'right', 'ok');
    await home.sees('请看一看，再下单');
  }
  await Promise.all([tv.press('ok'), neighbour.press('ok')]);
  await Promise.all([tv.settled(), neighbour.settled()]);
  await Promise.all([tv.sees(/已下单|没有订成/), neighbour.sees(/已下单|没有订成/)]);
  const screens = await Promise.all([tv.text(), neighbour.text()]);
  expect(screens.filter((text) => text.includes('已下单'))).toHaveLength(1);
  expect(screens.filter((text) => text.includes('不够了'))).toHaveLength(1);
  await neighbour.close();
});

async function taken(dish: string): Promise<number> {
  const canteen = await connectStaff(journey.center, 'canteen');
  const { menus } = await canteen.get('meals:plan', { day: tomorrow });
  canteen.close();
  return menus.flatMap((m) => (m.meal === 'lunch' ? m.items : [])).find((item) => item.name === dish)?.taken ?? 0;
}

test('after the cut-off cancelling is refused with its reason', async () => {
  await replan(today, { cutoff: '23:59' });
  await tv.press('home', '0', '6');
  // Which meals are to be seen at first hangs on the hour; who is ordered for does not.
  await tv.sees('给谁点');
  if ((await tv.focus()).startsWith('UsualCard')) await tv.press('right');
  for (let i = 0; i < 8 && !(await tv.focus()).endsWith(`${today} lunch`); i++) await tv.press('up');
  await tv.moveTo(`ListRow:${today} lunch`, 'down');
  await tv.press('ok');
  await tv.sees('还没有点菜');
  await tv.press('ok', 'right', 'ok');
  await tv.sees('请看一看，再下单');
  await tv.press('ok');
  await tv.sees('已下单');
  await tv.moveTo('Button:cancel', 'right');
  await tv.press('ok');
  // The question stands; meanwhile the time passes.
  await tv.sees(/取消/);
  await replan(today, { cutoff: '00:00' });
  await tv.moveTo('Button:deed', 'right');
  await tv.press('ok');
  await tv.sees('00:00 已经截止');
  expect((await orders()).filter((order) => order.state === 'cancelled')).toHaveLength(0);
});

test('the center is killed in the middle of an order: exactly one order', async () => {
  const before = (await orders()).length;
  await tv.press('home', '0', '6');
  await tv.sees('再来一份');
  await tv.press('ok');
  await tv.sees('请看一看，再下单');
  const killed = journey.center.kill();
  await tv.press('ok');
  await killed;
  await tv.sees(/没连上|已下单|正在下单/);
  await tv.sees('没连上');
  await journey.center.start();
  await tv.online();
  await tv.settled();
  await tv.sees('已下单');
  expect(await orders()).toHaveLength(before + 1);
});
