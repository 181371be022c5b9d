import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, connectStaff, enrolBox, type TestBox, until } from '../../testing/harness.ts';
import { newPress, type Rescue, startRescue } from '../../testing/rescue.ts';
import { CALLBACK_MINUTES, COUNTDOWN_S, SOS_MOVES, SOS_STATES, type SosState, statesBefore } from './protocol.ts';

let rescue: Rescue;
let second: Client;
let bedroom: TestBox;
/** Another home, by whose silence is seen that the center has looked at its timers. */
let witness: TestBox;
let officers: Client[];
let staffIds: string[];

beforeAll(async () => {
  rescue = await startRescue();
  second = await connectStaff(rescue.center, 'officer2');
  bedroom = await enrolBox(rescue.center, '2门301');
  witness = await enrolBox(rescue.center, '1门502');
  officers = [rescue.officer, second];
  staffIds = await Promise.all(officers.map(async (officer) => (await officer.get('desk:me', {})).staff.id));
});
afterAll(async () => {
  for (const client of [second, bedroom, witness]) client.close();
  await rescue.stop();
});

/** How far the center's clock has been moved, ms; in a story it only goes on. */
let ahead = 0;

async function timePasses(seconds: number): Promise<unknown> {
  const input = newPress();
  await witness.get('sos:press', input);
  ahead += Math.max(seconds, COUNTDOWN_S + 4) * 1_000;
  rescue.later(ahead);
  await until('the timers were looked at', async () => {
    const { state } = await rescue.officer.get('sos:alarm', input);
    return state !== 'pressed';
  });
  return rescue.close(input.alarmId);
}

/** What somebody does to the alarm. A refusal is an answer like any other. */
interface Deed {
  readonly name: string;
  readonly run: (alarmId: string) => Promise<unknown>;
}

const boxDeeds: readonly Deed[] = [
  { name: 'press', run: (alarmId) => rescue.box.ask('sos:press', { ...newPress(), alarmId }) },
  { name: 'press in the bedroom', run: () => bedroom.ask('sos:press', newPress()) },
  { name: 'send', run: (alarmId) => rescue.box.ask('sos:send', { ...newPress(), alarmId }) },
  { name: 'cancel', run: (alarmId) => rescue.box.ask('sos:cancel', { alarmId }) },
];

/** All that one officer may do; `me` and `other` are their places in `officers`. */
function officerDeeds(me: 0 | 1, other: 0 | 1): Deed[] {
  const officer = () => officers[me] ?? rescue.officer;
  const words = '';
  const deeds: Deed[] = [
    { name: 'take', run: (alarmId) => officer().ask('sos:take', { alarmId }) },
    { name: 'look', run: (alarmId) => officer().ask('sos:look', { alarmId }) },
    { name: 'hand over', run: (alarmId) => officer().ask('sos:handOver', { alarmId, staffId: staffIds[other] ?? '' }) },
    ...(['answered', 'dispatched', 'arrived', 'resolved'] as const).map((to) => ({
      name: to,
      run: (alarmId: string) => officer().ask('sos:advance', { alarmId, to }),
    })),
    ...(['well', 'not-reached'] as const).map((outcome) => ({
      name: `called back: ${outcome}`,
      run: (alarmId: string) => officer().ask('sos:callBack', { alarmId, outcome, words }),
    })),
    { name: 'close', run: (alarmId) => officer().ask('sos:close', { alarmId, code: 'other', words }) },
  ];
  return deeds.map((one) => ({ ...one, name: `${me}: ${one.name}` }));
}

const deed = fc.oneof(
  fc.constantFrom(...boxDeeds),
  fc.constantFrom(...officerDeeds(0, 1)),
  fc.constantFrom(...officerDeeds(1, 0)),
);
const time = fc
  .constantFrom(9, 61, 181, CALLBACK_MINUTES * 60 + 1)
  .map((seconds): Deed[] => [{ name: `${seconds} s pass`, run: () => timePasses(seconds) }]);

