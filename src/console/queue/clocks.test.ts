import { expect, test } from 'vitest';
import { countUp, dueState, span } from './clocks.ts';

const MINUTE = 60_000;
const NOW = Date.parse('2026-11-24T04:00:00.000Z');
const at = (ms: number): string => new Date(NOW + ms).toISOString();

test.each([
  [0, '00:00'],
  [999, '00:00'],
  [34_000, '00:34'],
  [12 * MINUTE + 5_000, '12:05'],
  [62 * MINUTE, '1:02:00'],
  [25 * 60 * MINUTE, '25:00:00'],
  [-5_000, '00:00'],
])('%d ms counts up as %s', (ms, label) => {
  expect(countUp(ms)).toBe(label);
});

test.each([
  [59_999, 'console.span.seconds', 59],
  [MINUTE, 'console.span.minutes', 1],
  [-90 * MINUTE, 'console.span.hours', 1],
  [47 * 60 * MINUTE, 'console.span.hours', 47],
  [49 * 60 * MINUTE, 'console.span.days', 2],
])('%d ms is said as %s %d', (ms, key, n) => {
  expect(span(ms)).toEqual({ key, params: { n } });
});

test.each([
  [11 * MINUTE, 'calm'],
  [10 * MINUTE, 'soon'],
  [0, 'soon'],
  [-1, 'over'],
])('due in %d ms is %s', (ms, urgency) => {
  expect(dueState(at(ms), NOW)).toEqual({ left: ms, urgency });
});
