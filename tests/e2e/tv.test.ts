import { afterAll, beforeAll, expect, test } from 'vitest';
import { openNewsroom } from '../../src/testing/broadcaster.ts';
import { type Provider, startProvider } from '../../src/testing/channels.ts';
import { connectStaff, until } from '../../src/testing/harness.ts';
import type { Television } from '../../src/testing/television.ts';
import type { TestHandle } from '../../src/tv/test-handle.ts';
import { beginJourney, type Journey } from './journey.ts';

const GOOD = 3;
let journey: Journey;
let provider: Provider;
let tv: Television;
/** Of the channels, in their order. */
let ids: string[];

beforeAll(async () => {
  [journey, provider] = await Promise.all([beginJourney(), startProvider(GOOD, undefined, ['第一句', '第二句'])]);
  const desk = await connectStaff(journey.center, 'officer');
  await desk.get('tv:setSource', { kind: 'list', origin: provider.list });
  await desk.get('tv:setSource', { kind: 'guide', origin: provider.guide });
  await until('both are read', async () => {
    const { sources, channels } = await desk.get('tv:desk', {});
    ids = channels.map(({ id }) => id);
    return sources.every(({ state }) => state === 'ok') && channels.every(({ guideTo }) => guideTo);
  });
  desk.close();
  tv = await journey.television();
});
afterAll(async () => {
  await journey.end();
  await provider.stop();
});

const media = () => tv.page.evaluate('window.__tv.media()') as Promise<ReturnType<TestHandle['media']>>;

/** Waits until this channel plays, alone. */
async function plays(channel: number): Promise<void> {
  const on = () => tv.page.evaluate("JSON.parse(localStorage.getItem('xiyangli.tv.last') ?? '[]')[0]");
  await expect.poll(on, { timeout: 15_000 }).toBe(ids[channel - 1]);
  await expect.poll(async () => (await media()).state, { timeout: 15_000 }).toBe('playing');
  expect(await media()).toMatchObject({ players: 1, videos: 1 });
}

test('it opens on the first channel; digits, up and down, and the last channel', async () => {
  await tv.press('2', '2');
  await tv.sees('1台节目3');
  await plays(1);
  await tv.press('3');
  await tv.sees('3__');
  await tv.press('ok');
  await plays(3);
  await tv.press('down');
  await plays(2);
  await tv.press('up');
  await plays(3);
  await tv.press('left');
  await plays(2);
  await tv.press('9', '9', '9');
  await tv.sees('没有 999 台');
});

test('a second OK has captions, a star and a way back; the guide says what is on now and leads to a channel', async () => {
  await tv.press('ok');
  await tv.sees('打开字幕');
  await tv.press('ok');
  await expect.poll(async () => (await media()).cue).toMatch(/^第[一二]句$/);
  await tv.sees(/第[一二]句/);
  await tv.seesNot('接着：');
  await tv.press('ok', 'ok');
  await tv.sees('关掉字幕');
  await tv.press('down', 'ok');
  await tv.sees('★ 收藏');
  await tv.press('ok');
  await tv.moveTo('ListRow:back', 'down');
  await tv.press('ok');
  await tv.seesNot('★ 收藏');

  await tv.press('right');
  await tv.sees('节目单');
  await tv.sees(/现在 \d\d:\d\d/);
  expect(await media()).toMatchObject({ players: 0 });
  await tv.press('down');
  expect(await tv.focus()).toMatch(/^GuideCell:/);
  await tv.press('ok');
  await plays(3);
});

test('a call for help silences it, and it comes back on its channel', async () => {
  await tv.press('red');
  await expect.poll(async () => (await media()).players).toBe(0);
  expect(await tv.layers()).toEqual(['sos']);
  await tv.press('back');
  await tv.sees('已取消');
  await tv.press('back');
  await expect.poll(() => tv.layers(), { timeout: 15_000 }).toEqual([]);
  await plays(3);
});

test('a red warning takes the screen and is loud; channel, loudness and what was in focus come back', async () => {
  await tv.page.evaluate(() => {
    const box = { level: 20, muted: true };
    const bridge = {
      getVolume: () => box.level,
      setVolume: (level: number) => Object.assign(box, { level }),
      getMute: () => box.muted,
      setMute: (muted: boolean) => Object.assign(box, { muted }),
    };
    Object.assign(globalThis, { xiyangliBox: bridge });
  });
  const loudness = () => tv.page.evaluate('[xiyangliBox.getVolume(), xiyangliBox.getMute()]');
  await tv.press('down', 'up', 'ok');
  await tv.moveTo('ListRow:guide', 'down');

  const newsroom = await openNewsroom(journey.center);
  const { id } = await newsroom.send({ level: 'red', headline: '暴雨红色预警', body: '请留在家中。' });
  await tv.sees('暴雨红色预警');
  expect(await tv.layers()).toEqual(['popup', 'red']);
  await expect.poll(media).toMatchObject({ players: 0 });
  await expect.poll(loudness).toEqual([60, false]);
  // The keys are the warning's: no channel changes below it.
  await tv.press('down', '1');

  await newsroom.writer.get('broadcast:stop', { id });
  newsroom.close();
  await expect.poll(() => tv.layers()).toEqual(['popup']);
  expect(await tv.focus()).toBe('ListRow:guide');
  await expect.poll(loudness).toEqual([20, true]);
  await plays(3);
  await tv.press('back');
});

test('thirty zaps, as fast as a thumb can, leave one player and one video', async () => {
  for (let n = 0; n < 15; n++) {
    await tv.page.keyboard.press('ArrowDown');
    await tv.page.keyboard.press('ArrowUp');
  }
  await plays(3);
});

test('bad streams end in words and a way on', async () => {
  const words = {
    missing: '这里现在没有画面',
    refused: '现在不让看了',
    codec: '这台机顶盒放不了',
    truncated: '画面坏了',
    stuck: '画面不动了',
  };
  for (const [index, [kind, said]] of Object.entries(words).entries()) {
    await tv.press(String(GOOD + 1 + index), 'ok');
    await tv.sees(said, 40_000).catch(async (error) => {
      throw new Error(`${kind}: ${error} ${JSON.stringify(await media())}`);
    });
    await tv.sees('再试一次');
    expect(await tv.focus(), kind).toBe('Button:retry');
    expect((await media()).players, kind).toBe(0);
  }
  // The way on: the next channel, round to the first.
  await tv.press('right', 'ok');
  await plays(1);
});

test('an outage says so and heals by itself; leaving gives everything back', async () => {
  provider.away = true;
  await tv.sees('画面停住了', 30_000);
  provider.away = false;
  await expect.poll(async () => (await media()).state, { timeout: 15_000 }).toBe('playing');
  await tv.press('back');
  await tv.sees('一键点餐');
  expect(await media()).toMatchObject({ players: 0, videos: 1 });
});

test('a list that names a new origin reaches a television that is on: it comes back on its channel by itself', async () => {
  await tv.press('2', '2');
  await plays(1);
  const desk = await connectStaff(journey.center, 'officer');
  const loaded = tv.page.waitForEvent('load');
  await desk.get('tv:setSource', { kind: 'list', origin: provider.list.replace('127.0.0.1', 'localhost') });
  desk.close();
  await loaded;
  await plays(1);
});
