import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '../../protocol/ids.ts';
import { alarmView, callingBox, pass, refused, usualAnswer } from '../../testing/calling-box.ts';
import type { AlarmView } from './protocol.ts';
import { stepLooks } from './tv/words.ts';

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

test('the center has the pre-alarm from the press on; the countdown sends once', async () => {
  const { call, names, asked } = callingBox();
  call.press();
  expect(call.stage).toBe('countdown');
  expect(call.secondsLeft).toBe(5);
  await pass(1);
  expect(names()).toEqual(['sos:press']);
  await pass(4_500);
  expect(call.secondsLeft).toBe(1);
  expect(names()).toEqual(['sos:press']);
  await pass(500);
  expect(call.stage).toBe('sent');
  call.send();
  await pass(60_000);
  expect(names()).toEqual(['sos:press', 'sos:send']);
  expect(new Set(asked.map(({ alarmId }) => alarmId)).size).toBe(1);
});

test('news that comes just as the countdown ends does not lengthen it', async () => {
  const { call, hear, id } = callingBox();
  setTimeout(() => hear(alarmView(id(), 'pressed')), 5_000);
  call.press();
  await pass(5_002);
  expect(call.stage).toBe('sent');
});

test('OK sends at once; so does a second press, unless it was a tremble', async () => {
  const first = callingBox();
  first.call.press();
  first.call.send();
  await pass(1);
  expect(first.call.stage).toBe('sent');

  localStorage.clear();
  const { call, names } = callingBox();
  call.press();
  await pass(600);
  call.press();
  await pass(100);
  expect(call.stage).toBe('countdown');
  await pass(600);
  call.press();
  await pass(1);
  expect(call.stage).toBe('sent');
  call.press();
  await pass(1);
  expect(names()).toEqual(['sos:press', 'sos:press', 'sos:press', 'sos:send', 'sos:press']);
});

test('taken back in the countdown: nothing is sent, and it leaves the screen by itself', async () => {
  const { call, names, hear, id } = callingBox();
  call.press();
  await pass(2_000);
  call.cancel();
  expect(call.stage).toBe('cancelled');
  // The officer closes it after the call back: no business of the screen's.
  hear(alarmView(id(), 'closed'));
  expect(call.stage).toBe('cancelled');
  await pass(10_000);
  expect(call.secondsLeft).toBe(10);
  expect(names()).toEqual(['sos:press', 'sos:cancel']);
  await pass(10_000);
  expect(call.stage).toBeUndefined();
});

test('it cannot be taken back any more: help is under way, and the screen says why', async () => {
  let taken: AlarmView | undefined;
  const answer = (name: string, alarmId: string) => {
    if (name === 'sos:cancel') {
      taken = alarmView(alarmId, 'assigned', { officer: '赵值班' });
      return refused('late');
    }
    return name === 'sos:current' ? { ok: true as const, value: { alarm: taken ?? null } } : usualAnswer(name, alarmId);
  };
  const { call } = callingBox({ answer });
  call.press();
  await pass(1_000);
  call.cancel();
  await pass(1);
  expect(call.stage).toBe('assigned');
  expect(call.officer).toBe('赵值班');
  expect(call.refusal?.code).toBe('late');
});

test('no answer in 5 s: undelivered; it goes on being sent, and says when it has arrived', async () => {
  const { call, go, names } = callingBox({ online: false });
  go('offline');
  call.press();
  await pass(5_000);
  expect(call.stage).toBe('pressed');
  await pass(4_999);
  expect(call.stage).toBe('pressed');
  await pass(1);
  expect(call.stage).toBe('undelivered');
  await pass(3_600_000);
  expect(call.stage).toBe('undelivered');
  go('online');
  await pass(1);
  expect(call.stage).toBe('sent');
  expect(names()).toEqual(['sos:press', 'sos:send']);
});

test('switched off in the middle: the same alarm comes back, counting or sent', async () => {
  const before = callingBox({ online: false });
  before.call.press();
  await pass(2_000);
  const counting = callingBox();
  counting.go('online');
  expect(counting.call.stage).toBe('countdown');
  expect(counting.call.secondsLeft).toBe(3);
  await pass(3_000);
  expect(counting.call.stage).toBe('sent');

  localStorage.clear();
  vi.clearAllTimers();
  const off = callingBox();
  off.call.press();
  await pass(1_000);
  vi.clearAllTimers();
  vi.setSystemTime(Date.now() + 30_000);
  const on = callingBox();
  await pass(1);
  expect(on.names()).toEqual(['sos:send']);
  expect(on.id()).toBe(off.id());
  expect(on.call.stage).toBe('sent');
});

