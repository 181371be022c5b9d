import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, connectStaff } from '../../src/testing/harness.ts';
import { openTelevision, type Television } from '../../src/testing/television.ts';
import { beginJourney, type Journey } from './journey.ts';

let journey: Journey;
let tv: Television;
let officer: Client;

beforeAll(async () => {
  journey = await beginJourney();
  tv = await journey.television();
  officer = await connectStaff(journey.center, 'broadcaster');
});
afterAll(async () => {
  officer.close();
  await journey.end();
});

function send(level: 'red' | 'orange' | 'yellow' | 'blue', headline: string) {
  return officer.get('broadcast:send', {
    level,
    sender: '昔阳里社区',
    headline,
    body: '请留在家中，关好门窗，等候通知。',
    audience: { kind: 'community' },
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    typedPlace: '昔阳里社区',
  });
}

test('a red warning lies over the basket, is counted, withdrawn, and the basket comes back as it was', async () => {
  await tv.press('0', '6');
  await tv.sees('第一次点餐');
  await tv.press('ok');
  await tv.sees('还没有点菜');
  await tv.press('ok', 'right');
  await tv.sees('一共 1 份');
  const focus = await tv.focus();

  const { warning } = await send('red', '暴雨红色预警');
  await tv.sees('暴雨红色预警');
  await tv.sees('红色');
  expect(await tv.layers()).toContain('red');
  await expect
    .poll(async () => (await officer.get('broadcast:list', {})).sent[0]?.coverage, { timeout: 10_000 })
    .toMatchObject({ boxes: 1, received: 1, shown: 1 });

  // Still the remote's emergency key is above it.
  await tv.press('red');
  await tv.sees('马上为您求助');
  await tv.press('back');
  await tv.press('ok');

  await officer.get('broadcast:cancel', { id: warning.id });
  await expect.poll(() => tv.layers()).toEqual([]);
  expect(await tv.focus()).toBe(focus);
  await tv.sees('一共 1 份');
});

test('yellow is a pop-up that OK takes away, and it is confirmed', async () => {
  await send('yellow', '明天大风');
  await tv.sees('明天大风');
  await tv.press('ok');
  await expect.poll(() => tv.layers()).toEqual([]);
  await expect
    .poll(async () => (await officer.get('broadcast:list', {})).sent[0]?.coverage, { timeout: 10_000 })
    .toMatchObject({ confirmed: 1 });
});

test('a television that was off is shown what is still valid, and not what was withdrawn', async () => {
  await tv.close();
  const { warning } = await send('orange', '已经撤回的');
  await officer.get('broadcast:cancel', { id: warning.id });
  await send('orange', '高温橙色预警');
  tv = await openTelevision(journey.browser, journey.center.url, { context: tv.context });
  await tv.sees('高温橙色预警');
  expect(await tv.text()).not.toContain('已经撤回的');
});

test('the console sends only to a place that was typed', async () => {
  const page = await journey.console('officer');
  await page.getByRole('navigation').getByText('应急广播').click();
  await page.getByText('蓝色').first().click();
  await page.getByLabel('标题').fill('社区通知');
  await page.getByLabel('正文').fill('明天上午九点停水两小时，请提前备水。');
  await page.getByText('全社区').click();
  await page.getByRole('button', { name: /看最后一遍/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const go = dialog.getByRole('button').filter({ hasText: /发/ }).last();
  expect(await go.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('昔阳里社区');
  await go.click();
  await tv.sees('社区通知');
  await page.context().close();
});
