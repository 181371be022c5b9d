import { CONSENT_WORDING } from '../../src/protocol/contracts/consents.ts';
import { connectStaff } from '../../src/testing/harness.ts';
import type { Television } from '../../src/testing/television.ts';
import { startTurn } from '../../src/testing/turn.ts';
import { beginJourney, type Journey } from '../../tests/e2e/journey.ts';
import { buildTv } from '../kit/build.ts';
import { median, quantile, type Result, result, spread } from '../kit/result.ts';
import { bareCall } from './bare-call.ts';

const CALLS = 12;
const DIRECT_GOAL_MS = 200;
const RELAY_GOAL_MS = 300;
const BACK_GOAL_MS = 3_000;
const KEY_GOAL_MS = 100;
const RESCUE_GOAL_MS = 600;
const PATIENCE_MS = 20_000;
/** While it rings, and while they talk, so long: a person needs longer to find OK. */
const REST_MS = 400;

/**
 * Calls between two televisions in real Chromium, with its beeping camera: from OK to the first picture, direct and
 * through coturn; how soon they are back after the relay has started anew; and the emergency key until a desk rings.
 * The rival is plain WebRTC in the same browser and the same run.
 */
export async function call(): Promise<Result[]> {
  await buildTv();
  const found: Result[] = [];
  {
    await using open = new AsyncDisposableStack();
    const journey = open.adopt(await beginJourney(), (one) => one.end());
    const { wang, li } = await homes(journey);
    const bare: number[] = [];
    const ours: number[] = [];
    for (let i = 0; i < CALLS; i++) {
      ours.push(...(await talk(wang, li)));
      bare.push(await wang.page.evaluate<number>(`(${bareCall.toString()})()`));
    }
    const against = `bare offer after the answer, p50 ${Math.round(median(bare))} ms (${spread(bare)})`;
    const keyed = median(await emergencies(journey, wang));
    const seen = [await rescue(journey, wang, '3号楼 2门301'), await rescue(journey, li, '3号楼 2门101')];
    found.push(
      result('call: OK → first picture, direct, p50', median(ours), 'ms', against, DIRECT_GOAL_MS),
      result('call: OK → first picture, direct, p95', quantile(ours, 0.95), 'ms', spread(ours)),
      result('emergency key → at the desk, p50', keyed, 'ms', '', KEY_GOAL_MS),
      result(
        'emergency key → first picture, without what the officer needs to press 接警',
        keyed + Math.max(...seen),
        'ms',
        `from 接警 on ${spread(seen)}, the slower of two homes`,
        RESCUE_GOAL_MS,
      ),
    );
  }
  await using open = new AsyncDisposableStack();
  const turn = open.adopt(await startTurn(), (one) => one.stop());
  const settings = { TURN_URLS: turn.url, TURN_SECRET: turn.secret, CALL_RELAY_ONLY: 'on' };
  const journey = open.adopt(await beginJourney(settings), (one) => one.end());
  const { wang, li } = await homes(journey);
  const relayed: number[] = [];
  for (let i = 0; i < CALLS; i++) relayed.push(...(await talk(wang, li)));
  found.push(
    result('call: OK → first picture, relay only, p50', median(relayed), 'ms', spread(relayed), RELAY_GOAL_MS),
  );

  await begin(wang, li);
  await wang.page.waitForTimeout(3_000);
  const lost = when(wang, async () => (await wang.call())?.link === 'reconnecting').then(
    () => true,
    () => false,
  );
  await turn.restart();
  const at = performance.now();
  // A relay that is back before anybody missed it has nothing to be measured.
  if (!(await lost)) return found;
  await when(wang, async () => (await wang.call())?.link === 'connected');
  found.push(result('call back after a start of the relay', performance.now() - at, 'ms', '', BACK_GOAL_MS));
  return found;
}

async function homes(journey: Journey): Promise<{ wang: Television; li: Television }> {
  const wang = await journey.television();
  const li = await journey.televisionBehind('3号楼 2门101');
  for (const tv of [wang, li]) {
    await tv.press('2', '3');
    await tv.sees('服务中心');
  }
  return { wang, li };
}

async function when(tv: Television, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('bench call: waited in vain');
    await tv.page.waitForTimeout(20);
  }
}

/** One calls the other, who answers; gives ms from the answer to the first picture, at both. */
async function begin(wang: Television, li: Television): Promise<number[]> {
  await wang.press('3');
  await li.sees(' 来电');
  await li.page.waitForTimeout(REST_MS);
  await li.press('ok');
  const times: number[] = [];
  for (const tv of [wang, li]) {
    await when(tv, async () => (await tv.call())?.setUpMs !== undefined);
    times.push((await tv.call())?.setUpMs ?? 0);
  }
  return times;
}

async function talk(wang: Television, li: Television): Promise<number[]> {
  const times = await begin(wang, li);
  await wang.press('back', 'right', 'ok');
  await li.sees('通话结束了');
  await li.press('ok');
  await wang.page.waitForTimeout(REST_MS);
  return times;
}

/** From the key until an officer's console hears of it, ms; taken back each time. */
async function emergencies(journey: Journey, tv: Television): Promise<number[]> {
  const officer = await connectStaff(journey.center, 'officer');
  const times: number[] = [];
  for (let i = 0; i < CALLS; i++) {
    const heard = new Promise<number>((done) => {
      const read = ({ name }: { name: string }) => {
        if (name !== 'desk:item') return;
        officer.socket.off('push', read);
        done(performance.now());
      };
      officer.socket.on('push', read);
    });
    const at = performance.now();
    await tv.page.keyboard.press('F1');
    times.push((await heard) - at);
    await tv.press('back');
    await tv.press('ok');
    await tv.page.waitForTimeout(REST_MS);
  }
  officer.close();
  return times;
}

/** From an officer's 接警 in the browser to the picture at the television, ms; the household lets the camera be seen. */
async function rescue(journey: Journey, tv: Television, door: string): Promise<number> {
  const clerk = await connectStaff(journey.center, 'clerk');
  const { households } = await clerk.get('people:households', { search: door });
  const householdId = households[0]?.id ?? '';
  const given = { kind: 'sos-camera', wording: CONSENT_WORDING, words: 'bench' } as const;
  await clerk.get('consents:giveFor', { householdId, ...given });
  clerk.close();
  const desk = await journey.console('officer');
  await tv.press('red', 'ok');
  const take = desk.getByRole('button', { name: /接警/ }).first();
  await take.waitFor();
  await desk.waitForTimeout(REST_MS);
  // In the page, so that Playwright's way to the button does not count.
  await take.dispatchEvent('click');
  const at = performance.now();
  await when(tv, async () => (await tv.call())?.setUpMs !== undefined);
  const took = performance.now() - at;
  await desk.context().close();
  return took;
}
