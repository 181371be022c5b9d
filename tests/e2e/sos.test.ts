import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QueueItem } from '../../src/protocol/contracts/desk.ts';
import { connectStaff } from '../../src/testing/harness.ts';
import type { Television } from '../../src/testing/television.ts';
import { beginJourney, type Journey } from './journey.ts';

let journey: Journey;
let tv: Television;

beforeAll(async () => {
  journey = await beginJourney();
  tv = await journey.television();
});
afterAll(() => journey.end());

/** The step that is said large, and not only in the list of all steps beside it. */
const step = (name: string) => new RegExp(`${name}[^]*${name}`);

async function alarms(): Promise<QueueItem[]> {
  const officer = await connectStaff(journey.center, 'officer');
  const { items } = await officer.get('desk:queue', {});
  officer.close();
  return items.filter((item) => item.kind === 'alarm');
}

test('the red key over the menu: an officer takes it, the television follows, and the basket comes back', async () => {
  const desk = await journey.console('officer');
  await tv.press('0', '6');
  await tv.sees('第一次点餐');
  await tv.press('ok');
  await tv.sees('还没有点菜');
  await tv.press('ok');
  await tv.sees('一共 1 份');
  const focus = await tv.focus();

  await tv.press('red');
  await tv.sees('马上为您求助');
  expect(await tv.layers()).toContain('sos');
  // The pre-alarm is on the desk before anything was sent.
  const take = desk.getByRole('button', { name: /接警/ }).first();
  await take.waitFor();
  await tv.press('ok');
  await tv.sees(step('中心已收到'));

  await take.click();
  await tv.sees(step('值班员已接警'));
  await tv.sees('赵值班');
  // The room is called by itself, and stays on the line until somebody hangs up.
  await tv.sees('通话中', 30_000);
  await desk.getByRole('button', { name: /挂断/ }).first().click();
  await tv.seesNot('通话中');
  const officer = await connectStaff(journey.center, 'officer');
  const alarmId = (await alarms())[0]?.id ?? '';
  await officer.get('sos:advance', { alarmId, to: 'dispatched' });
  await tv.sees(step('已派人'));
  await officer.get('sos:close', { alarmId, code: 'test', words: '演练' });
  await tv.sees('秒后自动收起');
  await tv.press('ok');
  await expect.poll(() => tv.layers()).toEqual([]);
  expect(await tv.focus()).toBe(focus);
  await tv.sees('一共 1 份');
  officer.close();
  await desk.context().close();
});

test('Back in the countdown takes it back, and somebody calls all the same', async () => {
  await tv.press('red');
  await tv.sees('马上为您求助');
  await tv.press('back');
  await tv.sees('已取消');
  const item = (await alarms()).find((alarm) => alarm.state === 'cancelled');
  expect(item).toMatchObject({ closed: false });
  await tv.press('ok');
  await tv.seesNot('值班员会打电话问一声');
});

test('with the center dead the screen says to dial 120, goes on sending, and it stays one alarm', async () => {
  const before = (await alarms()).length;
  await journey.center.kill();
  await tv.press('red');
  await tv.sees('马上为您求助');
  await tv.press('ok');
  await tv.sees('请马上拨打 120');
  await tv.press('red');
  await journey.center.start();
  await tv.sees(step('中心已收到'), 30_000);
  await tv.settled();
  const open = await alarms();
  expect(open).toHaveLength(before + 1);
});
