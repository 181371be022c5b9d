import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLog } from '../../center/log.ts';
import { openFfmpeg } from '../../center/media/ffmpeg.ts';
import { addDays, dayOf } from '../../protocol/time.ts';
import {
  connectBox,
  connectStaff,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../../testing/harness.ts';
import { makeLoop } from './center/loop-maker.ts';
import { sampleFolder } from './center/sample-media.ts';

let center: TestCenter;
let box: TestBox;
let provider: Server;
let lists: string;
/** What the provider answers; undefined: it breaks off. */
let list: string | undefined;

beforeAll(async () => {
  center = await startTestCenter();
  box = await connectBox(center);
  provider = createServer((_, response) => (list === undefined ? response.destroy() : response.end(list)));
  await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done));
  const address = provider.address();
  lists = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  box.close();
  provider.close();
  await center.stop();
});

const names = async (of = box) => (await of.get('tv:channels', {})).channels.map(({ name }) => name);
const SAMPLE = ['昔阳里新闻', '梨园戏曲', '健康养生', '老电影', '少儿动画', '津门风光'];

test('the sample is there from the start: channels, and a guide for today and tomorrow', async () => {
  expect(await names()).toEqual(SAMPLE);
  const now = new Date().toISOString();
  const { programmes } = await box.get('tv:guide', { from: now, hours: 4 });
  const { channels } = await box.get('tv:channels', {});
  for (const { id } of channels) {
    const own = programmes.filter(({ channelId }) => channelId === id);
    expect(own[0] && own[0].startsAt <= now && now < own[0].endsAt).toBe(true);
  }
  const desk = await connectStaff(center, 'officer');
  const { sources, channels: kept } = await desk.get('tv:desk', {});
  expect(sources).toMatchObject([
    { kind: 'list', origin: '', state: 'ok', count: 6 },
    { kind: 'guide', origin: '', state: 'ok' },
  ]);
  expect(dayOf(kept[0]?.guideTo ?? '') >= addDays(dayOf(Date.now()), 1)).toBe(true);
  desk.close();
});

test('favourites are the household’s: both its boxes have them, others do not, and they last', async () => {
  const other = await connectBox(center, { secret: box.secret });
  const [, opera] = (await box.get('tv:channels', {})).channels;
  await box.get('tv:favour', { channelId: opera?.id ?? '', on: true });
  await until('the other box is told', () => other.pushes.some(({ name }) => name === 'tv:changed'));
  const favourites = async () =>
    (await other.get('tv:channels', {})).channels.filter(({ favourite }) => favourite).map(({ name }) => name);
  expect(await favourites()).toEqual(['梨园戏曲']);
  await box.get('tv:favour', { channelId: opera?.id ?? '', on: false });
  expect(await favourites()).toEqual([]);
  await box.get('tv:startWithTv', { on: true });
  expect((await other.get('tv:channels', {})).startWithTv).toBe(true);
  other.close();
});

test('the desk hides, orders, and names another list; one that fails keeps what was there and says so', async () => {
  const desk = await connectStaff(center, 'officer');
  const { channels } = await desk.get('tv:desk', {});
  const turned = channels.toReversed().map(({ id, name }) => ({ id, hidden: name === '老电影' }));
  await desk.get('tv:arrange', { channels: turned });
  expect(await names()).toEqual(SAMPLE.toReversed().filter((name) => name !== '老电影'));

  const source = async () => (await desk.get('tv:desk', {})).sources[0];
  list = '#EXTM3U\n#EXTINF:-1 tvg-chno="9",天津卫视\nhttp://cdn.example.org/tj/index.m3u8\n';
  await desk.get('tv:setSource', { kind: 'list', origin: `${lists}/all.m3u` });
  await until('the list is read', async () => (await source())?.state === 'ok');
  expect(await names()).toEqual(['天津卫视']);
  const page = await fetch(`${center.url}/`);
  expect(page.headers.get('content-security-policy')).toMatch(/connect-src[^;]* http:\/\/cdn\.example\.org/);

  list = undefined;
  await desk.get('tv:readNow', { kind: 'list' });
  const failing = await until('the failure is noted', async () => {
    const now = await source();
    return now?.state === 'failing' ? now : undefined;
  });
  expect(failing.trouble).not.toBe('');
  expect([failing.count, await names()]).toEqual([1, ['天津卫视']]);

  list = '<html>503</html>';
  await desk.get('tv:readNow', { kind: 'list' });
  await until('the reader says what it is', async () => /not valid/.test((await source())?.trouble ?? ''));
  expect(await names()).toEqual(['天津卫视']);
  await desk.get('tv:setSource', { kind: 'list', origin: '' });
  await until('the sample is back', async () => (await names()).length === 6);
  desk.close();
});

