import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '../../protocol/ids.ts';
import type { Reply } from '../../protocol/reply.ts';
import type { BoxHello } from '../../protocol/wire.ts';
import { Clock } from '../../tv/clock.ts';
import { Feed } from '../../tv/feed.ts';
import { Link } from '../../tv/link.ts';
import { Outbox } from '../../tv/outbox.ts';
import { Store } from '../../tv/storage.ts';
import type { AlarmView, SosState } from './protocol.ts';
import { Call } from './tv/call.ts';
import { stepLooks } from './tv/words.ts';

interface Asked {
  readonly name: string;
  readonly alarmId: string;
}

function view(id: string, state: SosState, officer: string | null = null): AlarmView {
  const at = new Date().toISOString();
  return { id, state, since: at, pressedAt: at, presses: 1, officer, closingCode: null, drill: false, callback: null };
}

const refused = (code: 'conflict' | 'late' | 'gone' | 'forbidden'): Reply<never> => ({
  ok: false,
  refusal: { code, text: `refusal.${code}` },
});

/** A center that takes every alarm as it comes; a test says what it answers otherwise. */
function usual(name: string, alarmId: string): Reply<unknown> {
  if (name === 'sos:current') return { ok: true, value: { alarm: null } };
  const state = name === 'sos:press' ? 'pressed' : name === 'sos:send' ? 'sent' : 'cancelled';
  return { ok: true, value: view(alarmId, state) };
}

