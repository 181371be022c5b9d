import { expect, test } from 'vitest';
import type { Times } from '../protocol.ts';
import { GOALS, goalMet, percent, timeParts } from './figures.ts';
import { periodAround } from './period.ts';

test.each([
  ['2026-11-24', 'day', '2026-11-24', '2026-11-24'],
  ['2026-11-24', 'week', '2026-11-23', '2026-11-29'],
  ['2026-11-23', 'week', '2026-11-23', '2026-11-29'],
  ['2026-11-29', 'week', '2026-11-23', '2026-11-29'],
  ['2027-01-01', 'week', '2026-12-28', '2027-01-03'],
  ['2026-11-24', 'month', '2026-11-01', '2026-11-30'],
  ['2026-12-31', 'month', '2026-12-01', '2026-12-31'],
  ['2028-02-10', 'month', '2028-02-01', '2028-02-29'],
] as const)('%s lies in the %s from %s to %s', (day, kind, from, to) => {
  expect(periodAround(day, kind)).toEqual({ from, to });
});

const times = (part: Partial<Times>): Times => ({
  of: 40,
  came: 40,
  p50S: 12,
  p95S: 40,
  within60: 0.975,
  within180: 1,
  ...part,
});
const [minute] = GOALS;

test('a goal is met at its very share, with counts; without a call there is nothing to meet', () => {
  expect(goalMet(times({}), minute)).toEqual({ share: 0.975, in: 39, of: 40, met: true });
  expect(goalMet(times({ within60: 38 / 40 }), minute)).toMatchObject({ in: 38, met: false });
  expect(goalMet(times({ of: 0, within60: null }), minute)).toBeUndefined();
});

test('a share is not rounded up to a goal that was missed', () => {
  expect([0.9749, 0.975, 1, 0, 2 / 3].map(percent)).toEqual(['97.4 %', '97.5 %', '100 %', '0 %', '66.6 %']);
});

test.each([
  [8.42, 0, 8.4],
  [59.6, 0, 60],
  [99, 0, 99],
  [100, 1, 40],
  [3_600, 60, 0],
])('%d s are %d min %d s', (seconds, minutes, rest) => {
  expect(timeParts(seconds)).toEqual({ minutes, seconds: rest });
});
