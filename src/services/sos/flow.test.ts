import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntry } from '../../center/audit/schema.ts';
import type { HistoryEvent, QueueItem } from '../../protocol/contracts/desk.ts';
import { newId } from '../../protocol/ids.ts';
import {
  type Client,
  connectBox,
  connectStaff,
  enrolBox,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../../testing/harness.ts';
import type { AlarmView } from './protocol.ts';

let center: TestCenter;
let box: TestBox;
let officer: Client;

beforeAll(async () => {
  center = await startTestCenter();
  box = await connectBox(center);
  officer = await connectStaff(center, 'officer');
});
afterAll(async () => {
  box.close();
  officer.close();
  await center.stop();
});

const newAlarm = () => ({ alarmId: newId(), pressedAt: new Date().toISOString() });

/** What the desk was told last about an alarm. */
const atDesk = (id: string, staff = officer): QueueItem | undefined =>
  staff.pushes.map((p) => p.body as QueueItem).findLast((item) => item.id === id);

/** The states of an alarm as a television has seen them. */
const seen = (of: TestBox, id: string): string[] =>
  of.feed
    .filter((m) => m.name === 'sos:alarm')
    .map((m) => m.body as AlarmView)
    .filter((alarm) => alarm.id === id)
    .map((alarm) => alarm.state);

async function deeds(id: string): Promise<string[]> {
  const { events } = await officer.get('desk:history', { id });
  return events.map((event: HistoryEvent) => event.deed.text);
}

async function close(alarmId: string): Promise<void> {
  await officer.get('sos:take', { alarmId });
  await officer.get('sos:close', { alarmId, code: 'test', words: '' });
}

/** Moves the center's clock on, and lets it look at its timers. */
function later(ms: number): void {
  center.setClock(ms);
  center.center.place.nudge();
}

test('a press rings at the desk, an officer sees it through to the end, and the television follows', async () => {
  const input = newAlarm();
  const { alarmId } = input;
  expect(await box.get('sos:press', input)).toMatchObject({ id: alarmId, state: 'pressed', presses: 1, officer: null });
  const item = await until('the desk rings', () => atDesk(alarmId));
  expect(item).toMatchObject({ kind: 'alarm', service: 'sos', state: 'pressed', ringing: true, where: '3号楼 2门301' });
  expect(await box.get('sos:send', input)).toMatchObject({ state: 'sent' });
  expect(await officer.ask('sos:advance', { alarmId, to: 'answered' })).toMatchObject({
    refusal: { code: 'conflict', text: 'sos.refused.noOwner' },
  });
  expect(await officer.get('sos:take', { alarmId })).toMatchObject({ state: 'assigned', officer: '赵值班' });
  await until('it is quiet', () => atDesk(alarmId)?.ringing === false);
  for (const to of ['answered', 'dispatched', 'arrived', 'resolved'] as const)
    await officer.get('sos:advance', { alarmId, to });
  await officer.get('sos:note', { alarmId, words: '老人摔倒，已扶起' });
  const closed = await officer.get('sos:close', { alarmId, code: 'fall', words: '家属已到' });
  expect(closed).toMatchObject({ state: 'closed', closingCode: 'fall' });
  await until('the television has the end', () => seen(box, alarmId).includes('closed'));
  expect(seen(box, alarmId)).toEqual([
    'pressed',
    'sent',
    'assigned',
    'answered',
    'dispatched',
    'arrived',
    'resolved',
    'closed',
  ]);
  expect(await box.get('sos:current', {})).toEqual({ alarm: null });
  expect(atDesk(alarmId)).toMatchObject({ closed: true, ringing: false });
  // A late retry of the box must neither reopen it nor hide a new cry behind it.
  expect(await box.ask('sos:press', input)).toMatchObject({ refusal: { code: 'conflict' } });
  expect(await officer.ask('sos:close', { alarmId, code: 'fall', words: '' })).toMatchObject({
    refusal: { code: 'conflict' },
  });
});

test('a retry is no second alarm, a further press is counted, and two boxes of one home make one alarm', async () => {
  const input = newAlarm();
  const key = newId();
  await Promise.all([1, 2, 3].map(() => box.get('sos:press', input, key)));
  expect(await box.get('sos:press', input, key)).toMatchObject({ id: input.alarmId, presses: 1 });
  expect(await box.get('sos:press', { ...input, pressedAt: new Date().toISOString() })).toMatchObject({ presses: 2 });

  const bedroom = await enrolBox(center, '2门301');
  expect(await bedroom.get('sos:press', newAlarm())).toMatchObject({ id: input.alarmId, presses: 3 });
  await until('the other box hears it', () => seen(box, input.alarmId).length === 3);
  await box.get('sos:send', input);
  expect(await bedroom.get('sos:send', newAlarm())).toMatchObject({ id: input.alarmId, state: 'sent' });
  const { items } = await officer.get('desk:queue', { closedHours: 0 });
  expect(items.filter((item) => item.service === 'sos')).toHaveLength(1);
  expect((await deeds(input.alarmId)).filter((deed) => deed === 'sos.deed.again')).toHaveLength(2);
  await close(input.alarmId);
  bedroom.close();
});

test('two boxes of one home that press at the same moment make one alarm', async () => {
  const bedroom = await enrolBox(center, '2门301');
  const [one, other] = await Promise.all([box.get('sos:press', newAlarm()), bedroom.get('sos:press', newAlarm())]);
  expect(one.id).toBe(other.id);
  await close(one.id);
  bedroom.close();
});

test('a box that falls silent after the press has called for help, also across a restart of the center', async () => {
  const home = await enrolBox(center, '1门502');
  const input = newAlarm();
  await home.get('sos:press', input);
  later(7_000);
  expect((await officer.get('sos:alarm', { alarmId: input.alarmId })).state).toBe('pressed');
  home.close();
  await center.restart();
  officer = await connectStaff(center, 'officer');
  box = await connectBox(center, { secret: box.secret });
  later(9_000);
  await until('the center has raised it', () => atDesk(input.alarmId)?.state === 'sent');
  expect(await deeds(input.alarmId)).toContain('sos.deed.silent');
  const back = await connectBox(center, { secret: home.secret, cursors: home.hello.missed.heads });
  expect(back.hello.missed.messages.map((m) => (m.body as AlarmView).state)).toEqual(['pressed', 'sent']);
  expect((await back.get('sos:current', {})).alarm).toMatchObject({ id: input.alarmId, state: 'sent' });
  // What the box still has to say comes late, and changes nothing.
  expect(await back.get('sos:send', input)).toMatchObject({ id: input.alarmId, state: 'sent' });
  await close(input.alarmId);
  back.close();
  later(0);
});

test('nobody takes it: family at once, grid worker after 60 s, supervisor after 180 s, also across a restart', async () => {
  const input = newAlarm();
  const { alarmId } = input;
  await box.get('sos:press', input);
  await box.get('sos:send', input);
  await until('the family is asked for', () => atDesk(alarmId)?.level === 1);
  later(61_000);
  await until('the grid worker is asked for', () => atDesk(alarmId)?.level === 2);
  expect(await deeds(alarmId)).not.toContain('sos.deed.supervisor');
  await center.restart();
  officer = await connectStaff(center, 'officer');
  box = await connectBox(center, { secret: box.secret });
  later(181_000);
  await until('the supervisor is asked for', () => atDesk(alarmId)?.level === 3);
  expect(atDesk(alarmId)?.ringing).toBe(true);
  const up = ['sos.deed.family', 'sos.deed.grid', 'sos.deed.supervisor'];
  expect((await deeds(alarmId)).filter((deed) => up.includes(deed))).toEqual(up);
  later(0);
  await close(alarmId);
});

test('an owner stops the escalation', async () => {
  const input = newAlarm();
  const { alarmId } = input;
  await box.get('sos:send', input);
  await until('the family is asked for', () => atDesk(alarmId)?.level === 1);
  await officer.get('sos:take', { alarmId });
  // Another home's alarm is the sign that the center has looked at its timers at that time.
  const home = await enrolBox(center, '1门502');
  const other = newAlarm();
  await home.get('sos:send', other);
  await until('its first step', () => atDesk(other.alarmId)?.level === 1);
  later(200_000);
  await until('its steps', () => atDesk(other.alarmId)?.level === 3);
  expect(await officer.get('desk:history', { id: alarmId })).toMatchObject({ item: { level: 1, ringing: false } });
  later(0);
  await close(alarmId);
  await close(other.alarmId);
  home.close();
});

test('cancelled in the countdown: quiet, but somebody calls back; the next press is a new alarm', async () => {
  const input = newAlarm();
  const { alarmId } = input;
  await box.get('sos:press', input);
  expect(await box.get('sos:cancel', { alarmId })).toMatchObject({ state: 'cancelled' });
  expect(await box.get('sos:cancel', { alarmId })).toMatchObject({ state: 'cancelled' });
  await until('it is quiet', () => atDesk(alarmId)?.ringing === false);
  expect(atDesk(alarmId)).toMatchObject({ state: 'cancelled', closed: false });
  expect(await box.get('sos:current', {})).toEqual({ alarm: null });

  const next = newAlarm();
  expect(await box.get('sos:press', next)).toMatchObject({ id: next.alarmId, state: 'pressed' });
  await box.get('sos:cancel', { alarmId: next.alarmId });
  // The time of silence is over for both, and none of them is raised.
  later(9_000);
  const witness = await enrolBox(center, '1门502');
  const other = newAlarm();
  await witness.get('sos:press', other);
  later(18_000);
  await until('the timers were looked at', () => atDesk(other.alarmId)?.state === 'sent');
  for (const id of [alarmId, next.alarmId]) expect(await deeds(id)).not.toContain('sos.deed.silent');
  later(0);

  expect(await officer.get('sos:take', { alarmId })).toMatchObject({ state: 'cancelled', officer: '赵值班' });
  expect(await officer.get('sos:close', { alarmId, code: 'accidental', words: '按错了' })).toMatchObject({
    state: 'closed',
  });
  await close(next.alarmId);
  await close(other.alarmId);
  witness.close();
});

test('what an officer has taken cannot be cancelled, and no other officer takes it', async () => {
  const input = newAlarm();
  const { alarmId } = input;
  await box.get('sos:press', input);
  await officer.get('sos:take', { alarmId });
  expect(await box.ask('sos:cancel', { alarmId })).toMatchObject({
    refusal: { code: 'late', text: 'sos.refused.taken' },
  });
  const second = await connectStaff(center, 'admin');
  expect(await second.ask('sos:take', { alarmId })).toMatchObject({ refusal: { text: 'sos.refused.owned' } });
  expect(await officer.ask('sos:advance', { alarmId, to: 'arrived' })).toMatchObject({ ok: true });
  expect(await officer.ask('sos:advance', { alarmId, to: 'answered' })).toMatchObject({
    refusal: { text: 'sos.refused.step' },
  });
  await close(alarmId);
  second.close();
});

test('who presses again when all seemed well is heard anew', async () => {
  const input = newAlarm();
  await box.get('sos:send', input);
  await officer.get('sos:take', { alarmId: input.alarmId });
  await officer.get('sos:advance', { alarmId: input.alarmId, to: 'resolved' });
  const again = newAlarm();
  expect(await box.get('sos:press', again)).toMatchObject({ id: again.alarmId, state: 'pressed' });
  await until('the desk rings again', () => atDesk(again.alarmId)?.ringing);
  expect((await box.get('sos:current', {})).alarm).toMatchObject({ id: again.alarmId });
  await close(input.alarmId);
  await close(again.alarmId);
});

test('strangers: another home cannot touch it, and only officers see it', async () => {
  const home = await enrolBox(center, '3门202');
  const canteen = await connectStaff(center, 'canteen');
  const input = newAlarm();
  const { alarmId } = input;
  await box.get('sos:press', input);
  expect(await home.ask('sos:cancel', { alarmId })).toMatchObject({ refusal: { code: 'gone' } });
  expect(await home.ask('sos:press', input)).toMatchObject({ refusal: { code: 'conflict' } });
  expect(await home.get('sos:current', {})).toEqual({ alarm: null });
  expect(await canteen.ask('sos:take', { alarmId })).toMatchObject({ refusal: { code: 'forbidden' } });
  expect(await canteen.ask('sos:card', { alarmId })).toMatchObject({ refusal: { code: 'forbidden' } });
  expect(await officer.ask('sos:press', input)).toMatchObject({ refusal: { code: 'forbidden' } });
  await officer.get('sos:take', { alarmId });
  expect(atDesk(alarmId, canteen)).toBeUndefined();
  expect(seen(home, alarmId)).toEqual([]);
  await close(alarmId);
  home.close();
  canteen.close();
});

test("the responder's card is shown while help is under way, and the look is in the audit", async () => {
  const input = newAlarm();
  const { alarmId } = input;
  await box.get('sos:send', input);
  const card = await officer.get('sos:card', { alarmId });
  expect(card).toMatchObject({ address: '3号楼 2门301', callFirst: '138-0000-0301' });
  expect(card.residents.map((resident) => resident.medical.allergies)).toContain('青霉素、虾蟹');
  const looks = (await center.center.place.db.select().from(auditEntry)).filter(
    (entry) => entry.deed === 'medicalCard.look' && (entry.detail as { alarm?: string }).alarm === alarmId,
  );
  expect(looks).toHaveLength(1);
  expect(looks[0]).toMatchObject({ actorKind: 'staff' });
  await close(alarmId);
  expect(await officer.ask('sos:card', { alarmId })).toMatchObject({ refusal: { code: 'gone' } });
});
