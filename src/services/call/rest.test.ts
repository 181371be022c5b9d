import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isResting } from './protocol.ts';

test.each([
  ['22:00', '06:30', '21:59', false],
  ['22:00', '06:30', '22:00', true],
  ['22:00', '06:30', '23:59', true],
  ['22:00', '06:30', '00:00', true],
  ['22:00', '06:30', '06:29', true],
  ['22:00', '06:30', '06:30', false],
  ['12:00', '14:00', '11:59', false],
  ['12:00', '14:00', '12:00', true],
  ['12:00', '14:00', '14:00', false],
  ['00:00', '06:00', '23:59', false],
])('quiet from %s to %s: at %s %s', (from, to, time, rests) => {
  expect(isResting({ from, to }, time)).toBe(rests);
});

test('without quiet hours nobody rests', () => expect(isResting(null, '03:00')).toBe(false));

const clock = fc
  .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

test('each minute of the day belongs to the hours or to their opposite, never to both', () => {
  fc.assert(
    fc.property(clock, clock, clock, (from, to, time) => {
      fc.pre(from !== to);
      expect(isResting({ from, to }, time)).toBe(!isResting({ from: to, to: from }, time));
    }),
  );
});
