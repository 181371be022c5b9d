import { randomBytes } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectStaff } from '../../src/testing/harness.ts';
import { openTelevision, type Television } from '../../src/testing/television.ts';
import { startTurn, type TestTurn } from '../../src/testing/turn.ts';
import { beginJourney, type Journey } from './journey.ts';

let turn: TestTurn;
let journey: Journey;
let tv: Television;
let phone: Page;
let relativeId: string;

/** A call that nobody answers is over after so long; long enough to answer one on a slow machine. */
const RING_S = 6;

declare global {
  interface Window {
    /** Connections that the page has made. */
    connections?: RTCPeerConnection[];
  }
}

beforeAll(async () => {
  turn = await startTurn();
  const relayed = { TURN_URLS: turn.url, TURN_SECRET: turn.secret, CALL_RELAY_ONLY: 'on' };
  journey = await beginJourney({ ...relayed, CALL_RING_S: String(RING_S) });
  tv = await openTelevision(journey.browser, journey.center.url, {
    context: await watched({ width: 960, height: 540 }),
  });
  await tv.sees('一键点餐');
  phone = await (await watched({ width: 412, height: 915 })).newPage();
  relativeId = await invite();
});
afterAll(async () => {
  await journey.end();
  await turn.stop();
});

/** A browser whose connections can be looked at. */
async function watched(viewport: { width: number; height: number }): Promise<BrowserContext> {
  const context = await journey.browser.newContext({ viewport, locale: 'zh-CN' });
  await context.addInitScript(() => {
    const made: RTCPeerConnection[] = [];
    window.connections = made;
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(...args: ConstructorParameters<typeof RTCPeerConnection>) {
        super(...args);
        made.push(this);
      }
    };
  });
  return context;
}

/** The home's daughter takes an invitation on the phone; gives her id. */
async function invite(): Promise<string> {
  const clerk = await connectStaff(journey.center, 'clerk');
  const { households } = await clerk.get('people:households', { search: '2门301' });
  const invited = { householdId: households[0]?.id ?? '', relation: 'daughter' as const };
  const { url, relative } = await clerk.get('relatives:inviteFor', invited);
  clerk.close();
  await phone.goto(`${journey.center.url}${url}`);
  await phone.getByLabel('家里看到的您的名字').fill('小雨');
  await button('接受邀请').click();
  await phone.getByText('家里电视开着').waitFor();
  return relative.id;
}

const button = (name: string) => phone.getByRole('button', { name: new RegExp(`(^| )${name}$`) });

/** Both ends of the way by which a page's last connection goes, as the browser names them (RFC 8445): host, srflx, relay. */
function wayOf(page: Page): Promise<(string | undefined)[]> {
  return page.evaluate(async () => {
    const reports: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map(
      (await window.connections?.at(-1)?.getStats()) as unknown as Map<string, Record<string, string>>,
    );
    const transport = [...reports.values()].find(({ type }) => type === 'transport');
    const pair = reports.get(transport?.selectedCandidatePairId ?? '');
    return [pair?.localCandidateId, pair?.remoteCandidateId].map((id) => reports.get(id ?? '')?.candidateType);
  });
}

/** Both are on the line, and the other side's picture moves on the phone. */
async function talking(): Promise<void> {
  await expect.poll(() => tv.call(), { timeout: 10_000 }).toMatchObject({ stage: 'talking', link: 'connected' });
  await expect.poll(async () => (await tv.call())?.setUpMs, { timeout: 10_000 }).toBeGreaterThan(0);
  await phone.getByText(/^通话中/).waitFor();
  const clock = () =>
    phone.evaluate(() => document.querySelector<HTMLVideoElement>('.picture:not(.picture-own)')?.currentTime ?? 0);
  await expect.poll(clock, { timeout: 10_000 }).toBeGreaterThan(0);
}

const nothingOpen = () => expect.poll(() => tv.open()).toEqual({ tracks: 0, connections: 0 });

test('through the relay alone: the phone calls the home, they see each other, and no other way is used', async () => {
  await button('视频通话').click();
  await tv.sees('小雨 来电');
  await tv.press('ok');
  await talking();
  expect(await wayOf(phone)).toEqual(['relay', 'relay']);
  expect(await wayOf(tv.page)).toEqual(['relay', 'relay']);
  await button('挂断').click();
  await button('知道了').click();
  await tv.sees('通话结束了');
  await tv.press('ok');
  await nothingOpen();
});

test('nobody answers in time: the caller is told, and the home finds it among the missed calls', async () => {
  await button('视频通话').click();
  await tv.sees('小雨 来电');
  await phone.getByText('没有人接').waitFor({ timeout: 2 * RING_S * 1_000 });
  await tv.seesNot('小雨 来电');
  await button('知道了').click();
  await tv.press('2', '3');
  await tv.sees('1 个没看');
  await tv.moveTo('ListRow:missed', 'down', 8);
  await tv.press('ok');
  await tv.sees('打回去');

  // The other way round: the home calls in vain.
  await tv.press('ok');
  await phone.getByText('请您视频通话').waitFor();
  await tv.sees('小雨没有接', 2 * RING_S * 1_000);
  await tv.press('ok');
  await phone.getByText('未接').waitFor();
  await nothingOpen();
});

test('the relay has another secret: both are told so in words, and the next call works once it is put right', async () => {
  const right = turn.secret;
  await turn.restart(randomBytes(16).toString('hex'));
  await button('视频通话').click();
  await tv.sees('小雨 来电');
  await tv.press('ok');
  await tv.sees('通话的中转站不让连');
  await phone.getByText('中转服务器不让用').waitFor();
  await phone.getByText('请告诉服务中心').waitFor();
  await tv.press('back');
  await nothingOpen();
  await phone.getByRole('button', { name: '知道了' }).click();

  await turn.restart(right);
  await tv.press('home', '2', '3');
  await tv.moveTo(`Tile:relative:${relativeId}`, 'down', 3);
  await tv.press('ok');
  await button('接听').click();
  await talking();
  await button('挂断').click();
});
