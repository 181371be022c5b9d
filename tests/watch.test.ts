import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { QueueItem } from '../src/protocol/contracts/desk.ts';
import type { BoxView } from '../src/protocol/contracts/people.ts';
import { addDays, dayOf, instantOf } from '../src/protocol/time.ts';
import {
  type Client,
  connectBox,
  connectStaff,
  enrolBox,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../src/testing/harness.ts';

const MINUTE = 60_000;

let center: TestCenter;
let first: TestBox;
let officer: Client;
/** ms that the center's clock is ahead. Time goes one way here: what was planned must come. */
let ahead = 0;

beforeAll(async () => {
  center = await startTestCenter();
  first = await connectBox(center);
  // By day, so that nights are made by the tests alone.
  toTime('10:00');
});
// A session ends with the shift.
beforeEach(signIn);
afterAll(async () => {
  first.close();
  officer.close();
  await center.stop();
});

async function signIn(): Promise<void> {
  officer?.close();
  officer = await connectStaff(center, 'officer');
}

const now = () => Date.now() + ahead;

/** Lets time pass, and the center look at its timers. */
function pass(ms: number): void {
  ahead += ms;
  center.setClock(ahead);
  center.center.place.nudge();
}

/** Lets it become this time (HH:mm) in the community: today or, where that is over, tomorrow. */
function toTime(time: string): void {
  const today = Date.parse(instantOf(dayOf(now()), time));
  const at = today > now() ? today : Date.parse(instantOf(addDays(dayOf(now()), 1), time));
  pass(at - now());
}

/** Asks until the answer is as wanted. */
async function becomes<T>(ask: () => Promise<T>, wanted: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 8_000;
  for (;;) {
    const value = await ask();
    if (wanted(value)) return value;
    if (Date.now() > end) throw new Error(`it did not become so: ${JSON.stringify(value)}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}

async function household(door: string) {
  const { households } = await officer.get('people:households', { search: door });
  const found = households.find((one) => one.door === door);
  if (!found) throw new Error(`no household behind ${door}`);
  return found;
}

/** The household's box of this place in the order of enrolment, once it stands like this. */
async function boxIs(door: string, index: number, state: BoxView['state']): Promise<BoxView> {
  const box = await becomes(
    async () => (await household(door)).boxes[index],
    (one) => one?.state === state,
  );
  if (!box) throw new Error('no such box');
  return box;
}

async function tickets(): Promise<QueueItem[]> {
  const { items } = await officer.get('desk:queue', { closedHours: 72 });
  return items.filter((item) => item.service === 'watch');
}
const openTickets = async () => (await tickets()).filter((item) => !item.closed);

/** Waits until exactly so many tickets are open. */
const open = (count: number) => becomes(openTickets, (items) => items.length === count);

/** Closes a box and waits until that is written down. */
async function goDark(box: TestBox, door: string, index: number): Promise<void> {
  box.close();
  await becomes(
    () => household(door),
    ({ boxes }) => boxes[index]?.online === false && boxes[index].goneSince !== null,
  );
  // The loss is written within a second.
  await new Promise((done) => setTimeout(done, 1_200));
}

async function deeds(id: string): Promise<string[]> {
  return (await officer.get('desk:history', { id })).events.map((event) => event.deed.text);
}

test('gone: first on its way back, then suspect, then dark with one ticket, which closes itself when it is back', async () => {
  const box = await enrolBox(center, '1门502');
  await boxIs('1门502', 0, 'online');
  await goDark(box, '1门502', 0);
  expect((await household('1门502')).boxes[0]).toMatchObject({ state: 'returning', online: false });
  expect((await officer.get('people:households', { gone: true })).households).toEqual([]);
  pass(91_000);
  await boxIs('1门502', 0, 'suspect');
  await until('consoles are told', () => officer.pushes.some((push) => push.name === 'watch:changed'));
  const { households } = await officer.get('people:households', { gone: true });
  expect(households.map((one) => one.door)).toEqual(['1门502']);
  expect(await openTickets()).toEqual([]);
  pass(4 * MINUTE);
  const [ticket] = await open(1);
  expect(ticket).toMatchObject({
    kind: 'request',
    service: 'watch',
    state: 'open',
    where: '1号楼 1门502',
    who: '陈桂兰',
    title: '机顶盒断线',
    owner: null,
    ringing: false,
  });
  await boxIs('1门502', 0, 'dark');
  pass(10 * MINUTE);
  await open(1);
  const id = ticket?.id ?? '';
  expect((await officer.get('watch:ticket', { id })).boxes).toMatchObject([
    { place: '1号楼 1门502', back: null, contacts: [{ name: '陈静' }] },
  ]);

  const back = await connectBox(center, { secret: box.secret });
  await open(0);
  expect((await tickets()).find((item) => item.id === id)).toMatchObject({ state: 'done', closed: true });
  expect(await deeds(id)).toEqual(['watch.deed.opened', 'watch.deed.back']);
  expect((await officer.get('watch:ticket', { id })).boxes[0]?.back).not.toBeNull();
  const { id: householdId } = await household('1门502');
  const { boxes } = await officer.get('watch:spells', { householdId });
  expect(boxes).toMatchObject([{ spells: [{ cause: 'lost' }], lost: { times: 1 }, byCenter: { times: 0, ms: 0 } }]);
  expect(Math.round((boxes[0]?.lost.ms ?? 0) / MINUTE)).toBe(16);
  back.close();
});

test('a line that blinks is no spell', async () => {
  const box = await enrolBox(center, '2门101');
  await goDark(box, '2门101', 0);
  const back = await connectBox(center, { secret: box.secret });
  await boxIs('2门101', 0, 'online');
  await new Promise((done) => setTimeout(done, 1_200));
  const { id: householdId } = await household('2门101');
  expect((await officer.get('watch:spells', { householdId })).boxes).toMatchObject([
    { spells: [], lost: { times: 0 } },
  ]);
  back.close();
});

test('staff see to it: who takes a step owns it, notes are kept, and an end before the box is back needs words', async () => {
  const box = await enrolBox(center, '3门202');
  await goDark(box, '3门202', 0);
  pass(6 * MINUTE);
  const all = await becomes(openTickets, (items) => items.some((item) => item.where === '5号楼 3门202'));
  const id = all.find((item) => item.where === '5号楼 3门202')?.id ?? '';
  const clerk = await connectStaff(center, 'clerk');
  const canteen = await connectStaff(center, 'canteen');
  expect(await canteen.ask('watch:ticket', { id })).toMatchObject({ refusal: { code: 'forbidden' } });
  await officer.get('watch:advance', { id, to: 'calling' });
  expect((await tickets()).find((item) => item.id === id)).toMatchObject({
    state: 'calling',
    owner: { name: '赵值班' },
  });
  expect(await clerk.ask('watch:advance', { id, to: 'calling' })).toMatchObject({ refusal: { code: 'conflict' } });
  await clerk.get('watch:note', { id, words: '孙子说老人住院了' });
  await clerk.get('watch:advance', { id, to: 'visit' });
  expect((await tickets()).find((item) => item.id === id)).toMatchObject({ state: 'visit', owner: { name: '孙民生' } });
  expect(await clerk.ask('watch:advance', { id, to: 'done' })).toMatchObject({ refusal: { code: 'invalid' } });
  await clerk.get('watch:advance', { id, to: 'done', words: '住院两周，家里没人' });
  expect((await tickets()).find((item) => item.id === id)).toMatchObject({ closed: true });
  // The same darkness is not asked about twice, and its end changes nothing any more.
  pass(10 * MINUTE);
  await boxIs('3门202', 0, 'dark');
  const back = await connectBox(center, { secret: box.secret });
  await boxIs('3门202', 0, 'online');
  expect(await deeds(id)).toEqual([
    'watch.deed.opened',
    'watch.deed.calling',
    'house.deed.note',
    'watch.deed.visit',
    'watch.deed.done',
  ]);
  clerk.close();
  canteen.close();
  back.close();
});

test('a power cut of a building makes one ticket, late ones join it, and it closes when all are back', async () => {
  const boxes: TestBox[] = [];
  for (let i = 0; i < 6; i++) boxes.push(await enrolBox(center, '1门101'));
  const late = boxes.pop();
  for (const box of boxes) box.close();
  await goDark(boxes[4] as TestBox, '1门101', 4);
  pass(6 * MINUTE);
  const all = await becomes(openTickets, (items) => items.some((item) => item.where === '6号楼'));
  const own = all.filter((item) => item.where.startsWith('6号楼'));
  expect(own).toMatchObject([{ title: '5 台机顶盒断线', where: '6号楼', ringing: true, who: '' }]);
  const id = own[0]?.id ?? '';
  await goDark(late as TestBox, '1门101', 5);
  pass(6 * MINUTE);
  await becomes(
    () => officer.get('watch:ticket', { id }),
    (ticket) => ticket.whole && ticket.boxes.length === 6,
  );
  expect((await openTickets()).filter((item) => item.where.startsWith('6号楼'))).toHaveLength(1);
  expect(await deeds(id)).toContain('watch.deed.more');

  const back = await Promise.all(boxes.map((box) => connectBox(center, { secret: box.secret })));
  await becomes(
    () => officer.get('watch:ticket', { id }),
    (ticket) => ticket.boxes.filter((box) => box.back === null).length === 1,
  );
  expect((await tickets()).find((item) => item.id === id)).toMatchObject({ closed: false });
  back.push(await connectBox(center, { secret: (late as TestBox).secret }));
  await becomes(tickets, (items) => items.some((item) => item.id === id && item.closed));
  for (const box of back) box.close();
});

test('a household that switches its box off at night has no ticket before the morning', async () => {
  const clerk = await connectStaff(center, 'clerk');
  const { id, buildingId, door, access, contacts } = await household('2门301');
  await clerk.get('people:saveHousehold', { id, buildingId, door, access, contacts, boxOffAtNight: true });
  const mine = async () => (await openTickets()).filter((item) => item.where === '3号楼 2门301');
  toTime('22:00');
  await signIn();
  await goDark(first, '2门301', 0);
  pass(6 * MINUTE);
  await boxIs('2门301', 0, 'asleep');
  toTime('06:59');
  await signIn();
  await boxIs('2门301', 0, 'asleep');
  expect(await mine()).toEqual([]);
  toTime('07:06');
  await becomes(mine, (items) => items.length === 1);
  first = await connectBox(center, { secret: first.secret });
  await becomes(mine, (items) => items.length === 0);
  clerk.close();
});

test('a restart makes no suspects of boxes that come back, and one ticket for a box that does not', async () => {
  const [home, away] = [await enrolBox(center, '2门101'), await enrolBox(center, '2门101')];
  const before = (await household('2门101')).boxes;
  const [homeAt, awayAt] = [before.length - 2, before.length - 1];
  await boxIs('2门101', awayAt, 'online');
  // Everybody else's tickets of the tests before are out of the way.
  const known = new Set((await tickets()).map((item) => item.id));
  await center.center.stop();
  pass(10 * MINUTE);
  await center.restart();
  await signIn();
  expect((await household('2门101')).boxes[awayAt]).toMatchObject({ state: 'returning' });
  pass(60_000);
  const back = await connectBox(center, { secret: home.secret });
  first = await connectBox(center, { secret: first.secret });
  await boxIs('2门101', homeAt, 'online');
  pass(60_000);
  await boxIs('2门101', awayAt, 'suspect');
  pass(5 * MINUTE);
  await boxIs('2门101', awayAt, 'dark');
  const fresh = (await tickets()).filter((item) => !known.has(item.id));
  expect(fresh).toMatchObject([{ where: '3号楼 2门101' }]);
  const { id: householdId } = await household('2门101');
  const { boxes } = await becomes(
    () => officer.get('watch:spells', { householdId }),
    (reply) => reply.boxes[homeAt]?.spells[0]?.until !== undefined,
  );
  expect(boxes[homeAt]).toMatchObject({ spells: [{ cause: 'center' }], lost: { times: 0 }, byCenter: { times: 1 } });
  expect(Math.round((boxes[homeAt]?.byCenter.ms ?? 0) / MINUTE)).toBe(11);

  const { boxes: revocable } = await household('2门101');
  const clerk = await connectStaff(center, 'clerk');
  await clerk.get('people:revokeBox', { boxId: revocable[awayAt]?.id ?? '' });
  const ended = (await tickets()).find((item) => item.id === fresh[0]?.id);
  expect(ended).toMatchObject({ closed: true });
  expect(await deeds(ended?.id ?? '')).toContain('watch.deed.revoked');
  const after = await officer.get('watch:spells', { householdId });
  expect(after.boxes[awayAt]?.spells).toMatchObject([{ cause: 'revoked' }]);
  clerk.close();
  away.close();
  back.close();
});

test('the metrics count who is there, suspect and dark', async () => {
  await boxIs('2门301', 0, 'online');
  const { households } = await officer.get('people:households', {});
  const states = households.flatMap((one) => one.boxes).filter((box) => box.revokedAt === null);
  const count = (state: BoxView['state']) => states.filter((box) => box.state === state).length;
  expect(count('dark')).toBeGreaterThan(0);
  const text = await (await fetch(`${center.url}/metrics`)).text();
  expect(text).toContain(`\nxiyangli_boxes_online ${count('online')}\n`);
  for (const state of ['suspect', 'dark'] as const) {
    expect(text).toContain(`\nxiyangli_boxes_gone{state="${state}"} ${count(state)}\n`);
  }
});
