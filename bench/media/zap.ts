import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startCenterProcess } from '../../src/testing/center-process.ts';
import { startProvider } from '../../src/testing/channels.ts';
import { connectStaff, until } from '../../src/testing/harness.ts';
import { openBrowser, openTelevision } from '../../src/testing/television.ts';
import type { TestHandle } from '../../src/tv/test-handle.ts';
import { buildTv } from '../kit/build.ts';
import { median, ms, quantile, type Result, result } from '../kit/result.ts';

const CHANNELS = 4;
const ZAPS = 24;
const MANY_ZAPS = 200;
const OUTAGE_MS = 45_000;
const SETTLE_MS = 20_000;
const HLS = join(import.meta.dirname, '../../node_modules/hls.js/dist/hls.min.js');
const SIZE = {
  seconds: 24,
  rate: 25,
  rungs: [
    { w: 426, h: 240, kbps: 250 },
    { w: 640, h: 360, kbps: 600 },
  ],
};

type Seen = ReturnType<TestHandle['media']>;

/**
 * Television on loopback: from the key to the first picture, how far behind it is, what 200 zaps leave in memory, how
 * soon it is back after an outage of 45 s. Beside it, in turns, hls.js as it comes on a page of its own.
 */
export async function zap(): Promise<Result[]> {
  await buildTv();
  await using open = new AsyncDisposableStack();
  const provider = open.adopt(await startProvider(CHANNELS, SIZE), (one) => one.stop());
  const center = open.adopt(await startCenterProcess(), (one) => one.stop());
  const browser = open.adopt(await openBrowser(), (one) => one.close());
  const desk = await connectStaff(center, 'officer');
  await desk.get('tv:setSource', { kind: 'list', origin: provider.list });
  const { channels } = await until('the list is read', async () => {
    const now = await desk.get('tv:desk', {});
    return now.sources[0]?.state === 'ok' ? now : undefined;
  });
  // Only what plays takes part.
  await desk.get('tv:arrange', { channels: channels.map(({ id }, place) => ({ id, hidden: place >= CHANNELS })) });
  desk.close();

  const tv = await openTelevision(browser, center.url, { width: 640, height: 360 });
  await tv.online();
  await tv.sees('一键点餐');
  const look = () => tv.page.evaluate('window.__tv.media()') as Promise<Seen>;
  const playing = () => untilTrue(async () => (await look()).state === 'playing', 60_000);
  await tv.press('2', '2');
  await playing();
  const bare = await openBare(browser, provider.url);

  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let n = 0; n < ZAPS; n++) {
    await tv.press('up');
    await playing();
    // Counted from the page's turn, which the key brings about in the same task.
    ours.push((await look()).firstFrameMs ?? Number.NaN);
    theirs.push(await bare.zap(provider.channel('good', (n % CHANNELS) + 1)));
    await bare.rest();
  }
  await tv.page.waitForTimeout(SETTLE_MS);
  const delay = -((await look()).position ?? Number.NaN) * 1_000;
  const dropped = await droppedShare(tv.page);
  await tv.press('up');
  await playing();

  const before = await heap(tv.page);
  for (let n = 0; n < MANY_ZAPS; n++) {
    await tv.page.keyboard.press(n % 2 ? 'ArrowUp' : 'ArrowDown');
    await tv.page.waitForTimeout(250);
  }
  await playing();
  const grown = (await heap(tv.page)) - before;
  const { players, videos } = await look();

  await bare.zap(provider.channel('good', 1));
  await tv.page.waitForTimeout(SETTLE_MS);
  const bareDelay = await bare.delay();
  provider.away = true;
  await tv.page.waitForTimeout(OUTAGE_MS);
  provider.away = false;
  const backAt = performance.now();
  await playing();
  const back = performance.now() - backAt;
  const bareBack = await bare.goesOn(10_000);

  const rival = 'hls.js with its defaults';
  return [
    result('zap, key → first picture p50', median(ours), 'ms', `${rival}: ${ms(median(theirs))}`, 500),
    result('zap, key → first picture p95', quantile(ours, 0.95), 'ms', `${rival}: ${ms(quantile(theirs, 0.95))}`),
    result('live television behind the clock', delay, 'ms', `${rival}: ${ms(bareDelay)}`, 5_000),
    result('dropped frames', dropped * 100, '%', 'drawn without a graphics card'),
    result(
      `heap grown by ${MANY_ZAPS} zaps`,
      grown / 1_048_576,
      'MB',
      `${players} player and ${videos} <video> at the end`,
      10,
    ),
    result('picture back after an outage of 45 s', back, 'ms', `${rival}: ${bareBack ?? 'not within 10 s'}`, 5_000),
  ];
}

/** hls.js by itself on an empty page of the provider. */
async function openBare(browser: Awaited<ReturnType<typeof openBrowser>>, url: string) {
  const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
  await page.route(`${url}/empty`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(`${url}/empty`);
  await page.addScriptTag({ path: HLS });
  const run = <T>(script: string) => page.evaluate(script) as Promise<T>;
  await run(`document.body.innerHTML = '<video muted playsinline style="width:640px;height:360px">'; void 0`);
  return {
    zap: (channel: string) =>
      run<number>(`new Promise((done) => {
        const at = performance.now();
        window.hls?.destroy();
        const video = document.querySelector('video');
        video.addEventListener('loadeddata', () => done(performance.now() - at), { once: true });
        window.hls = new Hls();
        hls.loadSource(${JSON.stringify(channel)});
        hls.attachMedia(video);
        video.play().catch(() => {});
      })`),
    rest: () => run<void>('window.hls?.destroy(); void 0'),
    delay: () => run<number>('hls.latency * 1000'),
    async goesOn(timeoutMs: number): Promise<string | undefined> {
      const at = await run<number>("document.querySelector('video').currentTime");
      const begun = performance.now();
      const now = () => run<number>("document.querySelector('video').currentTime");
      const went = await untilTrue(async () => (await now()) > at + 0.5, timeoutMs).catch(() => false);
      return went === false ? undefined : ms(performance.now() - begun);
    },
  };
}

async function untilTrue(holds: () => Promise<boolean>, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('waited in vain for the picture');
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** Bytes of JavaScript's heap after the garbage has been taken out. */
async function heap(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  await devtools.detach();
  return usedSize;
}

function droppedShare(page: Page): Promise<number> {
  return page.evaluate(`(() => {
    const { droppedVideoFrames, totalVideoFrames } = document.querySelector('video').getVideoPlaybackQuality();
    return droppedVideoFrames / Math.max(1, totalVideoFrames);
  })()`) as Promise<number>;
}
