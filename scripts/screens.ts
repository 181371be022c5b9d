import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { SAMPLE_PASSWORD } from '../src/center/sample/people.ts';
import type { Draft } from '../src/services/broadcast/protocol.ts';
import { openNewsroom } from '../src/testing/broadcaster.ts';
import { type CenterProcess, startCenterProcess } from '../src/testing/center-process.ts';
import { connectStaff } from '../src/testing/harness.ts';
import { openBrowser, openTelevision, type Television } from '../src/testing/television.ts';
import { livingConsole, livingTelevision } from './living-screens.ts';

/**
 * `npm run screens`: takes the pictures of docs/screens, the TV at 1920 × 1080 in normal and big text (`-big`), the
 * console at 1366 × 768. They are made to be looked at.
 */
const folder = join(import.meta.dirname, '../docs/screens');
mkdirSync(folder, { recursive: true });
/** `tv`, `console`, or nothing for both. */
const wanted = process.argv[2];
const browser = await openBrowser();

/** 256 colours are enough for flat pictures, at a fifth of the size. */
async function keep(page: Page, name: string): Promise<void> {
  await sharp(await page.screenshot())
    .png({ palette: true })
    .toFile(join(folder, `${name}.png`));
}

const WARNINGS = {
  notice: ['社区通知', '周三上午九点，社区医生在活动室量血压，欢迎来。'],
  blue: ['大风蓝色预警', '今晚阵风七级，请收好阳台上的花盆，少出门。'],
  yellow: ['道路结冰黄色预警', '明早路面结冰，请等太阳出来再出门，走路扶栏杆。'],
  orange: ['暴雪橙色预警', '今天夜里有暴雪，请不要出门，需要买药买菜请打服务中心电话。'],
  red: ['燃气泄漏，马上离开', '3号楼燃气泄漏。不要开灯，不要打电话，马上走楼梯到广场集合。'],
} as const;

/** The step that is said large, and not only in the list of all steps beside it. */
const step = (name: string) => new RegExp(`${name}[^]*${name}`);

async function televisionScreens(center: CenterProcess, context: BrowserContext, suffix: string): Promise<void> {
  const tv = await openTelevision(browser, center.url, { context });
  const take = async (name: string) => {
    // Letters that come late, and focus frames that grow, are to be at rest.
    await tv.page.waitForTimeout(900);
    await keep(tv.page, name + suffix);
  };
  await tv.online();
  await tv.sees('一键点餐');
  await take('home');
  await settingsAndMeals(tv, take);
  await livingTelevision(tv, take);
  await warnings(center, tv, take);
  await rescue(center, tv, take);
  await practice(center, tv, take);
  await tv.press('home');
  await tv.sees('一键点餐');
  await center.kill();
  await tv.sees('没连上');
  await take('home-offline');
  await tv.press('0', '6');
  await take('meals-offline');
  await tv.press('red', 'ok');
  await tv.sees('120');
  await take('sos-undelivered');
  await center.start();
  await tv.sees(step('中心已收到'), 30_000);
  await closeAlarms(center);
  await tv.sees('秒后自动收起');
  await tv.press('ok');
  await tv.close();
}

async function settingsAndMeals(tv: Television, take: (name: string) => Promise<void>): Promise<void> {
  await tv.press('up');
  // What is under way stands between the first tile and the settings.
  if ((await tv.focus()).startsWith('ListRow')) await tv.press('up');
  await tv.moveTo('Button:settings', 'right');
  await tv.press('ok');
  await tv.sees('大字');
  await take('settings');
  await tv.press('home', 'back', 'up');
  await tv.moveTo(/:mine$/, 'left');
  await tv.press('ok');
  await tv.sees(/现在没有正在办的事|前，/);
  await take('mine-before');
  await tv.press('home', '0', '6');
  await tv.sees('我的订单');
  await take('meals');
  if (!(await tv.focus()).startsWith('ListRow')) await tv.press('right');
  await tv.press('ok');
  await tv.sees('还没有点菜');
  await tv.press('ok', 'down');
  await take('meals-menu');
  await tv.press('right', 'ok');
  await tv.sees('请看一看，再下单');
  await take('meals-check');
  await tv.press('ok');
  await tv.sees('已下单');
  await take('meals-order');
  await tv.press('home', '0', '6');
  await tv.sees('再来一份');
  await take('meals-usual');
  await tv.press('home', 'back');
  await tv.sees('我的事 ');
  await take('home-mine');
  await tv.press('up', 'ok');
  await tv.sees('接了单马上告诉您');
  await take('mine');
}

