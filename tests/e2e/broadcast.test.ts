import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from '../../src/testing/broadcaster.ts';
import { openTelevision, type Television } from '../../src/testing/television.ts';
import { beginJourney, type Journey } from './journey.ts';

let journey: Journey;
let tv: Television;
let newsroom: Newsroom;

beforeAll(async () => {
  journey = await beginJourney();
  tv = await journey.television();
  newsroom = await openNewsroom(journey.center);
});
afterAll(async () => {
  newsroom.close();
  await journey.end();
});

const send = (level: 'red' | 'orange' | 'yellow' | 'blue', headline: string) =>
  newsroom.send({ level, headline, body: '请留在家中，关好门窗，等候通知。' });

const coverageOf = async (id: string) => (await newsroom.writer.get('broadcast:coverage', { id })).coverage;

test('a red warning lies over the basket, is counted, withdrawn, and the basket comes back as it was', async () => {
  await tv.press('0', '6');
  await tv.sees('第一次点餐');
  await tv.press('ok');
  await tv.sees('还没有点菜');
  await tv.press('ok', 'right');
  await tv.sees('一共 1 份');
  const focus = await tv.focus();

  const { id } = await send('red', '暴雨红色预警');
  await tv.sees('暴雨红色预警');
  await tv.sees('红色');
  expect(await tv.layers()).toContain('red');
  await expect.poll(() => coverageOf(id), { timeout: 10_000 }).toMatchObject({ boxes: 1, received: 1, shown: 1 });

  // Still the remote's emergency key is above it.
  await tv.press('red');
  await tv.sees('马上为您求助');
  await tv.press('back');
  await tv.press('ok');

  await newsroom.writer.get('broadcast:stop', { id });
  await expect.poll(() => tv.layers()).toEqual([]);
  expect(await tv.focus()).toBe(focus);
  await tv.sees('一共 1 份');
});

test('yellow is a pop-up that OK takes away, and it is confirmed', async () => {
  const { id } = await send('yellow', '明天大风');
  await tv.sees('明天大风');
  await tv.press('ok');
  await expect.poll(() => tv.layers()).toEqual([]);
  await expect.poll(() => coverageOf(id), { timeout: 10_000 }).toMatchObject({ confirmed: 1 });
});

test('a television that was off is shown what is still valid, and not what was withdrawn', async () => {
  await tv.close();
  const { id } = await send('orange', '已经撤回的');
  await newsroom.writer.get('broadcast:stop', { id });
  await send('orange', '高温橙色预警');
  tv = await openTelevision(journey.browser, journey.center.url, { context: tv.context });
  await tv.sees('高温橙色预警');
  expect(await tv.text()).not.toContain('已经撤回的');
});
