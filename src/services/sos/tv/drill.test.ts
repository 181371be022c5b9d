import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId } from '../../../protocol/ids.ts';
import { alarmView, callingBox, pass, refused, usualAnswer } from '../../../testing/calling-box.ts';
import { bannerOf, spokenOf, stateOf } from './words.ts';

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const practice = (name: string, alarmId: string) => {
  const reply = usualAnswer(name, alarmId);
  return reply.ok && name !== 'sos:current'
    ? { ok: true as const, value: { ...(reply.value as object), drill: true } }
    : reply;
};

test('a drill shows and says 演练 from the first moment to the last, also before the center has answered', async () => {
  const { call, hear, hearDrill, id } = callingBox({ answer: practice });
  hearDrill(inMinutes(10));
  call.press();
  expect([call.stage, call.drill]).toEqual(['countdown', true]);
  expect(stateOf(call)).toBe('演练：马上为您求助');
  expect(spokenOf(call)).toMatch(/^演练。.+演练。$/);
  call.send();
  await pass(1);
  expect([call.stage, stateOf(call)]).toEqual(['sent', '演练：中心已收到']);
  await pass(1_000);
  hear(alarmView(id(), 'closed', { drill: true }));
  expect(stateOf(call)).toBe('演练：已结束');
  expect(spokenOf(call)).toMatch(/^演练。.+演练。$/);
});

test('not delivered in a drill: nobody is told to dial 120 for practice', async () => {
  const { call, go, hearDrill } = callingBox({ online: false });
  hearDrill(inMinutes(10));
  go('offline');
  call.press();
  call.send();
  await pass(5_000);
  expect(call.stage).toBe('undelivered');
  expect(spokenOf(call)).not.toContain('请马上拨打');
  expect(bannerOf(call)).not.toContain('120');
});

test('the center’s word counts: it became real, or the box had not heard that the drill was over', async () => {
  const { call, hear, hearDrill, id } = callingBox();
  hearDrill(inMinutes(10));
  call.press();
  expect(call.drill).toBe(true);
  await pass(1);
  expect(call.drill).toBe(false);

  const other = callingBox({ answer: practice });
  other.call.press();
  await pass(1);
  expect(other.call.drill).toBe(true);
  other.hear(alarmView(other.id(), 'assigned', { drill: false }));
  expect(other.call.drill).toBe(false);
  expect(stateOf(other.call)).toBe('值班员已接警');
  hear(alarmView(id(), 'assigned', { drill: true }));
  expect(call.drill).toBe(true);
});

test('the time of practice is known after a restart, and is over by the clock or by the center', async () => {
  callingBox().hearDrill(inMinutes(10));
  const { call, hearDrill } = callingBox();
  const changes = vi.fn();
  call.practice.changed.on(changes);
  expect(call.practice.until).toBeDefined();
  await pass(10 * 60_000 + 1);
  expect(call.practice.until).toBeUndefined();
  expect(changes).toHaveBeenCalled();
  hearDrill(inMinutes(10));
  hearDrill(null);
  expect(call.practice.until).toBeUndefined();
});

test('nobody was reached after a cancel: it is a call for help again, and the resident may say that all is well', async () => {
  const { call, hear, id, names } = callingBox();
  call.press();
  await pass(1_000);
  call.cancel();
  await pass(1_000);
  expect(call.stage).toBe('cancelled');
  hear(alarmView(id(), 'sent', { callback: 'not-reached' }));
  expect([call.stage, call.own, call.unreached]).toEqual(['sent', true, true]);
  expect(stateOf(call)).toBe('没有联系上您');
  call.cancel();
  await pass(1);
  expect(call.stage).toBe('cancelled');
  expect(names()).toEqual(['sos:press', 'sos:cancel', 'sos:cancel']);
});

test('the same when the box has long forgotten the alarm, or never pressed it', async () => {
  const { call, hear, asked } = callingBox();
  const theirs = newId();
  hear(alarmView(theirs, 'sent', { callback: 'not-reached' }));
  expect([call.own, call.unreached]).toEqual([true, true]);
  call.press();
  await pass(1);
  expect(asked).toEqual([{ name: 'sos:press', alarmId: theirs }]);
  hear(alarmView(theirs, 'assigned', { callback: 'not-reached', officer: '赵值班' }));
  expect([call.stage, call.unreached]).toEqual(['assigned', false]);
});

test('“all is well” comes too late: an officer is on it, and the screen says why', async () => {
  const theirs = newId();
  const taken = () => alarmView(theirs, 'assigned', { officer: '赵值班', callback: 'not-reached' });
  const answer = (name: string, alarmId: string) => {
    if (name === 'sos:cancel') return refused('late');
    return name === 'sos:current' && alarmId === ''
      ? { ok: true as const, value: { alarm: taken() } }
      : usualAnswer(name, alarmId);
  };
  const { call, hear } = callingBox({ answer });
  hear(alarmView(theirs, 'sent', { callback: 'not-reached' }));
  call.cancel();
  await pass(1);
  expect([call.stage, call.refusal?.code]).toEqual(['assigned', 'late']);
});