async function warnings(center: CenterProcess, tv: Television, take: (name: string) => Promise<void>): Promise<void> {
  const newsroom = await openNewsroom(center);
  const { writer } = newsroom;
  const send = (level: keyof typeof WARNINGS, part: Partial<Draft> = {}) => {
    const [headline, body] = WARNINGS[level];
    const expiresAt = new Date(Date.now() + 7_200_000).toISOString();
    return newsroom.send({ level, headline, body, sender: '昔阳里社区服务中心', expiresAt, ...part });
  };
  for (const level of ['notice', 'blue', 'yellow', 'orange', 'red'] as const) {
    const { id } = await send(level);
    await tv.sees(WARNINGS[level][0]);
    await take(`warning-${level}`);
    if (level === 'red') {
      await tv.page.waitForTimeout(12_000);
      await tv.press('ok');
      await take('warning-banner');
      await writer.get('broadcast:correct', { id, body: '刚才的预警发错了，没有燃气泄漏，请不要担心。' });
      await tv.sees('更正');
      await take('warning-correction');
      await tv.press('ok');
      continue;
    }
    await writer.get('broadcast:stop', { id });
    await tv.page.waitForTimeout(8_000);
  }
  for (const level of ['orange', 'red'] as const) {
    const { id } = await send(level, { drill: true, headline: '疏散演练' });
    await tv.sees('演练');
    await take(`drill-${level}`);
    await writer.get('broadcast:stop', { id });
    await tv.page.waitForTimeout(2_000);
  }
  await tv.press('home', '0', '2');
  await tv.sees('已解除');
  await take('broadcast');
  await tv.press('ok');
  await take('broadcast-warning');
  await tv.press('home');
  newsroom.close();
}

async function rescue(center: CenterProcess, tv: Television, take: (name: string) => Promise<void>): Promise<void> {
  await tv.press('home', '0', '1');
  await tv.sees('红键');
  await take('sos');
  await tv.press('red');
  await tv.sees('马上为您求助');
  await take('sos-countdown');
  await tv.press('ok');
  await tv.sees(step('中心已收到'));
  await take('sos-sent');
  const officer = await connectStaff(center, 'officer');
  const { items } = await officer.get('desk:queue', {});
  const alarmId = items.find((item) => item.kind === 'alarm' && !item.closed)?.id ?? '';
  await officer.get('sos:take', { alarmId });
  await officer.get('sos:advance', { alarmId, to: 'dispatched' });
  await tv.sees(step('已派人'));
  await take('sos-dispatched');
  await tv.press('ok');
  await take('sos-banner');
  await tv.press('red');
  await officer.get('sos:close', { alarmId, code: 'test', words: '演练' });
  await tv.sees('秒后自动收起');
  await take('sos-closed');
  await tv.press('ok');
  officer.close();
}

