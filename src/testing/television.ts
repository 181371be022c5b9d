import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { BoxMode } from '../protocol/wire.ts';
import type { TestHandle } from '../tv/test-handle.ts';

/** Keys of the remote, as a PC keyboard has them. */
const KEYS: Readonly<Record<string, string>> = {
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
  ok: 'Enter',
  back: 'Escape',
  home: 'Home',
  red: 'F1',
  green: 'F2',
  yellow: 'F3',
};

/** Presses of OK closer than this are one press to the TV. */
const BETWEEN_MS = 420;

/** A browser that draws without a graphics card, with a microphone that beeps and a camera that needs no leave. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A television in a browser with a remote: what a person can do with it, and what a person can see on it. */
export interface Television {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Presses that were made so far. */
  presses(): number;
  /** Presses keys one after the other: `up down left right ok back home red green yellow` and digits. */
  press(...keys: string[]): Promise<void>;
  /** All that can be read, joined by line breaks. */
  text(): Promise<string>;
  /** Waits until this can be read. */
  sees(text: string | RegExp, timeoutMs?: number): Promise<void>;
  /** Waits until this can no longer be read. */
  seesNot(text: string | RegExp, timeoutMs?: number): Promise<void>;
  /** What is in focus: the last name of the focus path, e.g. `Tile:meals`. */
  focus(): Promise<string>;
  layers(): Promise<string[]>;
  route(): Promise<string>;
  /** The call that is going on. */
  call(): Promise<ReturnType<TestHandle['call']>>;
  /** Tracks and connections of calls that are open on this box. */
  open(): Promise<ReturnType<TestHandle['open']>>;
  /** Presses a direction until this is in focus; fails after `most` presses. */
  moveTo(focus: string | RegExp, direction: string, most?: number): Promise<void>;
  /** Waits until asks that must survive have all been answered. */
  settled(): Promise<void>;
  online(): Promise<void>;
  close(): Promise<void>;
}

/** Switches a television on. With `context` it is the same box as before, with what it kept. */
export async function openTelevision(
  browser: Browser,
  url: string,
  options: { width?: number; height?: number; context?: BrowserContext; mode?: BoxMode } = {},
): Promise<Television> {
  const { width = 960, height = 540 } = options;
  const context = options.context ?? (await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' }));
  const page = await context.newPage();
  await page.goto(options.mode === 'screen' ? `${url}/tv/?mode=screen` : `${url}/tv/`);
  let presses = 0;

  /** The handle's answer; only data crosses, so that nothing counts as a gesture but real keys. */
  function look<T>(read: (tv: TestHandle) => T): Promise<T> {
    return page.evaluate(`(${read.toString()})(window.__tv)`) as Promise<T>;
  }
  const text = async () => (await look((tv) => tv.texts().map((seen) => seen.text))).join('\n');

  async function waitFor(what: string, holds: () => Promise<boolean>, timeoutMs = 15_000): Promise<void> {
    const end = Date.now() + timeoutMs;
    while (!(await holds().catch(() => false))) {
      if (Date.now() > end) {
        const [read, focus, layers] = await Promise.all([text(), tv.focus(), tv.layers()]);
        throw new Error(
          `waited in vain for ${what}; focus ${focus}, layers ${layers.join(' ') || 'none'}, screen:\n${read}`,
        );
      }
      await page.waitForTimeout(50);
    }
  }
  const has = async (wanted: string | RegExp) => {
    // Lines of one text are one text to a person: breaks that the screen made do not count.
    const read = await text();
    const joined = read.replaceAll('\n', '');
    return typeof wanted === 'string'
      ? joined.includes(wanted) || read.includes(wanted)
      : wanted.test(read) || wanted.test(joined);
  };

  const tv: Television = {
    page,
    context,
    presses: () => presses,
    async press(...keys) {
      for (const key of keys) {
        presses += 1;
        await page.keyboard.press(KEYS[key] ?? key);
        await page.waitForTimeout(KEYS[key] === 'Enter' ? BETWEEN_MS : 120);
      }
    },
    text,
    sees: (wanted, timeoutMs) => waitFor(`seeing ${wanted}`, () => has(wanted), timeoutMs),
    seesNot: (wanted, timeoutMs) => waitFor(`no longer seeing ${wanted}`, async () => !(await has(wanted)), timeoutMs),
    focus: async () => (await look((handle) => handle.focusPath())).at(-1) ?? '',
    layers: () => look((handle) => handle.layers()),
    route: () => look((handle) => handle.page()),
    call: () => look((handle) => handle.call()),
    open: () => look((handle) => handle.open()),
    async moveTo(wanted, direction, most = 12) {
      const there = async () => {
        const focus = await tv.focus();
        return typeof wanted === 'string' ? focus === wanted : wanted.test(focus);
      };
      for (let i = 0; i < most && !(await there()); i++) await tv.press(direction);
      if (!(await there()))
        throw new Error(`${wanted} was not reached by ${direction}: focus is on ${await tv.focus()}`);
    },
    settled: () => waitFor('all asks being answered', () => look((handle) => handle.waiting() === 0)),
    online: () => waitFor('the line', () => look((handle) => handle.link() === 'online')),
    close: () => page.close(),
  };
  await waitFor('the first picture', async () => (await text()).length > 0, 30_000);
  return tv;
}
