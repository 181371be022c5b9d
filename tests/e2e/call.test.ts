import { afterAll, beforeAll, expect, test } from 'vitest';
import { openNewsroom } from '../../src/testing/broadcaster.ts';
import type { Television } from '../../src/testing/television.ts';
import { beginJourney, type Journey } from './journey.ts';

let journey: Journey;
/** 王奶奶's home; her neighbour 李爷爷, on her digit 3; and a home that has asked to be a neighbour. */
let wang: Television;
let li: Television;
let asking: Television;

beforeAll(async () => {
  journey = await beginJourney();
  wang = await journey.television();
  li = await journey.televisionBehind('3号楼 2门101');
  asking = await journey.televisionBehind('1号楼 1门502');
  for (const tv of [wang, li, asking]) {
    await tv.press('2', '3');
    await tv.sees('服务中心');
  }
});
afterAll(() => journey.end());

/** The space after the caller's name: a page below it may say 未接来电. */
const rings = (tv: Television) => tv.sees(' 来电');

/** Both see each other's picture, and both say so while their cameras are on. */
async function talking(...tvs: Television[]): Promise<void> {
  for (const tv of tvs) {
    await expect.poll(() => tv.call(), { timeout: 10_000 }).toMatchObject({ stage: 'talking', link: 'connected' });
    await tv.sees('摄像头和话筒开着');
    await tv.sees(/\d\d:\d\d/);
    await expect.poll(async () => (await tv.call())?.setUpMs, { timeout: 10_000 }).toBeGreaterThan(0);
  }
}

async function nothingOpen(...tvs: Television[]): Promise<void> {
  for (const tv of tvs) {
    await expect.poll(() => tv.open()).toEqual({ tracks: 0, connections: 0 });
    await tv.seesNot('摄像头和话筒开着');
    await tv.seesNot('话筒开着');
  }
}

/** Back asks first; the safe answer is in focus. */
async function hangUp(tv: Television): Promise<void> {
  await tv.press('back');
  await tv.sees('结束通话？');
  expect(await tv.focus()).toBe('Button:safe');
  await tv.press('right', 'ok');
}

test('a digit calls the neighbour; OK answers; both see each other; after the end nothing stays open', async () => {
  const focus = await wang.focus();
  await wang.press('3');
  await wang.sees('正在等对方接听');
  await rings(li);
  // Nothing of theirs is open before they have answered.
  expect(await li.open()).toEqual({ tracks: 0, connections: 0 });
  expect(await li.focus()).toBe('Button:answer');
  await li.press('ok');
  await talking(wang, li);

  await wang.press('green');
  await wang.sees('您已静音');
  await hangUp(wang);
  await li.sees('通话结束了');
  await li.press('ok');
  await nothingOpen(wang, li);
  expect(await wang.layers()).toEqual([]);
  expect(await wang.focus()).toBe(focus);
});

test('refused, and given up: the caller is told, the callee finds it among the missed calls and calls back', async () => {
  await wang.press('3');
  await rings(li);
  await li.press('back');
  await wang.sees('现在不方便接');
  await wang.press('ok');

  await wang.press('3');
  await rings(li);
  await wang.press('back');
  await expect.poll(() => li.layers()).toEqual([]);
  await nothingOpen(wang, li);
  await li.moveTo('ListRow:missed', 'down');
  await li.press('ok');
  await li.sees('打回去');
  await li.press('ok');
  await rings(wang);
  await wang.press('ok');
  await talking(wang, li);
  await hangUp(li);
  await wang.sees('通话结束了');
  await wang.press('ok');
  await li.press('back');
  await nothingOpen(wang, li);
});

test('both call each other at the same moment: it is one call', async () => {
  await li.moveTo(/^Tile:household/, 'up');
  await Promise.all([wang.press('3'), li.press('ok')]);
  await talking(wang, li);
  await hangUp(wang);
  await li.sees('通话结束了');
  await li.press('ok');
  await nothingOpen(wang, li);
});

test('neighbours agree on the television; a third caller hears that it is busy', async () => {
  await wang.moveTo('ListRow:neighbours', 'down', 15);
  await wang.press('ok');
  await wang.sees('想和您互相打电话');
  await wang.press('ok');
  await wang.sees('互相打电话？');
  await wang.press('right', 'ok');
  await asking.sees('张爷爷');
  await wang.press('back', 'back', '2', '3');
  await wang.press('3');
  await rings(li);
  await li.press('ok');
  await talking(wang, li);
  await asking.moveTo(/^Tile:household/, 'right');
  await asking.press('ok');
  await asking.sees('正在和别人通话');
  await asking.press('ok');
  await nothingOpen(asking);
});

test('the line to the center is cut and comes back: they talk on all the while', async () => {
  await wang.context.setOffline(true);
  await expect.poll(() => wang.page.evaluate('window.__tv.link()')).toBe('offline');
  expect(await wang.call()).toMatchObject({ stage: 'talking', link: 'connected' });
  expect(await li.call()).toMatchObject({ stage: 'talking', link: 'connected' });
  await wang.context.setOffline(false);
  await wang.online();
  await talking(wang, li);
});

test('a red warning silences the call, and gives it back', async () => {
  const newsroom = await openNewsroom(journey.center);
  const { id } = await newsroom.send({ level: 'red', headline: '暴雨红色预警', body: '请留在家中，关好门窗。' });
  await wang.sees('暴雨红色预警');
  await expect.poll(() => wang.call()).toMatchObject({ stage: 'talking', silenced: true });
  await wang.sees('警报过后接着说');
  await newsroom.writer.get('broadcast:stop', { id });
  newsroom.close();
  await expect.poll(() => wang.layers()).toEqual(['call']);
  await expect.poll(() => wang.call()).toMatchObject({ stage: 'talking', silenced: false, link: 'connected' });
  await expect.poll(() => li.layers()).toEqual(['call']);
  await hangUp(li);
  await wang.sees('通话结束了');
  await wang.press('ok');
  await nothingOpen(wang, li);
});

test('an officer takes an alarm and calls: the room is on the line by itself, by sound alone without consent', async () => {
  const desk = await journey.console('officer');
  await wang.press('red');
  await wang.sees('马上为您求助');
  await wang.press('ok');
  const take = desk.getByRole('button', { name: /接警/ }).first();
  await take.click();
  await wang.sees('通话中', 20_000);
  expect(await wang.layers()).toEqual(['sos']);
  await wang.sees('话筒开着');
  await wang.seesNot('摄像头和话筒开着');
  expect(await wang.open()).toEqual({ tracks: 1, connections: 1 });
  await desk.context().close();
});