/** A drill, and an alarm that was taken back and called back in vain. */
async function practice(center: CenterProcess, tv: Television, take: (name: string) => Promise<void>): Promise<void> {
  const officer = await connectStaff(center, 'officer');
  const { households } = await officer.get('people:households', { search: '2门301' });
  await officer.get('sos:startDrill', { householdId: households[0]?.id ?? '' });
  await tv.sees('现在是演练');
  await take('sos-drill-banner');
  await tv.press('red');
  await tv.sees('演练：');
  await take('sos-drill-countdown');
  await tv.press('ok');
  await tv.sees(step('中心已收到'));
  await take('sos-drill-sent');
  await closeAlarms(center);
  await tv.sees('秒后自动收起');
  await take('sos-drill-closed');
  await tv.press('ok', 'red', 'back');
  await tv.sees('已取消');
  await tv.settled();
  const { items } = await officer.get('desk:queue', {});
  const alarmId = items.find((item) => item.state === 'cancelled' && !item.closed)?.id ?? '';
  await officer.get('sos:take', { alarmId });
  await officer.get('sos:callBack', { alarmId, outcome: 'not-reached', words: '' });
  await tv.sees('没有联系上您');
  await take('sos-unreached');
  await closeAlarms(center);
  await tv.sees('秒后自动收起');
  await tv.press('ok');
  officer.close();
}

async function closeAlarms(center: CenterProcess): Promise<void> {
  const officer = await connectStaff(center, 'officer');
  const { items } = await officer.get('desk:queue', {});
  for (const { id } of items.filter((item) => item.kind === 'alarm' && !item.closed)) {
    await officer.get('sos:take', { alarmId: id });
    await officer.get('sos:close', { alarmId: id, code: 'test', words: '演练' });
  }
  officer.close();
}

async function signedOut(center: CenterProcess): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`${center.url}/console/`);
  await page.waitForSelector('input[name=login]');
  return page;
}

async function signIn(page: Page, login: string): Promise<Page> {
  await page.fill('input[name=login]', login);
  await page.fill('input[name=password]', SAMPLE_PASSWORD);
  await page.click('button[type=submit]');
  await page.getByText('退出').waitFor();
  return page;
}

const signedIn = async (center: CenterProcess, login: string) => signIn(await signedOut(center), login);

async function consoleScreens(center: CenterProcess, tv: Television): Promise<void> {
  const open = async (login: string): Promise<Page> => {
    const page = await signedOut(center);
    if (login === 'officer') await take(page, 'console-login');
    return signIn(page, login);
  };
  const take = async (page: Page, name: string) => {
    await page.waitForTimeout(1_200);
    await keep(page, name);
  };
  const goTo = (page: Page, name: string) => page.getByRole('navigation').getByText(name).first().click();

  await tv.press('0', '6');
  await tv.sees('我的订单');
  await tv.press('ok', 'ok', 'right', 'ok', 'ok');
  await tv.press('home');
  const kitchen = await open('canteen');
  await take(kitchen, 'console-queue-canteen');
  for (const [menu, name] of [
    ['订单', 'console-board'],
    ['配餐单', 'console-picklist'],
    ['排菜单', 'console-menus'],
    ['菜品', 'console-dishes'],
  ] as const) {
    await goTo(kitchen, menu);
    await take(kitchen, name);
  }
  await goTo(kitchen, '店铺信息');
  await take(kitchen, 'console-merchant-own');
  const office = await open('admin');
  for (const [path, name] of [
    ['house/profile', 'console-profile'],
    ['house/merchants', 'console-merchants'],
    ['house/staff', 'console-staff-merchants'],
  ] as const) {
    await office.goto(`${center.url}/console/#/${path}`);
    await take(office, name);
  }
  await livingConsole(office, center.url, take);
  await office.context().close();
  const desk = await open('officer');
  await broadcastPages(center, desk, goTo, take);
  await tv.press('red', 'ok');
  await desk.getByRole('alertdialog').waitFor();
  await take(desk, 'console-alarm');
  await desk.keyboard.press('F2');
  await desk.getByRole('button', { name: /看救助卡/ }).click();
  await take(desk, 'console-alarm-taken');
  await closeAlarms(center);
  await desk.getByRole('button', { name: /回到刚才那一页/ }).click();
  for (const [menu, name] of [
    ['住户和机顶盒', 'console-households'],
    ['网格员和主管', 'console-responders'],
    ['社区地图', 'console-map'],
    ['接警时间', 'console-report'],
  ] as const) {
    await goTo(desk, menu);
    await take(desk, name);
  }
  const admin = await open('admin');
  for (const [menu, name] of [
    ['预警来源', 'console-sources'],
    ['外部连接', 'console-connectors'],
    ['操作记录', 'console-audit'],
  ] as const) {
    const entry = admin.getByRole('navigation').getByText(menu).first();
    await entry.click();
    await take(admin, name);
  }
}