/** A box on the store of this test; made a second time it is the box after a restart. */
function box({ online = true, answer = usual } = {}) {
  const store = new Store();
  const link = new Link();
  const clock = new Clock(store);
  const asked: Asked[] = [];
  vi.spyOn(link, 'ask').mockImplementation((async (name: string, input: { alarmId?: string }) => {
    if (!name.startsWith('sos:')) return { ok: true, value: { stored: 0 } };
    const alarmId = input.alarmId ?? '';
    if (name !== 'sos:current') asked.push({ name, alarmId });
    return answer(name, alarmId);
  }) as unknown as Link['ask']);
  const feed = new Feed(store, link, clock);
  const go = (state: 'online' | 'offline') => {
    link.state = state;
    link.changed.emit(state);
  };
  if (online) link.state = 'online';
  const call = new Call({ store, link, clock, feed, outbox: new Outbox(store, link) });
  let seq = 0;
  const hear = (alarm: AlarmView) => {
    const message = { scope: 'household:1', seq: ++seq, id: newId(), name: 'sos:alarm', body: alarm };
    const messages = [{ ...message, at: alarm.since, expiresAt: null }];
    link.greeted.emit({ missed: { heads: { 'household:1': seq }, messages } } as unknown as BoxHello);
  };
  const id = () => asked[0]?.alarmId ?? '';
  return { call, link, go, asked, hear, id, names: () => asked.map(({ name }) => name) };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

test('the center has the pre-alarm from the press on; the countdown sends once', async () => {
  const { call, names, asked } = box();
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

test('OK sends at once; so does a second press, unless it was a tremble', async () => {
  const first = box();
  first.call.press();
  first.call.send();
  await pass(1);
  expect(first.call.stage).toBe('sent');

  localStorage.clear();
  const { call, names } = box();
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
  const { call, names, hear, id } = box();
  call.press();
  await pass(2_000);
  call.cancel();
  expect(call.stage).toBe('cancelled');
  // The officer closes it after the call back: no business of the screen's.
  hear(view(id(), 'closed'));
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
      taken = view(alarmId, 'assigned', '赵值班');
      return refused('late');
    }
    return name === 'sos:current' ? { ok: true as const, value: { alarm: taken ?? null } } : usual(name, alarmId);
  };
  const { call } = box({ answer });
  call.press();
  await pass(1_000);
  call.cancel();
  await pass(1);
  expect(call.stage).toBe('assigned');
  expect(call.officer).toBe('赵值班');
  expect(call.refusal?.code).toBe('late');
});

test('no answer in 5 s: undelivered; it goes on being sent, and says when it has arrived', async () => {
  const { call, go, names } = box({ online: false });
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
  const before = box({ online: false });
  before.call.press();
  await pass(2_000);
  const counting = box();
  counting.go('online');
  expect(counting.call.stage).toBe('countdown');
  expect(counting.call.secondsLeft).toBe(3);
  await pass(3_000);
  expect(counting.call.stage).toBe('sent');

  localStorage.clear();
  vi.clearAllTimers();
  const off = box();
  off.call.press();
  await pass(1_000);
  vi.clearAllTimers();
  vi.setSystemTime(Date.now() + 30_000);
  const on = box();
  await pass(1);
  expect(on.names()).toEqual(['sos:send']);
  expect(on.id()).toBe(off.id());
  expect(on.call.stage).toBe('sent');
});

test('the center raised it by itself while the box counted: nothing is left to count', async () => {
  const { call, hear, id, names } = box();
  call.press();
  await pass(1_000);
  hear(view(id(), 'assigned', '赵值班'));
  expect(call.stage).toBe('assigned');
  await pass(10_000);
  expect(names()).toEqual(['sos:press']);
});

test('another box of this home was first: there is one alarm, and it is that one', async () => {
  const theirs = newId();
  const answer = (name: string, alarmId: string) => usual(name, name === 'sos:press' ? theirs : alarmId);
  const { call, asked } = box({ answer });
  call.press();
  await pass(1);
  call.send();
  await pass(1);
  expect(asked[1]).toEqual({ name: 'sos:send', alarmId: theirs });
  expect(call.stage).toBe('sent');
});

test('pressed in another room: known here without a screen of its own, and a press counts on it', async () => {
  const { call, hear, asked } = box();
  const theirs = newId();
  hear(view(theirs, 'sent'));
  expect([call.stage, call.own]).toEqual(['sent', false]);
  call.press();
  await pass(1);
  expect(asked).toEqual([{ name: 'sos:press', alarmId: theirs }]);
  expect(call.own).toBe(true);
  await pass(1_000);
  hear(view(theirs, 'closed'));
  expect(call.stage).toBe('closed');
});

test('older news does not turn it back, and the states that were passed are known', async () => {
  const { call, hear, id } = box();
  call.press();
  call.send();
  await pass(1);
  const old = view(id(), 'sent');
  await pass(1_000);
  hear(view(id(), 'assigned', '赵值班'));
  await pass(1_000);
  hear(view(id(), 'dispatched', '赵值班'));
  hear(old);
  expect(call.stage).toBe('dispatched');
  expect(stepLooks(call.states, call.stage)).toEqual(['done', 'done', 'done', 'skipped', 'now', 'ahead', 'ahead']);
});

test('after the end, and when all seemed well, a press is a new call for help', async () => {
  const { call, hear, id, asked } = box();
  call.press();
  call.send();
  await pass(1_000);
  hear(view(id(), 'resolved', '赵值班'));
  call.press();
  expect(call.stage).toBe('countdown');
  await pass(1);
  const [first, , second] = asked;
  expect(second).toMatchObject({ name: 'sos:press' });
  expect(second?.alarmId).not.toBe(first?.alarmId);
});

test('the center closed it while nobody told the box: the press makes a new alarm, and is not lost', async () => {
  const answer = (name: string, alarmId: string) =>
    name === 'sos:press' && alarmId === closed ? refused('conflict') : usual(name, alarmId);
  let closed = '';
  const { call, asked, id } = box({ answer });
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
  const answer = (name: string, alarmId: string) => (open ? usual(name, alarmId) : refused('forbidden'));
  const { call } = box({ answer });
  call.press();
  call.send();
  await pass(5_000);
  expect(call.stage).toBe('undelivered');
  open = true;
  await pass(5_000);
  expect(call.stage).toBe('sent');
});

test('what is a day old is not taken up again', async () => {
  box({ online: false }).call.press();
  vi.clearAllTimers();
  vi.setSystemTime(Date.now() + 25 * 3_600_000);
  expect(box({ online: false }).call.stage).toBeUndefined();
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
