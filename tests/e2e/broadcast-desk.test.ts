import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Television } from '../../src/testing/television.ts';
import { beginJourney, type Journey } from './journey.ts';

const PLACE = '昔阳里社区';

let journey: Journey;
let first: Television;
let second: Television;
let writer: Page;
let approver: Page;

beforeAll(async () => {
  journey = await beginJourney();
  first = await journey.television();
  writer = await journey.console('broadcaster');
  approver = await journey.console('approver');
});
afterAll(() => journey.end());

const open = (page: Page, name: string) => page.getByRole('navigation').getByText(name, { exact: true }).click();
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

/** Makes a key in this person's own browser. */
async function enrol(page: Page): Promise<void> {
  await open(page, '签名钥匙');
  await press(page, '在这台电脑上办一把钥匙');
  await page.getByText('可以签名，有效到').waitFor();
}

/** Begins from a template, fills its one gap, and means the whole community. */
async function begin(page: Page, menu: string, template: RegExp, gap: string): Promise<void> {
  await open(page, menu);
  await press(page, template);
  await page.getByLabel('第 1 处空白').fill(gap);
  await press(page, '全社区');
  await page.getByText('户，2 台机顶盒').waitFor();
}

/** The last look, with the place typed by hand. */
async function look(page: Page): Promise<void> {
  await press(page, /看最后一遍/);
  await page.getByLabel(/请亲手输入地点/).fill(PLACE);
}

/** Approves what waits longest, from the bar that stands over every page. */
async function approve(): Promise<void> {
  await press(approver, '看一看');
  await approver.getByLabel(/请亲手输入地点/).fill(PLACE);
  await press(approver, /批准并发出/);
  await approver.getByText('发出去了').first().waitFor();
}

/** Speaks into the microphone for a moment, listens, and keeps it: what boxes get is a WAV that all of them can play. */
async function recordVoice(page: Page): Promise<void> {
  await press(page, '录一段');
  await press(page, '开始录');
  await page.getByText('还剩 29 秒').waitFor();
  await page.getByRole('button', { name: '停', exact: true }).click();
  await press(page, '就用这一段');
  await page.getByText('电视上放这一段').waitFor();
  const url = await page.locator('audio').getAttribute('src');
  const wav = Buffer.from(await (await fetch(`${journey.center.url}${url ?? ''}`)).arrayBuffer());
  expect(wav.toString('latin1', 0, 4)).toBe('RIFF');
  // 16-bit PCM, one channel, 16 kHz, for about a second.
  expect([wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)]).toEqual([
    1, 1, 16_000, 16,
  ]);
  expect(wav.length).toBeGreaterThan(16_000);
}

const onScreens = (page: Page) => page.locator('.sent-valid').first();

/** Takes off what is on screens, in two presses. */
async function stop(page: Page): Promise<void> {
  await onScreens(page).getByRole('button', { name: '停止' }).click();
  await page.locator('.ant-popconfirm').getByRole('button', { name: '停止' }).click();
}

test('an orange warning in changed words takes two people, reaches two televisions, and is counted', async () => {
  second = await journey.televisionBehind('2门101');
  await enrol(writer);
  await begin(writer, '写广播', /暴雪橙色/, '今天夜里');
  await press(writer, '自己改文字');
  await writer.getByLabel('正文').fill('今天夜里有暴雪，请待在家里。');
  await writer.getByText('橙色要请另一个人审批').waitFor();
  await look(writer);
  await press(writer, /交给审批/);
  await writer.getByText('等另一个人审批').waitFor();
  // Who writes has no page to approve on.
  expect(await writer.getByRole('navigation').getByText('审批', { exact: true }).count()).toBe(0);

  // Without a key of one's own nothing can be approved, typed place or not.
  await press(approver, '看一看');
  await approver.getByLabel(/请亲手输入地点/).fill(PLACE);
  await approver.getByText('还没有签名钥匙').waitFor();
  expect(await approver.getByRole('button', { name: /批准并发出/ }).isDisabled()).toBe(true);
  await enrol(approver);
  await press(approver, '看一看');
  const go = approver.getByRole('button', { name: /批准并发出/ });
  await approver.getByText('用您在这台电脑上的钥匙签名').waitFor();
  expect(await go.isDisabled()).toBe(true);
  await approver.getByLabel(/请亲手输入地点/).fill('昔阳里');
  expect(await go.isDisabled()).toBe(true);
  await approver.getByLabel(/请亲手输入地点/).fill(PLACE);
  await go.click();

  await first.sees('请待在家里');
  await second.sees('请待在家里');
  // The author sees it without touching anything.
  await writer.getByText('批准了，已经发出去了').waitFor();
  await press(writer, '看送达情况');
  await onScreens(writer).getByText('收到 2 / 2').waitFor();
  await onScreens(writer).getByText('播出 2 / 2').waitFor();
  const confirmed = async () => {
    await first.press('ok');
    return first.layers();
  };
  // A remote's OK counts once it was said.
  await expect.poll(confirmed, { timeout: 30_000 }).toEqual([]);
  await onScreens(writer).getByText('知道了 1 / 2').waitFor();
  await writer.getByText('还没有回应的住户：1 户').waitFor();
});