/** Both officers do the same at the same moment. */
const race = fc.nat(officerDeeds(0, 1).length - 1).map((one): Deed[] => {
  return [officerDeeds(0, 1)[one], officerDeeds(1, 0)[one]].flatMap((found) => found ?? []);
});
const take = fc
  .constantFrom(0 as const, 1 as const)
  .map((me): Deed[] => officerDeeds(me, me === 0 ? 1 : 0).slice(0, 1));

/** Deeds one after the other, now and then two at the same moment, and time between them. */
const story = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.array(deed, { minLength: 1, maxLength: 2 }) },
    { weight: 2, arbitrary: race },
    { weight: 1, arbitrary: take },
    { weight: 1, arbitrary: time },
  ),
  { minLength: 1, maxLength: 16 },
);

/** The states that the history of an alarm tells, oldest first, and how often it ended. */
async function lifeOf(alarmId: string): Promise<{ states: SosState[]; closings: number }> {
  const { events } = await rescue.officer.get('desk:history', { id: alarmId });
  const states = events.flatMap((event) => (event.state ? [event.state as SosState] : []));
  return { states, closings: states.filter((state) => state === 'closed').length };
}

function checkLife(states: readonly SosState[]): void {
  expect(states[0]).toBe('pressed');
  for (const [index, state] of states.entries()) {
    const next = states[index + 1];
    if (next) expect([state, SOS_MOVES[state]]).toEqual([state, expect.arrayContaining([next])]);
  }
}

const isOk = (reply: unknown) => (reply as { ok: boolean }).ok;

async function checkNow(alarmId: string): Promise<void> {
  const alarm = await rescue.officer.get('sos:alarm', { alarmId });
  const { item } = await rescue.officer.get('desk:history', { id: alarmId });
  const calling = ['pressed', 'sent'].includes(alarm.state);
  // Whoever helps owns it; while it calls, nobody does, and it rings.
  if (calling) expect([alarm.owner, item.ringing]).toEqual([null, true]);
  else if (alarm.state !== 'cancelled') expect(alarm.owner).not.toBeNull();
  expect(item.closed).toBe(alarm.state === 'closed');
  expect(alarm.closingCode !== null).toBe(item.closed);
  if (item.closed) expect(item.ringing).toBe(false);
}

test('whatever boxes, officers and timers do in whatever order: the table of moves holds, one owner, one end', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const { alarmId } = newPress();
      await rescue.box.get('sos:press', { ...newPress(), alarmId });
      for (const together of steps) {
        const replies = await Promise.all(together.map(({ run }) => run(alarmId)));
        // One officer who presses twice is told twice that it is theirs; two officers never are.
        const takers = together.filter(({ name }, one) => name.endsWith('take') && isOk(replies[one]));
        expect(new Set(takers.map(({ name }) => name)).size).toBeLessThanOrEqual(1);
        await checkNow(alarmId);
      }
      const { states, closings } = await lifeOf(alarmId);
      checkLife(states);
      expect(closings).toBeLessThanOrEqual(1);
      // Ends what the story has left open, so that the next one begins anew.
      const { items } = await rescue.officer.get('desk:queue', { closedHours: 0 });
      for (const { id } of items) await rescue.close(id);
      expect((await lifeOf(alarmId)).closings).toBe(1);
    }),
    { numRuns: 30, endOnFailure: true },
  );
}, 120_000);

test('the table: nothing leads out of the end, everything else leads to it, and only a cancel leads back', () => {
  expect(SOS_MOVES.closed).toEqual([]);
  expect(statesBefore('pressed')).toEqual([]);
  const ends = new Set<SosState>(['closed']);
  for (let grown = true; grown; ) {
    const more = SOS_STATES.filter((state) => !ends.has(state) && SOS_MOVES[state].some((next) => ends.has(next)));
    for (const state of more) ends.add(state);
    grown = more.length > 0;
  }
  expect([...ends].sort()).toEqual([...SOS_STATES].sort());
  const order = ['pressed', 'sent', 'assigned', 'answered', 'dispatched', 'arrived', 'resolved', 'closed'] as const;
  for (const [index, state] of order.entries()) {
    for (const next of SOS_MOVES[state]) {
      if (next !== 'cancelled') expect(order.indexOf(next)).toBeGreaterThan(index);
    }
  }
});
