import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '../protocol/ids.ts';
import type { Refusal, Reply } from '../protocol/reply.ts';
import { Link } from './link.ts';
import { Outbox } from './outbox.ts';
import { Store } from './storage.ts';

const BUSY: Reply<never> = { ok: false, refusal: { code: 'unavailable', text: 'refusal.unavailable' } };
const LATE: Refusal = { code: 'late', text: 'refusal.late' };
const DAY_MS = 24 * 3_600_000;

type AskSpy = (name: string, input: unknown, options: { key: string }) => Promise<Reply<unknown>>;

function lineThat(answer: AskSpy) {
  const link = new Link();
  const ask = vi.spyOn(link, 'ask').mockImplementation(answer as unknown as Link['ask']);
  const go = (state: 'online' | 'offline') => {
    link.state = state;
    link.changed.emit(state);
  };
  return { link, ask, go };
}

const cancel = () => ({ orderId: newId() });
const press = () => ({ alarmId: newId(), pressedAt: new Date().toISOString() });

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('what is sent without a line goes out when it comes, once, under its key', async () => {
  const { link, ask, go } = lineThat(async () => ({ ok: true, value: 1 }));
  const outbox = new Outbox(new Store(), link);
  const { key, done } = outbox.send('meals:cancel', cancel());
  expect(ask).not.toHaveBeenCalled();
  go('online');
  expect(await done).toEqual({ ok: true, value: 1 });
  go('online');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(ask.mock.calls[0]?.[2]).toEqual({ key });
});

test('it outlives a restart, with the same key, and its answer finds the listener', async () => {
  const { link } = lineThat(async () => BUSY);
  const { key } = new Outbox(new Store(), link).send('meals:cancel', cancel());
  const next = lineThat(async () => ({ ok: false, refusal: LATE }));
  const outbox = new Outbox(new Store(), next.link);
  const settled = vi.fn();
  outbox.onSettled('meals:cancel', settled);
  next.go('online');
  await vi.advanceTimersByTimeAsync(10);
  expect(settled).toHaveBeenCalledWith(expect.objectContaining({ key, reply: { ok: false, refusal: LATE } }));
  expect(new Outbox(new Store(), link).size).toBe(0);
});

test('an answer that nobody waits for is reported', async () => {
  const { link } = lineThat(async () => BUSY);
  new Outbox(new Store(), link).send('meals:cancel', cancel());
  const next = lineThat(async () => ({ ok: false, refusal: LATE }));
  const outbox = new Outbox(new Store(), next.link);
  const unheard = vi.fn();
  outbox.unheard.on(unheard);
  next.go('online');
  await vi.advanceTimersByTimeAsync(10);
  expect(unheard).toHaveBeenCalledWith(
    'meals:cancel',
    expect.objectContaining({ reply: { ok: false, refusal: LATE } }),
  );
});

test('no answer is no end: it is sent again under the same key', async () => {
  let tries = 0;
  const { link, ask, go } = lineThat(async () => (++tries < 3 ? BUSY : { ok: true, value: 1 }));
  const outbox = new Outbox(new Store(), link);
  go('online');
  const { key, done } = outbox.send('meals:cancel', cancel());
  await vi.advanceTimersByTimeAsync(10_000);
  expect((await done).ok).toBe(true);
  expect(ask.mock.calls.map((call) => call[2]?.key)).toEqual([key, key, key]);
});

test('a call for help waits behind nothing', async () => {
  const asked: string[] = [];
  const { link, go } = lineThat((name) => {
    asked.push(name);
    return name === 'sos:press' ? Promise.resolve({ ok: true, value: 1 }) : new Promise(() => undefined);
  });
  const outbox = new Outbox(new Store(), link);
  go('online');
  outbox.send('meals:cancel', cancel());
  outbox.send('meals:cancel', cancel());
  const { done } = outbox.send('sos:press', press());
  expect((await done).ok).toBe(true);
  expect(asked).toEqual(['meals:cancel', 'sos:press']);
});

test('the same within 400 ms is one, a second later it is two', () => {
  const { link } = lineThat(async () => BUSY);
  const outbox = new Outbox(new Store(), link);
  const input = cancel();
  const first = outbox.send('meals:cancel', input);
  expect(outbox.send('meals:cancel', { ...input }).key).toBe(first.key);
  vi.advanceTimersByTime(1_000);
  expect(outbox.send('meals:cancel', input).key).not.toBe(first.key);
});

test('older than the center remembers, it is not sent but reported', async () => {
  const { link } = lineThat(async () => BUSY);
  new Outbox(new Store(), link).send('meals:cancel', cancel());
  vi.advanceTimersByTime(8 * DAY_MS);
  const next = lineThat(async () => ({ ok: true, value: 1 }));
  const outbox = new Outbox(new Store(), next.link);
  const unheard = vi.fn();
  outbox.unheard.on(unheard);
  next.go('online');
  await vi.advanceTimersByTimeAsync(10);
  expect(next.ask).not.toHaveBeenCalled();
  expect(unheard.mock.calls[0]?.[1].reply.refusal.text).toBe('app.refused.tooOld');
});
