import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { patchLightning } from '../scripts/vite/patch-lightning.ts';
import { openBrowser } from '../src/testing/television.ts';
import { firstFull, type Noted, perKey, probe } from './home/probe.ts';
import { buildTv } from './kit/build.ts';
import { runCenter } from './kit/center.ts';
import { median, ms, quantile, type Result, result, spread } from './kit/result.ts';

const PORT = '8172';
const VIEWPORT = { width: 640, height: 360 };
const SLOW = 6;
/** Visits in which keys are held too, slow and at full speed; and visits that only wait for the picture. */
const SLOW_RUNS = 2;
const NORMAL_RUNS = 1;
const FIRST_RUNS = 5;
/** Rows below the first. */
const ROWS = 7;
/** The TV lets a held key through after half a second, and then at most every 180 ms. */
const FIRST_MS = 600;
const NEXT_MS = 240;
/** So long nothing was drawn: the second font has come, the line is up. */
const CALM_MS = 1_500;
const PATIENCE_MS = 20_000;

/** A home in the browser: where it is, and how it names the tile in focus. */
interface Home {
  readonly path: string;
  readonly focus: () => string;
  readonly first: number[];
  readonly quads: number[];
  readonly slow: { work: number; shown: number }[];
  readonly normal: { work: number; shown: number }[];
}

const home = (path: string, focus: () => string): Home => ({ path, focus, first: [], quads: [], slow: [], normal: [] });

/** The TV's home of 28 tiles, and in turns with it the same home by bare core. */
export async function home28(): Promise<Result[]> {
  await using open = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'xiyangli-bench-'));
  open.defer(() => rmSync(folder, { recursive: true, force: true }));
  const tvDir = join(folder, 'tv');
  cpSync(await buildTv(), tvDir, { recursive: true });
  await buildBare(join(tvDir, 'bare'));
  const env = { PORT, DATA_DIR: join(folder, 'data'), TV_DIR: tvDir };
  const { url } = open.adopt(await runCenter(env), (center) => center.stop());
  const browser = open.adopt(await openBrowser(), (one) => one.close());
  const context = await browser.newContext({ viewport: VIEWPORT, locale: 'zh-CN' });

  const tv = home('/tv/?demo=28', () => window.__tv?.focusPath().at(-1) ?? '');
  const bare = home('/tv/bare/', () => window.__bare?.() ?? '');
  const homes = [tv, bare];
  // The box is enrolled, what it keeps is kept, and the browser has met both.
  for (const one of homes) await visit(context, url, one, 1);
  for (const one of homes) one.first.length = one.normal.length = one.quads.length = 0;
  for (let run = 0; run < FIRST_RUNS; run++) {
    for (const one of run % 2 ? homes.toReversed() : homes) await visit(context, url, one, SLOW, 'look');
  }
  for (let run = 0; run < SLOW_RUNS; run++) for (const one of homes) await visit(context, url, one, SLOW);
  for (let run = 0; run < NORMAL_RUNS; run++) for (const one of homes) await visit(context, url, one, 1);

  const [ours, theirs] = [median(tv.quads), median(bare.quads)];
  if (Math.abs(ours / theirs - 1) > 0.1) throw new Error(`not the same home: ${ours} and ${theirs} quads a frame`);
  const core = (value: number) => `the same home by bare core: ${ms(value)}`;
  const work = (keys: Home['slow']) => median(keys.map((key) => key.work));
  const shown = (keys: Home['slow'], share: number) =>
    quantile(
      keys.map((key) => key.shown),
      share,
    );
  const ratio = (name: string, mine: number, other: number) =>
    result(`${name}, ratio`, mine / other, '×', `${core(other)}, ours ${ms(mine)}`, 1.3);
  return [
    result(
      'home, first full frame, CPU ÷ 6, ratio',
      // Of pairs: what else the machine did at the time then weighs on both.
      median(tv.first.map((at, run) => at / (bare.first[run] ?? Number.NaN))),
      '×',
      `${core(median(bare.first))} (${spread(bare.first)}), ours ${ms(median(tv.first))} (${spread(tv.first)})`,
      1.3,
    ),
    ratio('home, update and render per key, CPU ÷ 6', work(tv.slow), work(bare.slow)),
    ratio('home, update and render per key', work(tv.normal), work(bare.normal)),
    result('home, key → frame p50, CPU ÷ 6', shown(tv.slow, 0.5), 'ms', core(shown(bare.slow, 0.5)), 60),
    result('home, key → frame p95, CPU ÷ 6', shown(tv.slow, 0.95), 'ms', core(shown(bare.slow, 0.95))),
    result('home, key → frame p50', shown(tv.normal, 0.5), 'ms', core(shown(bare.normal, 0.5))),
  ];
}

/** Opens a home, waits until it stands, and (for `keys`) holds Down and then Up over all its rows. */
async function visit(
  context: BrowserContext,
  url: string,
  one: Home,
  slower: number,
  what: 'look' | 'keys' = 'keys',
): Promise<void> {
  const page = await context.newPage();
  try {
    await page.addInitScript(probe);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.goto(url + one.path);
    await calm(page);
    const { at, quads } = firstFull(await noted(page));
    one.quads.push(quads);
    if (slower > 1) one.first.push(at);
    if (what === 'look') return;
    await hold(page, 'ArrowDown', one, /clinic$/);
    await hold(page, 'ArrowUp', one, /sos$/);
    (slower > 1 ? one.slow : one.normal).push(...perKey(await noted(page)));
  } finally {
    await page.close();
  }
}

/** Holds a key, as a slow keyboard repeats it, until the focus is where it shall be. */
async function hold(page: Page, key: string, { path, focus }: Home, end: RegExp): Promise<void> {
  for (let repeat = 0; !end.test(await page.evaluate(focus)); repeat++) {
    if (repeat === 2 * ROWS) throw new Error(`${path}: ${key} does not lead to ${end}`);
    await page.keyboard.down(key);
    await page.waitForTimeout(repeat === 0 ? FIRST_MS : NEXT_MS);
  }
  await page.keyboard.up(key);
  await page.waitForTimeout(NEXT_MS);
}

async function calm(page: Page): Promise<void> {
  const drawn = () => page.evaluate(() => window.__noted?.frames.filter(({ quads }) => quads > 0).length ?? 0);
  const end = Date.now() + PATIENCE_MS;
  for (let before = -1, now = 0; now === 0 || now !== before; now = await drawn()) {
    if (Date.now() > end) throw new Error(`${page.url()} does not come to rest`);
    before = now;
    await page.waitForTimeout(CALM_MS);
  }
}

async function noted(page: Page): Promise<Noted> {
  const found = await page.evaluate(() => window.__noted);
  if (!found || found.frames.length === 0) throw new Error('the page has drawn nothing');
  return found;
}

async function buildBare(outDir: string): Promise<void> {
  const keepNames = { class: true, function: false };
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'home-bare'),
    base: './',
    logLevel: 'warn',
    plugins: [patchLightning({ required: false })],
    build: {
      outDir,
      emptyOutDir: true,
      target: ['chrome98'],
      reportCompressedSize: false,
      rolldownOptions: { output: { minify: { compress: { keepNames }, mangle: { keepNames } } } },
    },
  });
}
