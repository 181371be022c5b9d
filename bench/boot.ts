import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { openBrowser } from '../src/testing/television.ts';
import { type Noted, probe } from './home/probe.ts';
import { buildTv } from './kit/build.ts';
import { runCenter } from './kit/center.ts';
import { median, type Result, result, spread } from './kit/result.ts';

const PORT = '8174';
const STARTS = 3;
const BOOTS = 5;
const SLOW = 6;
const PATIENCE_MS = 30_000;

/** Starts of the center on an empty folder and on a kept one, and boots of a TV whose box has been on before. */
export async function boot(): Promise<Result[]> {
  await using open = new AsyncDisposableStack();
  const tvDir = await buildTv();
  const [cold, second]: [number[], number[]] = [[], []];
  const folders: string[] = [];
  open.defer(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  for (let start = 0; start < STARTS; start++) {
    const folder = mkdtempSync(join(tmpdir(), 'xiyangli-bench-'));
    folders.push(folder);
    for (const times of [cold, second]) {
      const center = await runCenter({ PORT, DATA_DIR: folder });
      times.push(center.startedInMs / 1_000);
      await center.stop();
    }
  }
  const center = open.adopt(await runCenter({ PORT, DATA_DIR: folders[0] ?? '', TV_DIR: tvDir }), (one) => one.stop());
  const browser = open.adopt(await openBrowser(), (one) => one.close());
  const context = await browser.newContext({ viewport: { width: 640, height: 360 }, locale: 'zh-CN' });
  // Enrols the box and keeps its home; then once more, since browsers keep compiled code only of what comes again.
  for (let visit = 0; visit < 2; visit++) await bootOnce(context, center.url, 1);
  const boots: number[] = [];
  for (let run = 0; run < BOOTS; run++) boots.push((await bootOnce(context, center.url, SLOW)) / 1_000);

  const runs = (seconds: readonly number[]) => `${seconds.length} runs, ${spread(seconds.map((s) => s * 1_000))}`;
  return [
    result('first start of the center on an empty folder', median(cold), 's', runs(cold), 10),
    result('second start of the center', median(second), 's', runs(second), 4),
    result('warm boot of the TV to a usable home, CPU ÷ 6', median(boots), 's', runs(boots), 2.5),
  ];
}

/** ms from the start of the navigation until a frame was drawn in which a tile has the focus. */
async function bootOnce(context: BrowserContext, url: string, slower: number): Promise<number> {
  const page = await context.newPage();
  try {
    await page.addInitScript(probe);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.goto(`${url}/tv/`);
    const end = Date.now() + PATIENCE_MS;
    while (Date.now() < end) {
      // Seldom, since the answer costs the page time.
      await page.waitForTimeout(500);
      const at = usableAt(await page.evaluate(() => window.__noted));
      if (at !== undefined) {
        await page.waitForTimeout(1_000);
        return at;
      }
    }
    throw new Error('the TV did not come to its home');
  } finally {
    await page.close();
  }
}

/** The end of the first frame after which a tile had the focus. */
function usableAt(noted: Noted | undefined): number | undefined {
  const frame = noted?.frames.find(({ quads, focus }) => quads > 0 && focus.startsWith('Tile:'));
  return frame && frame.at + frame.took;
}
