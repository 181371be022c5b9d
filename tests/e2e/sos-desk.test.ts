import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Television } from '../../src/testing/television.ts';
import { beginJourney, type Journey } from './journey.ts';

let journey: Journey;
let tv: Television;
let desk: Page;

beforeAll(async () => {
  journey = await beginJourney();
  tv = await journey.television();
  desk = await journey.console('officer');
});
afterAll(() => journey.end());

/** The step that is said large, and not only in the list of all steps beside it. */
const step = (name: string) => new RegExp(`${name}[^]*${name}`);
const line = () => desk.getByLabel('电视首页上的一行话');

async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByText(name, { exact: true }).click();
}

async function close(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: /结束这次求助/ }).click();
  await page.getByText(code, { exact: true }).click();
  await page.getByRole('button', { name: '结束求助' }).click();
  await page.getByText('按下到结束').waitFor();
}

test('an alarm comes over half-typed words, is taken by key, handed over and closed, and the words are still there', async () => {
  await open(desk, '通知和天气');
  await line().click();
  await desk.keyboard.press('End');
  await desk.keyboard.type('，请带医保卡');
  const words = await line().inputValue();

  await tv.press('red');
  await tv.sees('马上为您求助');
  const alarm = desk.getByRole('alertdialog');
  await alarm.getByText('3号楼 2门301').waitFor();
  // Whoever is typing on must neither take it nor send it away.
  for (const key of ['Enter', ' ', 'Escape', 'x']) await desk.keyboard.press(key);
  expect(await alarm.isVisible()).toBe(true);
  await tv.press('ok');
  await tv.sees(step('中心已收到'));

  await desk.keyboard.press('F2');
  // The console has called the room by itself, and the television has answered.
  await tv.sees('正在通话');
  const page = desk.getByRole('dialog', { name: '一件警报' });
  await page.getByText('要通知的人').waitFor();
  expect(await alarm.isVisible()).toBe(false);
  const daughter = page.locator('.sos-person-line', { hasText: '王丽' });
  await daughter.getByText('138-0000-0301').waitFor();
  await daughter.getByRole('button', { name: '联系上了' }).click();
  await daughter.getByText('已联系上').waitFor();
  await page.getByLabel(/^社区地图：3号楼 2门301/).waitFor();

  const second = await journey.console('officer2');
  await page.getByRole('button', { name: /转给别人/ }).click();
  await desk.getByRole('radio', { name: '钱值班' }).click();
  await desk.getByRole('button', { name: '转过去' }).click();
  await page.getByText(/已转给钱值班/).waitFor();
  await second.getByRole('alertdialog').getByText('转给您的，请马上接手').waitFor();
  expect(await alarm.isVisible()).toBe(false);
  await second.keyboard.press('F2');
  await page.getByText(/^钱值班正在处理/).waitFor();
  await close(second, '跌倒');
  await tv.sees('秒后自动收起');
  await tv.press('ok');
  await second.context().close();

  await page.getByRole('button', { name: /回到刚才那一页/ }).click();
  expect(await line().inputValue()).toBe(words);
  await expect.poll(() => line().evaluate((field) => field === document.activeElement)).toBe(true);
});

test('the report counts it, with its code and the share within a minute', async () => {
  await open(desk, '接警时间');
  const owner = desk.locator('section', { has: desk.getByRole('heading', { name: '按下到接警' }) }).last();
  await owner.getByText('（1/1）').first().waitFor();
  await owner.getByText('目标是 97.5 % 在 60 秒以内：达到了。').waitFor();
  await desk.getByRole('cell', { name: '跌倒' }).waitFor();
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('link', { name: /下载表格/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
});

test('practice is striped from first to last, and does not count', async () => {
  await open(desk, '住户和机顶盒');
  await desk.getByRole('cell', { name: '3号楼 2门301' }).click();
  await desk.getByRole('button', { name: '开始演练' }).click();
  await desk.locator('.ant-popconfirm').getByRole('button', { name: '开始演练' }).click();
  await desk.getByText(/^正在演练，还有/).waitFor();
  await tv.sees('现在是演练');

  await tv.press('red');
  await tv.press('ok');
  await tv.sees('这是演练。真的不舒服，请告诉值班员。');
  const alarm = desk.getByRole('alertdialog');
  await alarm.getByText('这是演练，不是真的求助。').waitFor();
  expect(await alarm.getAttribute('class')).toContain('drill-frame');
  await desk.keyboard.press('F2');
  await tv.sees('正在通话');
  // The box's own frame and word, from the countdown to the end.
  await tv.sees(/^演练$/m);
  const page = desk.getByRole('dialog', { name: '一件警报' });
  await page.locator('.drill-strip').waitFor();
  await page.getByRole('button', { name: /结束这次求助/ }).click();
  // Practice ends as a test.
  await desk.getByRole('button', { name: '结束求助' }).click();
  await page.getByText('按下到结束').waitFor();
  await page.getByRole('button', { name: /回到刚才那一页/ }).click();

  await open(desk, '接警时间');
  await desk.getByText('（1/1）').first().waitFor();
  expect(await desk.getByRole('cell', { name: '测试' }).count()).toBe(0);
});
