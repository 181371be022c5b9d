import { expect, test } from 'vitest';
import type { QueueItem } from '../../protocol/contracts/desk.ts';
import { asideOf, hasInHand, newlyRinging, ringingOf, soundFor, takesScreen, titleAt } from './ring.ts';

function item(id: string, part: Partial<QueueItem>): QueueItem {
  return {
    id,
    kind: 'alarm',
    service: 'sos',
    merchantId: null,
    state: 'sent',
    title: '一键救护',
    where: '3号楼 502',
    who: '王秀英',
    owner: null,
    ringing: true,
    level: 0,
    drill: false,
    openedAt: '2026-11-24T01:00:00.000Z',
    dueAt: null,
    closed: false,
    version: 1,
    ...part,
  };
}

const ME = { id: 'me', name: '赵值班' };
const OTHER = { id: 'other', name: '钱值班' };
const queueOf = (...items: QueueItem[]) => new Map(items.map((one) => [one.id, one]));
const ring = (...items: QueueItem[]) => ringingOf(queueOf(...items), ME.id);

test('several alarms stack, the oldest first; orders ring apart from them', () => {
  const ringing = ring(
    item('late', { openedAt: '2026-11-24T03:00:00.000Z' }),
    item('order', { kind: 'request' }),
    item('early', { openedAt: '2026-11-24T02:00:00.000Z' }),
  );
  expect(ringing.alarms.map((one) => one.id)).toEqual(['early', 'late']);
  expect(ringing.requests.map((one) => one.id)).toEqual(['order']);
});

test('what is taken or closed is silent', () => {
  expect(soundFor(ring(item('taken', { ringing: false }), item('closed', { closed: true })))).toBe('none');
});

test('what was handed over rings at the new owner alone', () => {
  expect(ring(item('mine', { owner: ME }), item('theirs', { owner: OTHER })).alarms.map(({ id }) => id)).toEqual([
    'mine',
  ]);
});

test('practice stands behind what is real, and sounds another way', () => {
  const drill = item('drill', { drill: true, openedAt: '2026-11-24T00:00:00.000Z' });
  expect(ring(drill, item('real', {})).alarms.map(({ id }) => id)).toEqual(['real', 'drill']);
  expect(soundFor(ring(drill, item('real', {})))).toBe('alarm');
  expect(soundFor(ring(drill))).toBe('drill');
});

test('an alarm drowns the chime', () => {
  expect(soundFor(ring(item('order', { kind: 'request' })))).toBe('chime');
  expect(soundFor(ring(item('order', { kind: 'request' }), item('alarm', {})))).toBe('alarm');
});

test('a summons drowns the chime, and no alarm', () => {
  expect(soundFor(ring(item('order', { kind: 'request' })), true)).toBe('summons');
  expect(soundFor(ring(item('practice', { drill: true })), true)).toBe('summons');
  expect(soundFor(ring(item('alarm', {})), true)).toBe('alarm');
  expect(soundFor(ring(item('order', { kind: 'request' })), true, true)).toBe('call');
  expect(soundFor(ring(item('alarm', {})), false, true)).toBe('alarm');
});

test('each alarm is told to the desktop once', () => {
  const ringing = ring(item('a', {}), item('b', {}));
  expect(newlyRinging(new Set(['a']), ringing).map((one) => one.id)).toEqual(['b']);
});

test('the title takes turns, once a second, and rests without an alarm', () => {
  expect([0, 1, 2].map((second) => titleAt(second, '中心', '【求助】'))).toEqual(['【求助】', '中心', '【求助】']);
  expect([0, 1, 2].map((second) => titleAt(second, '中心', undefined))).toEqual(['中心', '中心', '中心']);
});

test('alarms take the screen; those that stepped aside come back when they go up, and new ones do not wait', () => {
  const first = item('a', { level: 1 });
  expect(takesScreen([], undefined)).toBe(false);
  expect(takesScreen([first], undefined)).toBe(true);
  const aside = asideOf([first]);
  expect(takesScreen([first], aside)).toBe(false);
  expect(takesScreen([item('a', { level: 2 })], aside)).toBe(true);
  expect(takesScreen([first, item('b', {})], aside)).toBe(true);
});

test('only who has an alarm in hand may let another one wait', () => {
  const inHand = (...items: QueueItem[]) => hasInHand(queueOf(...items), ME.id);
  const taken = item('a', { owner: ME, ringing: false });
  expect(inHand(taken)).toBe(true);
  expect(inHand(item('a', {}), item('b', { owner: OTHER, ringing: false }))).toBe(false);
  expect(inHand({ ...taken, closed: true }, { ...taken, id: 'b', kind: 'request' })).toBe(false);
  // Handed over and not yet looked at.
  expect(inHand({ ...taken, ringing: true })).toBe(false);
});
