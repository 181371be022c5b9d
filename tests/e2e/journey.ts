import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SAMPLE_PASSWORD } from '../../src/center/sample/people.ts';
import { type CenterProcess, startCenterProcess } from '../../src/testing/center-process.ts';
import { connectStaff } from '../../src/testing/harness.ts';
import { openBrowser, openTelevision, type Television } from '../../src/testing/television.ts';

/** What a journey is made in: a center that can be killed, and a browser. */
export interface Journey {
  readonly center: CenterProcess;
  readonly browser: Browser;
  /** The sample community's first television: 3号楼 2门301. */
  television(): Promise<Television>;
  /** A television that a clerk enrols behind this door. */
  televisionBehind(door: string): Promise<Television>;
  /** The console, signed in, in a browser of its own. */
  console(login: string, password?: string): Promise<Page>;
  end(): Promise<void>;
}

/** Begins one; `settings` are more of the center's environment. */
export async function beginJourney(settings: Readonly<Record<string, string>> = {}): Promise<Journey> {
  const center = await startCenterProcess(settings);
  const browser = await openBrowser();
  const contexts: BrowserContext[] = [];

  return {
    center,
    browser,
    async television() {
      const tv = await openTelevision(browser, center.url);
      contexts.push(tv.context);
      await tv.online();
      await tv.sees('一键点餐');
      return tv;
    },
    async televisionBehind(door) {
      const tv = await openTelevision(browser, center.url);
      contexts.push(tv.context);
      // Each digit is a text of its own, larger than all else.
      const digits = async () =>
        (await tv.text())
          .split('\n')
          .filter((text) => /^\d$/.test(text))
          .join('');
      // Not `expect.poll`, which runs in tests alone: benches and preparations open televisions, too.
      while (!/^\d{6}$/.test(await digits())) await tv.page.waitForTimeout(50);
      const code = await digits();
      const clerk = await connectStaff(center, 'clerk');
      const { households } = await clerk.get('people:households', { search: door });
      await clerk.get('people:claimBox', { code, householdId: households[0]?.id ?? '', name: '客厅' });
      clerk.close();
      await tv.sees('一键点餐');
      return tv;
    },
    async console(login, password = SAMPLE_PASSWORD) {
      const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(`${center.url}/console/`);
      await page.fill('input[name=login]', login);
      await page.fill('input[name=password]', password);
      await page.click('button[type=submit]');
      await page.getByText('退出').waitFor();
      return page;
    },
    async end() {
      await browser.close();
      await center.stop();
    },
  };
}
