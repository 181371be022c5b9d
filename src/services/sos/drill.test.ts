import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { connectStaff, enrolBox, until } from '../../testing/harness.ts';
import { heard, newPress, type Rescue, startRescue } from '../../testing/rescue.ts';
import type { DrillView } from './protocol.ts';

let rescue: Rescue;
let householdId: string;
beforeAll(async () => {
  rescue = await startRescue();
  householdId = (await rescue.box.get('box:home', {})).household.id;
});
afterAll(() => rescue.stop());
afterEach(async () => {
  rescue.later(0);
  await rescue.officer.get('sos:stopDrill', { householdId });
});

const MINUTE_MS = 60_000;
const start = (minutes?: number) => rescue.officer.get('sos:startDrill', { householdId, minutes });
/** What the television was told last about drills. */
const announced = () =>
  rescue.box.feed.filter((message) => message.name === 'sos:drill').at(-1)?.body as DrillView | undefined;

test('a press in a drill is practice from first to last, for everybody who sees it', async () => {
  const { box, officer } = rescue;
  const { until: ends } = await start();
  expect(Math.round((Date.parse(ends ?? '') - Date.now()) / MINUTE_MS)).toBe(10);
  await until('the television knows', () => announced()?.until === ends);
  expect((await box.get('sos:current', {})).drill).toEqual({ householdId, until: ends });
  expect(await officer.get('sos:drills', {})).toEqual({
    drills: [{ householdId, label: '3号楼 2门301', startedBy: '赵值班', until: ends }],
  });

  const input = newPress();
  const { alarmId } = input;
  expect(await box.get('sos:press', input)).toMatchObject({ drill: true });
  await box.get('sos:send', input);
  await until('the chain runs', () => rescue.atDesk(alarmId)?.level === 1);
  expect(rescue.atDesk(alarmId)).toMatchObject({ drill: true, ringing: true });
  await officer.get('sos:take', { alarmId });
  await officer.get('sos:close', { alarmId, code: 'test', words: '演练' });
  await until('the television has the end', () => heard(box, alarmId).at(-1)?.state === 'closed');
  expect(heard(box, alarmId).every((alarm) => alarm.drill)).toBe(true);
  // It has been tried: the next press is meant.
  await until('the television knows that, too', () => announced()?.until === null);
  expect(await officer.get('sos:drills', {})).toEqual({ drills: [] });
  expect((await officer.get('sos:alarm', { alarmId })).drill).toBe(true);
});

test('the time of practice ends by itself, or by an officer; only the household’s own presses are practice', async () => {
  const { box, officer } = rescue;
  await start(1);
  const neighbour = await enrolBox(rescue.center, '1门502');
  const theirs = newPress();
  expect(await neighbour.get('sos:press', theirs)).toMatchObject({ drill: false });
  await rescue.close(theirs.alarmId);
  neighbour.close();

  rescue.later(MINUTE_MS + 1_000);
  const late = newPress();
  expect(await box.get('sos:press', late)).toMatchObject({ drill: false });
  expect(await officer.get('sos:drills', {})).toEqual({ drills: [] });
  await rescue.close(late.alarmId);
  rescue.later(0);

  await start();
  expect(await officer.get('sos:stopDrill', { householdId })).toEqual({ householdId, until: null });
  await until('the television knows', () => announced()?.until === null);
  const real = newPress();
  expect(await box.get('sos:press', real)).toMatchObject({ drill: false });
  await rescue.close(real.alarmId);
});

test('no drill while somebody calls for help, for too long, or by who is no officer', async () => {
  const { box, officer } = rescue;
  const input = newPress();
  await box.get('sos:press', input);
  expect(await officer.ask('sos:startDrill', { householdId })).toMatchObject({
    refusal: { text: 'sos.refused.underWay' },
  });
  await rescue.close(input.alarmId);
  expect(await officer.ask('sos:startDrill', { householdId, minutes: 61 })).toMatchObject({
    refusal: { code: 'invalid' },
  });
  const clerk = await connectStaff(rescue.center, 'clerk');
  expect(await clerk.ask('sos:startDrill', { householdId })).toMatchObject({ refusal: { code: 'forbidden' } });
  clerk.close();
});

test('a drill’s alarm is taken back like any other, and called back', async () => {
  const { box } = rescue;
  await start();
  const input = newPress();
  await box.get('sos:press', input);
  expect(await box.get('sos:cancel', input)).toMatchObject({ state: 'cancelled', drill: true, callback: 'due' });
  await rescue.close(input.alarmId);
});

test('somebody is really ill: any officer makes it real, and so does a press after the time of practice', async () => {
  const { box, officer } = rescue;
  const second = await connectStaff(rescue.center, 'officer2');
  await start();
  const input = newPress();
  const { alarmId } = input;
  await box.get('sos:send', input);
  await officer.get('sos:take', { alarmId });
  expect(await second.get('sos:undrill', { alarmId })).toMatchObject({ drill: false, officer: '赵值班' });
  await until('the desk sees it', () => rescue.atDesk(alarmId)?.drill === false);
  await until('the television sees it', () => heard(box, alarmId).at(-1)?.drill === false);
  expect(await second.ask('sos:undrill', { alarmId })).toMatchObject({ refusal: { text: 'sos.refused.noDrill' } });
  // The household does not practise any more either.
  expect((await box.get('sos:current', {})).drill?.until).toBeNull();
  await rescue.close(alarmId);
  second.close();

  await start(1);
  const again = newPress();
  await box.get('sos:send', again);
  expect(await box.get('sos:press', newPress())).toMatchObject({ id: again.alarmId, drill: true });
  rescue.later(MINUTE_MS + 1_000);
  expect(await box.get('sos:press', newPress())).toMatchObject({ id: again.alarmId, drill: false, presses: 3 });
  expect(await rescue.deeds(again.alarmId)).toContain('sos.deed.pressedForReal');
  await rescue.close(again.alarmId);
});
