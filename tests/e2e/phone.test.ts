import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectStaff } from '../../src/testing/harness.ts';
import type { Television } from '../../src/testing/television.ts';
import { beginJourney, type Journey } from './journey.ts';

let journey: Journey;
let tv: Television;
let phone: Page;
let relativeId: string;

beforeAll(async () => {
  journey = await beginJourney();
  tv = await journey.television();
});
afterAll(() => journey.end());

/** By the end of its name: the console's icons have names of their own in front. */
const button = (page: Page | Locator, name: string) => page.getByRole('button', { name: new RegExp(`(^| )${name}$`) });
/** A living picture of the other side: its clock runs. */
async function seesPicture(page: Page): Promise<void> {
  const clock = () =>
    page.evaluate(
      () => document.querySelector<HTMLVideoElement>('.picture:not(.picture-own), .call-remote')?.currentTime ?? 0,
    );
  await expect.poll(clock).toBeGreaterThan(0);
}

test('an invitation is taken on a phone; the home answers it, refuses it, calls it, and it hangs up', async () => {
  const clerk = await connectStaff(journey.center, 'clerk');
  const { households } = await clerk.get('people:households', { search: '2门301' });
  const invited = { householdId: households[0]?.id ?? '', relation: 'grandchild' as const };
  const { url, relative } = await clerk.get('relatives:inviteFor', invited);
  relativeId = relative.id;
  clerk.close();

  const context = await journey.browser.newContext({
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
  });
  phone = await context.newPage();
  await phone.goto(`${journey.center.url}${url}`);
  await phone.getByText('张德福、王秀英 家请您').waitFor();
  await phone.getByLabel('家里看到的您的名字').fill('小雨');
  await button(phone, '接受邀请').tap();
  await phone.getByText('家里电视开着').waitFor();
  expect(phone.url()).not.toContain('#');

  await button(phone, '视频通话').tap();
  await tv.sees('小雨 来电');
  await tv.press('ok');
  await phone.getByText(/^通话中/).waitFor();
  await seesPicture(phone);
  await button(phone, '关声音').tap();
  await button(phone, '挂断').tap();
  await phone.getByText('通话结束了').waitFor();
  await button(phone, '知道了').tap();
  await tv.sees('通话结束了');
  await tv.press('back');

  await button(phone, '只用声音').tap();
  await tv.sees('小雨 来电');
  await tv.press('back');
  await phone.getByText('对方现在不方便接').waitFor();
  await button(phone, '知道了').tap();

  await tv.press('2', '3');
  await tv.sees('小雨');
  await tv.moveTo(`Tile:relative:${relativeId}`, 'down', 3);
  await tv.press('ok');
  await phone.getByText('请您视频通话').waitFor();
  await button(phone, '接听').tap();
  await phone.getByText(/^通话中/).waitFor();
  await button(phone, '挂断').tap();
  await button(phone, '知道了').tap();
  await phone.getByText('最近通话').waitFor();
});

test('the phone calls the desk: held, taken back, handed to a colleague, with words on its screen', async () => {
  const [desk, second] = [await journey.console('officer'), await journey.console('officer2')];
  await button(phone, '打给服务中心').tap();
  await second.getByText('孙辈 小雨 来电').waitFor();
  await button(desk, '接听').click();
  await phone.getByText(/^通话中/).waitFor();
  await Promise.all([seesPicture(phone), seesPicture(desk)]);
  // Whoever did not take it is left alone.
  await second.getByText('孙辈 小雨 来电').waitFor({ state: 'detached' });
  await desk.getByRole('navigation').getByText('通知和天气', { exact: true }).click();
  await button(desk, '您慢慢说，我听着。').click();
  await phone.getByText('您慢慢说，我听着。').waitFor();

  await button(desk, '保持').click();
  await phone.getByText('对方请您稍等').waitFor();
  await button(desk, '接回').click();
  await phone.getByText(/^通话中/).waitFor();
  await button(desk, '转交').click();
  await desk.getByRole('radio', { name: '钱值班' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: '转交' }).click();
  await phone.getByText('正在转给同事').waitFor();
  await second.getByText('由同事转来').waitFor();
  await button(second, '接听').click();
  await phone.getByText(/^通话中/).waitFor();
  await Promise.all([seesPicture(phone), seesPicture(second)]);
  expect(await desk.getByLabel('通话中的窗口').isVisible()).toBe(false);

  // Revoked in the middle: it is over on both sides, and the camera is off.
  const officer = await connectStaff(journey.center, 'officer');
  await officer.get('relatives:revokeFor', { relativeId });
  officer.close();
  await phone.getByText('这里已经停用了').waitFor();
  await second.getByLabel('通话中的窗口').waitFor({ state: 'detached' });
  expect(await phone.locator('video').count()).toBe(0);
  await second.context().close();
  await desk.context().close();
});

test('an officer takes a call for help: the room is connected by itself, and reads what the officer writes', async () => {
  const desk = await journey.console('officer');
  await tv.press('home', 'red');
  await tv.sees('马上为您求助');
  await tv.press('ok');
  await desk.getByRole('alertdialog').getByText('3号楼 2门301').waitFor();
  await desk.keyboard.press('F2');
  const room = desk.getByLabel('和家里通话');
  await room.getByText(/^通话中/).waitFor();
  await tv.sees('正在通话');
  await button(room, '请不要动，等人来。').click();
  await tv.sees('请不要动，等人来。');
  await room.getByRole('button', { name: '挂断' }).click();
  await room.getByText('通话结束了').waitFor();
  await button(room, '再打一次').click();
  await room.getByText(/^通话中/).waitFor();
});