test('the center raised it by itself while the box counted: nothing is left to count', async () => {
  const { call, hear, id, names } = callingBox();
  call.press();
  await pass(1_000);
  hear(alarmView(id(), 'assigned', { officer: '赵值班' }));
  expect(call.stage).toBe('assigned');
  await pass(10_000);
  expect(names()).toEqual(['sos:press']);
});

test('another box of this home was first: there is one alarm, and it is that one', async () => {
  const theirs = newId();
  const answer = (name: string, alarmId: string) => usualAnswer(name, name === 'sos:press' ? theirs : alarmId);
  const { call, asked } = callingBox({ answer });
  call.press();
  await pass(1);
  call.send();
  await pass(1);
  expect(asked[1]).toEqual({ name: 'sos:send', alarmId: theirs });
  expect(call.stage).toBe('sent');
});

test('pressed in another room: known here without a screen of its own, and a press counts on it', async () => {
  const { call, hear, asked } = callingBox();
  const theirs = newId();
  hear(alarmView(theirs, 'sent'));
  expect([call.stage, call.own]).toEqual(['sent', false]);
  call.press();
  await pass(1);
  expect(asked).toEqual([{ name: 'sos:press', alarmId: theirs }]);
  expect(call.own).toBe(true);
  await pass(1_000);
  hear(alarmView(theirs, 'closed'));
  expect(call.stage).toBe('closed');
});

test('older news does not turn it back, and the states that were passed are known', async () => {
  const { call, hear, id } = callingBox();
  call.press();
  call.send();
  await pass(1);
  const old = alarmView(id(), 'sent');
  await pass(1_000);
  hear(alarmView(id(), 'assigned', { officer: '赵值班' }));
  await pass(1_000);
  hear(alarmView(id(), 'dispatched', { officer: '赵值班' }));
  hear(old);
  expect(call.stage).toBe('dispatched');
  expect(stepLooks(call.states, call.stage)).toEqual(['done', 'done', 'done', 'skipped', 'now', 'ahead', 'ahead']);
});

test('after the end, and when all seemed well, a press is a new call for help', async () => {
  const { call, hear, id, asked } = callingBox();
  call.press();
  call.send();
  await pass(1_000);
  hear(alarmView(id(), 'resolved', { officer: '赵值班' }));
  call.press();
  expect(call.stage).toBe('countdown');
  await pass(1);
  const [first, , second] = asked;
  expect(second).toMatchObject({ name: 'sos:press' });
  expect(second?.alarmId).not.toBe(first?.alarmId);
});

test('the center closed it while nobody told the box: the press makes a new alarm, and is not lost', async () => {
  const answer = (name: string, alarmId: string) =>
    name === 'sos:press' && alarmId === closed ? refused('conflict') : usualAnswer(name, alarmId);
  let closed = '';
  const { call, asked, id } = callingBox({ answer });
  call.press();
  call.send();
  await pass(1);
  closed = id();
  call.press();
  await pass(1);
  expect(asked.at(-1)?.name).toBe('sos:send');
  expect(asked.at(-1)?.alarmId).not.toBe(closed);
  expect(call.stage).toBe('sent');
});

test('a refusal that should not be is no reason to stop calling', async () => {
  let open = false;
  const answer = (name: string, alarmId: string) => (open ? usualAnswer(name, alarmId) : refused('forbidden'));
  const { call } = callingBox({ answer });
  call.press();
  call.send();
  await pass(5_000);
  expect(call.stage).toBe('undelivered');
  open = true;
  await pass(5_000);
  expect(call.stage).toBe('sent');
});

test('what is a day old is not taken up again', async () => {
  callingBox({ online: false }).call.press();
  vi.clearAllTimers();
  vi.setSystemTime(Date.now() + 25 * 3_600_000);
  expect(callingBox({ online: false }).call.stage).toBeUndefined();
});

test('steps that were passed over are not ticked off', () => {
  expect(stepLooks(['pressed'], 'countdown')[0]).toBe('now');
  expect(stepLooks(['pressed', 'assigned'], 'assigned').slice(0, 3)).toEqual(['done', 'done', 'now']);
  expect(stepLooks(['pressed', 'sent', 'assigned', 'closed'], 'closed')).toEqual([
    'done',
    'done',
    'done',
    'skipped',
    'skipped',
    'skipped',
    'done',
  ]);
});
