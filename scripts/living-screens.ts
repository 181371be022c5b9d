import type { Page } from 'playwright-core';
import type { Television } from '../src/testing/television.ts';
import type { TestHandle } from '../src/tv/test-handle.ts';

type Take = (name: string) => Promise<void>;

/** Making the sample channels and films takes ffmpeg minutes on a small machine, ms. */
const SAMPLE_WITHIN_MS = 300_000;

/** The pages of money, television, calls, lessons and cameras, as the sample community has them. */
export async function livingTelevision(tv: Television, take: Take): Promise<void> {
  await tv.press('home', '2', '1');
  await tv.sees('充值');
  await take('wallet');
  await tv.press('ok');
  await take('wallet-amount');
  await tv.press('ok');
  await tv.sees('扫');
  await take('wallet-code');
  await tv.press('back', 'down', 'ok');
  await take('wallet-history');
  await tv.press('back', 'down', 'ok');
  await take('wallet-settings');

  await tv.press('home', '2', '2');
  await plays(tv);
  await tv.press('ok');
  await take('tv');
  await tv.press('right');
  await tv.sees('节目单');
  await take('tv-guide');

  await tv.press('home', '2', '3');
  await tv.sees('服务中心');
  await take('call');

  await tv.press('home', '2', '4');
  await tv.sees('老年课堂');
  await take('classes');
  await tv.press('ok');
  await take('classes-course');

  await tv.press('home', '0', '3');
  await tv.sees('视频监控');
  await tv.page.waitForTimeout(5_000);
  await take('cameras');
  await tv.press('ok');
  await tv.page.waitForTimeout(4_000);
  await take('cameras-one');
  await tv.press('home');
}

async function plays(tv: Television): Promise<void> {
  const end = Date.now() + SAMPLE_WITHIN_MS;
  const state = async () => ((await tv.page.evaluate('window.__tv.media()')) as ReturnType<TestHandle['media']>).state;
  while ((await state()) !== 'playing') {
    if (Date.now() > end) throw new Error('the sample channels were not made in time');
    await tv.page.waitForTimeout(500);
  }
}

/** The console's pages of the same services, by their paths. */
export async function livingConsole(
  page: Page,
  url: string,
  take: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const pages = ['calls', 'tv/channels', 'classes/courses', 'classes/timetable', 'classes/learners', 'classes/notes'];
  for (const path of [...pages, 'cameras', 'cameras/looks', 'wallet/books']) {
    await page.goto(`${url}/console/#/${path}`);
    await take(page, `console-${path.replace('/', '-')}`);
  }
}
