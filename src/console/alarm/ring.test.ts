import { expect, test } from 'vitest';
import type { QueueItem } from '../../protocol/contracts/desk.ts';
import { newlyRinging, ringingOf, soundFor, titleAt } from './ring.ts';

function item(id: string, part: Partial<QueueItem>): QueueItem {
  return {
    id,
    kind: 'alarm',
    service: 'sos',
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

const ring = (...items: QueueItem[]) => ringingOf(new Map(items.map((one) => [one.id, one])));

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

test('an alarm drowns the chime', () => {
  expect(soundFor(ring(item('order', { kind: 'request' })))).toBe('chime');
  expect(soundFor(ring(item('order', { kind: 'request' }), item('alarm', {})))).toBe('alarm');
});

test('each alarm is told to the desktop once', () => {
  const ringing = ring(item('a', {}), item('b', {}));
  expect(newlyRinging(new Set(['a']), ringing).map((one) => one.id)).toEqual(['b']);
});

test('the title takes turns, once a second, and rests without an alarm', () => {
  expect([0, 1, 2].map((second) => titleAt(second, '中心', '【求助】'))).toEqual(['【求助】', '中心', '【求助】']);
  expect([0, 1, 2].map((second) => titleAt(second, '中心', undefined))).toEqual(['中心', '中心', '中心']);
});
