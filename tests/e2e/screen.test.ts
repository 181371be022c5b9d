import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from '../../src/testing/broadcaster.ts';
import { openTelevision, type Television } from '../../src/testing/television.ts';
import { beginJourney, type Journey } from './journey.ts';

let journey: Journey;
let screen: Television;
let newsroom: Newsroom;

beforeAll(async () => {
  journey = await beginJourney();
  screen = await openTelevision(journey.browser, journey.center.url, { mode: 'screen' });
  newsroom = await openNewsroom(journey.center);
});
afterAll(async () => {
  newsroom.close();
  await journey.end();
});

const coverageOf = async (id: string) => (await newsroom.writer.get('broadcast:coverage', { id })).coverage;

test('the lobby’s screen tells place, time, day, weather, the community’s message and whom to call', async () => {
  await screen.online();
  await screen.sees('昔阳里社区');
  await screen.sees('3号楼 大厅');
  await screen.sees(/\d\d:\d\d/);
  await screen.sees(/\d+月\d+日　星期[一二三四五六日]/);
  await screen.sees(/-?\d+～-?\d+ 度/);
  await screen.sees('周三上午九点');
  await screen.sees('服务中心 022-0000-0000');
});

test('keys do nothing on it, not even the red one; only the service combination opens the settings', async () => {
  await screen.press('ok', '0', '6', 'red', 'back', 'home', 'down', 'ok');
  expect(await screen.route()).toBe('screen');
  expect(await screen.layers()).toEqual([]);
  await screen.press('up', 'up', 'down', 'down', 'ok');
  await screen.sees('教遥控器');
  await screen.press('back');
  await screen.sees('3号楼 大厅');
});

test('one browser can be both: the television beside it is a home’s, and the screen stays the lobby’s', async () => {
  const tv = await openTelevision(journey.browser, journey.center.url, { context: screen.context });
  await tv.sees('一键点餐');
  await tv.press('0', '6');
  await tv.sees('第一次点餐');
  await tv.close();
  await screen.page.reload();
  await screen.sees('3号楼 大厅');
  await screen.online();
});

test('a notice becomes a card', async () => {
  const { id } = await newsroom.send({ level: 'notice', hazard: 'notice', headline: '周六包饺子', body: '活动室见。' });
  await screen.sees('周六包饺子', 40_000);
  await screen.sees('活动室见。');
  await expect.poll(async () => (await coverageOf(id)).shown, { timeout: 10_000 }).toBeGreaterThan(0);
  await newsroom.writer.get('broadcast:stop', { id });
  await screen.seesNot('周六包饺子');
});

test('warnings take all of it in turn, the worst first, nobody confirms them, and it is as before when they are over', async () => {
  const orange = await newsroom.send({ level: 'orange', headline: '高温橙色预警' });
  await screen.sees('高温橙色预警');
  const red = await newsroom.send({ level: 'red', headline: '燃气泄漏', body: '马上走楼梯到广场。' });
  await screen.sees('燃气泄漏');
  await screen.sees('马上走楼梯到广场。');
  expect(await screen.layers()).toEqual(['red']);
  await screen.press('ok', 'back', 'home');
  expect(await screen.layers()).toEqual(['red']);
  await screen.sees('高温橙色预警', 40_000);
  await screen.sees('燃气泄漏', 40_000);
  for (const { id } of [orange, red]) {
    await expect.poll(() => coverageOf(id), { timeout: 10_000 }).toMatchObject({ shown: 1, confirmed: 0 });
  }
  await newsroom.writer.get('broadcast:stop', { id: red.id });
  await screen.sees('高温橙色预警');
  await screen.seesNot('燃气泄漏');
  await newsroom.writer.get('broadcast:stop', { id: orange.id });
  await expect.poll(() => screen.layers()).toEqual([]);
  await screen.sees('周三上午九点');
});

test('a blue one runs along the bottom, below everything that stands there', async () => {
  const { id } = await newsroom.send({ level: 'blue', headline: '大风蓝色预警' });
  await screen.sees('蓝色预警');
  await screen.sees('服务中心 022-0000-0000');
  expect(await screen.layers()).toEqual([]);
  await newsroom.writer.get('broadcast:stop', { id });
  await screen.seesNot('大风蓝色预警');
});

test('without a line it says so, goes on with what it has, and comes back', async () => {
  await journey.center.kill();
  await screen.sees('离线', 20_000);
  await screen.sees('周三上午九点');
  await screen.sees(/\d\d:\d\d/);
  await journey.center.start();
  await screen.online();
  await screen.seesNot('离线');
});
