import { expect, test } from 'vitest';
import { lengthText } from './length.ts';

const MINUTE = 60_000;
const said = (minutes: number) => {
  const { key, params } = lengthText(minutes * MINUTE);
  return `${key.split('.').at(-1)} ${Object.values(params).join(' ')}`;
};

test.each([
  [0.5, 'short '],
  [12.9, 'minutes 12'],
  [60, 'hours 1 0'],
  [24 * 60 - 1, 'hours 23 59'],
  [24 * 60, 'days 1 0'],
  [52 * 60 + 59, 'days 2 4'],
  [-5, 'short '],
])('%d minutes', (minutes, words) => {
  expect(said(minutes)).toBe(words);
});
