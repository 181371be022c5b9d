import { sql } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, disconnect } from '../../src/center/database/database.ts';
import { silentLog } from '../../src/center/log.ts';
import { addDays, dayOf } from '../../src/protocol/time.ts';
import { connectStaff } from '../../src/testing/harness.ts';
import type { Television } from '../../src/testing/television.ts';
import { beginJourney, type Journey } from './journey.ts';

let journey: Journey;
let tv: Television;
let phone: Page;

beforeAll(async () => {
  journey = await beginJourney();
  tv = await journey.television();
  const context = await journey.browser.newContext({
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
  });
  phone = await context.newPage();
});
afterAll(() => journey.end());

/** What a phone reads in the code on the screen. */
async function codeOnScreen(): Promise<string> {
  const db = connect(journey.center.connection, silentLog);
  const { rows } = await db.execute<{ code_url: string }>(
    sql`SELECT code_url FROM payments_gateway_order ORDER BY created_at DESC LIMIT 1`,
  );
  await disconnect(db);
  return journey.center.url + rows[0]?.code_url;
}

/** Every dish of the coming days costs this, so that a sum is known whatever the hour. */
async function priceAll(priceFen: number): Promise<void> {
  const today = dayOf(Date.now());
  for (const login of ['canteen', 'halal']) {
    const canteen = await connectStaff(journey.center, login);
    for (const day of [0, 1, 2].map((n) => addDays(today, n))) {
      for (const { merchantId, meal, items } of (await canteen.get('meals:plan', { day })).menus) {
        const planned = items.map(({ dishId, portions }) => ({ dishId, portions, priceFen }));
        const times = { cutoff: '23:59', from: '11:30', to: '12:30' };
        await canteen.get('meals:saveMenu', { merchantId, day, meal, ...times, items: planned });
      }
    }
    canteen.close();
  }
}

/** From home to the last screen of an order of one dish. */
async function toCheck(): Promise<void> {
  await tv.press('home', '0', '6');
  await tv.sees('第一次点餐');
  await tv.press('ok');
  await tv.sees('还没有点菜');
  await tv.press('ok');
  // What the person should not eat is asked about first.
  if ((await tv.layers()).length > 0) await tv.press('right', 'ok');
  await tv.press('right', 'ok');
  await tv.sees('请看一看，再下单');
}

test('topping up by QR code takes at most eight keys from home, and the television moves on by itself', async () => {
  const before = tv.presses();
  await tv.press('2', '1');
  await tv.sees('现金余额');
  await tv.sees('助餐补贴');
  await tv.press('ok');
  await tv.sees('充值多少');
  await tv.press('ok');
  await tv.sees('用手机扫左边的码');
  expect(tv.presses() - before).toBeLessThanOrEqual(8);

  const code = await codeOnScreen();
  await phone.goto(code);
  await phone.getByText('¥100').waitFor();
  await phone.getByRole('button', { name: '确认付款' }).dblclick();
  await phone.getByText(/付款成功|已经用过了/).waitFor();
  await tv.sees('到账了，充值 100 元');
  await tv.sees('现在余额 300 元');
  await phone.goto(code);
  await phone.getByText('已经用过了').waitFor();
  await tv.press('ok');
  await tv.sees('现金余额');
});

test('a clerk tops up at the counter, and the television on its page shows it without being asked', async () => {
  const page = await journey.console('clerk');
  await page.goto(`${journey.center.url}/console/#/people/households`);
  await page.getByText('2门301').first().click();
  await page.getByLabel('充值多少元').fill('56.5');
  await page.getByRole('button', { name: '现金充值' }).click();
  await page.locator('.ant-popconfirm, .ant-popover').getByRole('button', { name: '现金充值' }).click();
  await page.getByText(/已充值，收据号 \d{4}-\d{6}/).waitFor();
  await page.getByRole('button', { name: '打印收据' }).first().waitFor();
  await tv.sees('356.5');
  await page.reload();
  await page.getByText('356.5 元').waitFor();
  await page.context().close();
});

test('a relative is named, and a large sum waits for a yes on the phone; a meal is paid from its subsidy first', async () => {
  const clerk = await connectStaff(journey.center, 'clerk');
  const { households } = await clerk.get('people:households', { search: '2门301' });
  const invited = { householdId: households[0]?.id ?? '', relation: 'daughter' as const };
  const { url } = await clerk.get('relatives:inviteFor', invited);
  clerk.close();
  await phone.goto(journey.center.url + url);
  await phone.getByLabel('家里看到的您的名字').fill('王芳');
  await phone.getByRole('button', { name: '接受邀请' }).tap();
  await phone.getByText('家里电视开着').waitFor();

  await tv.moveTo('ListRow:settings', 'down');
  await tv.press('ok');
  await tv.sees('多少钱以上要家人同意');
  await tv.moveTo('ListRow:ask', 'down');
  await tv.press('ok');
  await tv.sees('50 元');
  await tv.moveTo('ListRow:who', 'down');
  // The sample's relatives stand before her.
  for (let n = 0; n < 5 && !(await tv.text()).includes('王芳'); n++) {
    await tv.press('ok');
    await tv.settled();
  }
  await tv.sees('王芳');

  await priceAll(9_000);
  await toCheck();
  await tv.press('ok');
  await tv.sees('等家人同意');
  await phone.getByText('等您同意的付款').waitFor();
  await phone.getByRole('button', { name: '不同意' }).tap();
  await tv.sees('王芳没有同意');
  await tv.press('ok');
  expect(await tv.focus()).toBe('Button:order');
  await tv.press('ok');
  await tv.sees('等家人同意');
  await phone.getByRole('button', { name: '同意付款' }).tap();
  await tv.sees('已下单');

  await tv.press('home', '2', '1');
  await tv.sees('现金余额');
  await tv.press('down', 'ok');
  await tv.sees('助餐补贴、现金余额');
  await tv.press('ok');
  await tv.sees('撤销这笔付款');
  await tv.press('right', 'ok');
  await tv.sees('已撤销，钱退回来了');
  await tv.press('ok', 'back');
  await tv.sees('356.5');
});