test('a source is a URL or a plain name: no path leads out of its folder', async () => {
  const desk = await connectStaff(center, 'officer');
  for (const origin of ['../../keys/center', '/etc/passwd', 'file:///etc/passwd', '..']) {
    expect(await desk.ask('tv:setSource', { kind: 'list', origin })).toMatchObject({
      ok: false,
      refusal: { code: 'invalid' },
    });
  }
  desk.close();
});

test('zap times are in the figures', async () => {
  await box.get('tv:zapped', { ms: 420 });
  const text = await (await fetch(`${center.url}/metrics`)).text();
  expect(text).toMatch(/xiyangli_tv_zap_seconds_bucket\{le="0.5"\} 1/);
});

describe('a channel that ffmpeg made', () => {
  const ffmpeg = openFfmpeg(openLog('silent'));
  const folder = mkdtempSync(join(tmpdir(), 'xiyangli-loop-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** When a segment begins, s: its first picture as ffprobe reads it, and the clock of its captions (RFC 8216, 3.1.4). */
  async function beginsAt(base: string, number: number): Promise<{ picture: number; captions: number }> {
    const bytes = async (path: string) => Buffer.from(await (await fetch(`${base}/${path}`)).arrayBuffer());
    const file = join(folder, 'piece.mp4');
    writeFileSync(file, Buffer.concat([await bytes('1/init_1.mp4'), await bytes(`1/${number}.m4s`)]));
    const first = ['-select_streams', 'v:0', '-show_entries', 'packet=pts_time', '-read_intervals', '%+#1'];
    const probed = (await ffmpeg.probe([...first, file])) as { packets: { pts_time: string }[] };
    const captions = (await bytes(`c/${number}.vtt`)).toString();
    const clock = Number(/MPEGTS:(\d+)/.exec(captions)?.[1]) / 90_000;
    const [, seconds] = /^00:00:(\S+) -->/m.exec(captions) ?? [];
    return { picture: Number(probed.packets[0]?.pts_time), captions: clock + Number(seconds) };
  }

  test('is served as a live list whose pieces are there, captions too, and nothing beside it', async () => {
    const spec = { slug: 'tiny', name: '1', picture: 'testsrc', tone: 300, captions: ['您好', '再见'] };
    const rungs = [
      { w: 64, h: 36, kbps: 40 },
      { w: 128, h: 72, kbps: 80 },
    ];
    const files = sampleFolder(center.center.place.filesDir);
    await makeLoop(ffmpeg, files, spec, { seconds: 8, rate: 5, rungs });
    const get = (path: string) => fetch(`${center.url}/tv-sample/tiny/${path}`);
    expect(await (await get('master.m3u8')).text()).toMatch(/128x72/);
    for (const track of ['0', '1', 'c']) {
      const text = await (await get(`${track}/live.m3u8`)).text();
      const pieces = text.split('\n').filter((line) => line && !line.startsWith('#'));
      const init = /URI="([^"]+)"/.exec(text)?.[1];
      expect(pieces).toHaveLength(6);
      for (const piece of [...pieces, ...(init ? [init] : [])])
        expect((await get(`${track}/${piece}`)).status).toBe(200);
    }
    // Twice around the loop of four: pictures go on, and each line, which is seen for two segments, belongs to its own.
    const base = `${center.url}/tv-sample/tiny`;
    const first = await beginsAt(base, 1_000_000);
    for (let step = 1; step < 9; step++) {
      const { picture, captions } = await beginsAt(base, 1_000_000 + step);
      expect(picture - first.picture).toBeCloseTo(2 * step, 2);
      expect(picture - captions).toBeCloseTo(step % 2 === 0 ? 0 : 2, 0);
    }
    for (const path of ['loop.json', '0/made.m3u8', '7/live.m3u8', '..%2f..%2fx/live.m3u8', '0/..%2floop.json']) {
      expect((await get(path)).status).toBe(404);
    }
  });
});
