import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dayOf } from '../../src/protocol/time.ts';
import { connectStaff } from '../../src/testing/harness.ts';
import type { Television } from '../../src/testing/television.ts';
import { beginJourney, type Journey } from './journey.ts';

let journey: Journey;
let tv: Television;

beforeAll(async () => {
  journey = await beginJourney();
  tv = await journey.television();
});
afterAll(() => journey.end());

test('我的事 is two keys from home, and follows an order from the first press to the door', async () => {
  await tv.press('up', 'left', 'ok');
  await tv.sees('现在没有正在办的事');
  await tv.press('home', '0', '6');
  await tv.sees('第一次点餐');
  await tv.press('ok');
  await tv.sees('还没有点菜');
  await tv.press('ok', 'right', 'ok');
  await tv.sees('请看一看，再下单');
  await tv.press('ok');
  await tv.sees('已下单');

  await tv.press('home');
  await tv.sees('我的事 1 件');
  await tv.sees('等接单');
  // Back leads home to its first tile.
  await tv.press('back');
  const before = tv.presses();
  await tv.press('up');
  expect(await tv.focus()).toBe('ListRow:mine');
  await tv.press('ok');
  await tv.sees('接了单马上告诉您');
  expect(tv.presses() - before).toBeLessThanOrEqual(2);

  // Whichever of the two canteens has the next meal: the other has nothing to do with it.
  const canteens = await Promise.all(['canteen', 'halal'].map((login) => connectStaff(journey.center, login)));
  const days = [0, 1, 2].map((n) => addDays(dayOf(Date.now()), n));
  const found = await Promise.all(
    canteens.map(async (canteen) => {
      const asked = await Promise.all(days.map((day) => canteen.get('meals:dayOrders', { day })));
      return asked.flatMap(({ orders }) => orders.map((order) => ({ canteen, order })));
    }),
  );
  expect(found.map((orders) => orders.length).sort()).toEqual([0, 1]);
  const [{ canteen, order } = { canteen: undefined, order: undefined }] = found.flat();
  if (!canteen) throw new Error('nobody got the order');
  const advance = (to: 'accepted' | 'onTheWay' | 'delivered') =>
    canteen.get('meals:advance', { orderId: order.id, to });
  await advance('accepted');
  await tv.sees('正在准备');
  await tv.press('ok');
  await tv.sees('食堂已接单');
  await tv.press('back');
  await tv.sees('正在准备');
  await advance('onTheWay');
  await tv.sees('注意敲门声');
  await advance('delivered');
  await tv.sees('最近七天办完的');
  await tv.sees('已送到');
  for (const one of canteens) one.close();
});

test('the console switches a service off: who is in it is told, home follows, and it comes back', async () => {
  await tv.press('home', '0', '6');
  await tv.sees('我的订单');
  const office = await journey.console('admin');
  await office.goto(`${journey.center.url}/console/#/house/profile`);
  expect(await office.getByRole('switch', { name: '一键救护' }).isDisabled()).toBe(true);
  await office.getByRole('switch', { name: '一键点餐' }).click();
  await office.getByRole('button', { name: '保存，电视马上跟着变' }).click();
  await office.getByRole('button', { name: /^保\s?存$/ }).click();
  await tv.sees('“一键点餐”社区暂时停用了');
  await tv.press('ok');
  await tv.sees('视频监控');
  expect(await tv.text()).not.toContain('一键点餐');
  await tv.press('0', '6');
  await tv.sees('还没有开通');
  await tv.press('ok', 'back');

  // The television stands first now, and the meals are back: the focus stays where it was.
  await tv.moveTo('Tile:cameras', 'right');
  await office.getByRole('switch', { name: '一键点餐' }).click();
  for (let n = 0; n < 2; n++) await office.getByRole('button', { name: '“娱”这一排上移' }).click();
  // A shelf that comes back comes last: it is moved to where the screen shows it.
  await office.getByRole('button', { name: '“吃”这一排上移' }).click();
  await office.getByRole('button', { name: '保存，电视马上跟着变' }).click();
  await office.getByRole('button', { name: /^保\s?存$/ }).click();
  await tv.sees('一键点餐');
  expect(await tv.focus()).toBe('Tile:cameras');
  const text = await tv.text();
  expect(text.indexOf('电视直播')).toBeLessThan(text.indexOf('视频监控'));
  await office.context().close();
});

test("a canteen's console is its own: its name, its pages, and nobody's homes", async () => {
  const kitchen = await journey.console('halal');
  await kitchen.getByText('清真助餐点').first().waitFor();
  const menu = await kitchen.getByRole('navigation').innerText();
  expect(menu).toContain('店铺信息');
  for (const page of ['住户', '商家', '工作人员', '超市']) expect(menu).not.toContain(page);
  await kitchen.context().close();
});
