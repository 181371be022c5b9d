import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Digits } from './digits.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function opened(digits: Digits): string[] {
  const found: string[] = [];
  digits.opened.on((text) => found.push(text));
  return found;
}

test('two digits within 1.5 s open a service', () => {
  const digits = new Digits();
  const found = opened(digits);
  digits.press(0);
  vi.advanceTimersByTime(1_400);
  digits.press(6);
  expect(found).toEqual(['06']);
});

test('a digit that stays alone is forgotten', () => {
  const digits = new Digits();
  const found = opened(digits);
  digits.press(0);
  vi.advanceTimersByTime(1_600);
  digits.press(6);
  expect(found).toEqual([]);
});

test('what waits is shown, and goes away', () => {
  const digits = new Digits();
  const shown: string[] = [];
  digits.shown.on((text) => shown.push(text));
  digits.press(1);
  expect(shown.at(-1)).toBe('1');
  vi.advanceTimersByTime(1_600);
  expect(shown.at(-1)).toBe('');
});