/** One warning on the air, one that waits for another person, and the pages around them. */
async function broadcastPages(
  center: CenterProcess,
  desk: Page,
  goTo: (page: Page, name: string) => Promise<void>,
  take: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const newsroom = await openNewsroom(center);
  const { writer } = newsroom;
  const [headline, body] = WARNINGS.orange;
  const { id } = await newsroom.send({ level: 'orange', headline, body });
  const [redHeadline, redBody] = WARNINGS.red;
  const red = await newsroom.prepare({ level: 'red', hazard: 'gas', headline: redHeadline, body: redBody });
  const { hash, audienceName: typedPlace } = red;
  await writer.get('broadcast:submit', { id: red.id, hash, typedPlace, signature: writer.sign(red.content) });
  await goTo(desk, '写广播');
  await take(desk, 'console-broadcast-write');
  await goTo(desk, '发出的');
  await desk.getByRole('button', { name: '送达情况' }).first().click();
  await take(desk, 'console-broadcast-sent');
  await goTo(desk, '演练');
  await take(desk, 'console-broadcast-drill');
  await goTo(desk, '模板');
  await take(desk, 'console-broadcast-templates');
  const approver = await signedIn(center, 'approver');
  await goTo(approver, '审批');
  await take(approver, 'console-broadcast-approve');
  await goTo(approver, '签名钥匙');
  await take(approver, 'console-broadcast-keys');
  await approver.context().close();
  await writer.get('broadcast:stop', { id });
  await writer.get('broadcast:discard', { id: red.id });
  newsroom.close();
}

/** The lobby's display, with a notice, and with a warning over all of it. */
async function lobbyScreens(center: CenterProcess): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
  const lobby = await openTelevision(browser, center.url, { context, mode: 'screen' });
  const newsroom = await openNewsroom(center);
  const shown = async (level: keyof typeof WARNINGS) => {
    const [headline, body] = WARNINGS[level];
    const { id } = await newsroom.send({ level, headline, body });
    await lobby.sees(headline, 30_000);
    await lobby.page.waitForTimeout(1_200);
    await keep(lobby.page, `lobby-${level}`);
    await newsroom.writer.get('broadcast:stop', { id });
  };
  await lobby.page.waitForTimeout(2_000);
  await keep(lobby.page, 'lobby');
  await shown('notice');
  await shown('red');
  newsroom.close();
  await context.close();
}

try {
  const center = await startCenterProcess({ SAMPLE_MEDIA: 'on' });
  try {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
    if (wanted !== 'console') {
      await televisionScreens(center, context, '');
      await context.addInitScript(() => localStorage.setItem('xiyangli.settings', '{"bigText":true,"voice":false}'));
      await televisionScreens(center, context, '-big');
    }
    const tv = await openTelevision(browser, center.url, { context });
    await tv.online();
    const newcomer = await openTelevision(browser, center.url, { width: 1920, height: 1080 });
    await newcomer.page.waitForTimeout(1_500);
    await keep(newcomer.page, 'enrol');
    await newcomer.close();
    if (wanted !== 'console') await lobbyScreens(center);
    if (wanted !== 'tv') await consoleScreens(center, tv);
  } finally {
    await center.stop();
  }
} finally {
  await browser.close();
}