test('one person stops it, in two presses', async () => {
  await stop(writer);
  await expect.poll(() => second.layers()).toEqual([]);
  await writer.getByText('已停止').waitFor();
});

test('an orange template with nothing but its gap filled is one person’s', async () => {
  await begin(writer, '写广播', /积水橙色|积水/, '菜市场门口');
  await look(writer);
  await press(writer, '发出橙色广播');
  await first.sees('菜市场门口积水很深');
  await stop(writer);
  await expect.poll(() => first.layers()).toEqual([]);
});

test('a red one comes back with words, goes out with two signatures, and is corrected on the same screens', async () => {
  await begin(writer, '写广播', /燃气泄漏/, '3号楼');
  await recordVoice(writer);
  await look(writer);
  await press(writer, /交给审批/);
  await press(approver, '看一看');
  await press(approver, /退回去改/);
  await approver.getByLabel('为什么').fill('写清楚是几单元');
  await approver.getByRole('dialog').getByRole('button', { name: '退回去改' }).click();
  await writer.getByText('退回来了：写清楚是几单元').waitFor();
  await writer.getByLabel('第 1 处空白').fill('3号楼2单元');
  await look(writer);
  await press(writer, /交给审批/);
  await approve();

  await first.sees('3号楼2单元燃气泄漏');
  expect(await first.layers()).toContain('red');
  await onScreens(approver).getByText('已签名 吴宣传、郑主任').waitFor();
  await onScreens(approver).getByRole('button', { name: '更正', exact: true }).click();
  await press(approver, '发出更正');
  await first.sees('刚才的预警发错了');
  await second.sees('刚才的预警发错了');
  await approver.getByText('已更正').waitFor();
  await stop(approver);
  await expect.poll(() => first.layers()).toEqual([]);
});

test('a drill is written on a page of its own and says so on the screen', async () => {
  await begin(writer, '演练', /楼内着火/, '2号楼');
  await writer.getByText('这一页发出的都是演练').waitFor();
  await look(writer);
  expect(await writer.getByText('实际', { exact: true }).count()).toBe(0);
  await press(writer, '开始演练');
  await first.sees('演练');
  await stop(writer);
  await expect.poll(() => first.layers()).toEqual([]);
});

test('words that were written while the center was dead are there when it is back', async () => {
  await open(writer, '写广播');
  await press(writer, '从空白开始');
  await writer.getByLabel('标题').fill('停水通知');
  await writer.getByText('已存到中心').waitFor();
  await journey.center.kill();
  await writer.getByLabel('正文').fill('明天上午停水。');
  await writer.getByText('不会丢').waitFor({ timeout: 40_000 });
  await journey.center.start();
  await writer.getByText('已存到中心').waitFor({ timeout: 30_000 });
  await writer.reload();
  await open(writer, '写广播');
  await writer.getByText('停水通知').waitFor();
  await press(writer, '接着写');
  expect(await writer.getByLabel('正文').inputValue()).toBe('明天上午停水。');
}, 120_000);
