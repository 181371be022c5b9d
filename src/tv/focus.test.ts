import { expect, test } from 'vitest';
import { type Box, nextFocus } from './focus.ts';

const at = (x: number, y: number, w = 100, h = 100): Box => ({ x, y, w, h });
const GRID = [at(0, 0), at(120, 0), at(240, 0), at(0, 120), at(120, 120), at(0, 240, 400)];

test('left and right stay in the row', () => {
  expect(nextFocus(GRID, at(0, 0), 'Right')).toBe(1);
  expect(nextFocus(GRID, at(240, 0), 'Right')).toBeUndefined();
  expect(nextFocus(GRID, at(0, 120), 'Left')).toBeUndefined();
});

test('up and down go to the nearest row, there to the nearest', () => {
  expect(nextFocus(GRID, at(120, 0), 'Down')).toBe(4);
  expect(nextFocus(GRID, at(240, 0), 'Down')).toBe(4);
  expect(nextFocus(GRID, at(120, 120), 'Down')).toBe(5);
  expect(nextFocus(GRID, at(0, 240, 400), 'Up')).toBe(4);
});

test('at the edge nothing lies ahead', () => {
  expect(nextFocus(GRID, at(0, 0), 'Up')).toBeUndefined();
  expect(nextFocus(GRID, at(0, 240, 400), 'Down')).toBeUndefined();
});

test('a wide thing above is reached from far right', () => {
  expect(nextFocus([at(0, 0, 1000, 60)], at(900, 100), 'Up')).toBe(0);
});
