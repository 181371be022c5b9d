import { expect, test } from 'vitest';
import { countOn, heardOn, type Summons } from './summons.ts';

function summons(id: string, part: Partial<Summons> = {}): Summons {
  return {
    id,
    path: 'broadcast/approve',
    text: 'console.name',
    params: {},
    since: '2026-11-24T02:00:00.000Z',
    ...part,
  };
}

test('what waits is counted in the menu and heard until it is opened, the longest waiting first', () => {
  const all = [summons('new'), summons('old', { since: '2026-11-24T01:00:00.000Z' })];
  expect(countOn('broadcast/approve', all)).toBe(2);
  expect(countOn('queue', all)).toBe(0);
  expect(heardOn('queue', all).map(({ id }) => id)).toEqual(['old', 'new']);
  expect(heardOn('broadcast/approve', all).map(({ id }) => id)).toEqual(['old', 'new']);
  expect(heardOn('broadcast/approve/old', all).map(({ id }) => id)).toEqual(['new']);
});
