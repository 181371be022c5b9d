import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf } from '../../protocol/time.ts';
import { SILENCE_MS } from '../io/io.ts';
import { paceOf } from './pace.ts';
import { goneState, groupDark, lengthOf, nextChange, ticketAt, type Untended } from './rules.ts';

const pace = paceOf(300);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = '2026-11-24';
const at = (time: string, day = DAY) => Date.parse(instantOf(day, time));
const gone = (time: string, offAtNight = false, day = DAY) => ({ countsFrom: instantOf(day, time), offAtNight });

test('a line that died without a word is off line before its box is suspect', () => {
  expect(SILENCE_MS).toBeLessThanOrEqual(pace.suspectMs);
});

test('suspect at 90 s, a ticket at 5 min', () => {
  const from = at('12:00');
  const state = (seconds: number) => goneState(gone('12:00'), from + seconds * SECOND, pace);
  expect([0, 89, 90, 299, 300, 90_000].map(state)).toEqual([
    'returning',
    'returning',
    'suspect',
    'suspect',
    'dark',
    'dark',
  ]);
});

test('a household that switches off at night is not looked for before the morning', () => {
  const sleeper = gone('21:30', true);
  expect(ticketAt(sleeper, pace)).toBe(at('07:05', '2026-11-25'));
  expect(goneState(sleeper, at('21:32'), pace)).toBe('suspect');
  expect(goneState(sleeper, at('23:00'), pace)).toBe('asleep');
  expect(goneState(sleeper, at('07:04', '2026-11-25'), pace)).toBe('asleep');
  expect(goneState(sleeper, at('07:05', '2026-11-25'), pace)).toBe('dark');
});

test.each([
  ['just before the night begins', '20:54', '20:59', DAY],
  ['due as it begins', '20:55', '07:05', '2026-11-25'],
  ['after midnight', '02:00', '07:05', DAY],
  ['due as it ends', '06:55', '07:00', DAY],
])('the night, %s', (_, from, due, day) => {
  expect(ticketAt(gone(from, true), pace)).toBe(at(due, day));
  expect(ticketAt(gone(from, false), pace)).toBe(at(from) + 5 * MINUTE);
});

test('between two changes that are foretold nothing changes', () => {
  const moments = fc.integer({ min: at('00:00'), max: at('00:00') + 3 * 24 * 60 * MINUTE });
  fc.assert(
    fc.property(moments, fc.boolean(), fc.integer({ min: 0, max: 40 * 60 * MINUTE }), (from, offAtNight, after) => {
      const box = { countsFrom: new Date(from).toISOString(), offAtNight };
      const now = from + after;
      const next = nextChange(box, now, pace);
      const state = goneState(box, now, pace);
      if (next === undefined) expect(state).toBe('dark');
      else {
        expect(next).toBeGreaterThan(now);
        expect(goneState(box, next - 1, pace)).toBe(state);
      }
    }),
  );
});

test('no pace lets a box that is not suspect into a building’s ticket', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 86_400 }), (seconds) => {
      const { suspectMs, togetherMs, ticketMs } = paceOf(seconds);
      expect(ticketMs - togetherMs).toBeGreaterThanOrEqual(suspectMs);
    }),
  );
});

const untended = (boxId: string, seconds: number, due: boolean, buildingId = 'a'): Untended => ({
  boxId,
  buildingId,
  countsFrom: new Date(at('12:00') + seconds * SECOND).toISOString(),
  due,
});
const grouped = (boxes: readonly Untended[], sizes: Record<string, number>) =>
  groupDark(boxes, new Map(Object.entries(sizes)), pace).map(({ buildingId, whole, boxes: of }) => [
    buildingId,
    whole,
    of.map((box) => box.boxId).join(''),
  ]);

test('a power cut makes one ticket, also for those that went a little later', () => {
  const cut = ['1', '2', '3', '4', '5'].map((id, index) => untended(id, index * 30, index < 2));
  expect(grouped(cut, { a: 60 })).toEqual([['a', true, '12345']]);
});

test('in a small building more than three in ten are many, and one alone never is', () => {
  const two = [untended('1', 0, true), untended('2', 10, true)];
  expect(grouped(two, { a: 6 })).toEqual([['a', true, '12']]);
  expect(grouped(two, { a: 7 })).toEqual([
    ['a', false, '1'],
    ['a', false, '2'],
  ]);
  expect(grouped(two.slice(0, 1), { a: 1 })).toEqual([['a', false, '1']]);
});

test('far apart in time, or in two buildings, they are not together', () => {
  const late = ['1', '2', '3', '4', '5'].map((id, index) => untended(id, index * 181, true));
  expect(grouped(late, { a: 60 }).map(([, whole]) => whole)).toEqual([false, false, false, false, false]);
  const apart = ['1', '2', '3', '4', '5', '6'].map((id, index) => untended(id, 0, true, index < 3 ? 'a' : 'b'));
  expect(grouped(apart, { a: 60, b: 60 }).map(([, whole]) => whole)).toEqual(Array(6).fill(false));
});

test('whatever goes dark: each that is due is in one ticket, none is in two, and no ticket is without one that is due', () => {
  const box = fc.record({
    buildingId: fc.constantFrom('a', 'b', 'c'),
    seconds: fc.integer({ min: 0, max: 1_200 }),
    due: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(box, { maxLength: 40 }), fc.integer({ min: 1, max: 100 }), (list, size) => {
      const boxes = list.map(({ buildingId, seconds, due }, index) =>
        untended(String(index), seconds, due, buildingId),
      );
      const sizes = new Map(['a', 'b', 'c'].map((id) => [id, size]));
      const groups = groupDark(boxes, sizes, pace);
      const all = groups.flatMap((group) => group.boxes.map((one) => one.boxId));
      expect(new Set(all).size).toBe(all.length);
      for (const one of boxes) if (one.due) expect(all).toContain(one.boxId);
      for (const { whole, boxes: of, buildingId } of groups) {
        expect(of.some((one) => one.due)).toBe(true);
        expect(of.every((one) => one.buildingId === buildingId)).toBe(true);
        expect(whole).toBe(of.length >= 5 || (of.length > 1 && of.length > 0.3 * size));
      }
    }),
  );
});

test('a spell counts as far as it lies in the time that is asked for', () => {
  const since = at('12:00');
  const now = at('13:00');
  const length = (from: string, until: string | null) =>
    lengthOf({ from: instantOf(DAY, from), until: until && instantOf(DAY, until) }, since, now) / MINUTE;
  expect(length('12:10', '12:30')).toBe(20);
  expect(length('11:00', '12:30')).toBe(30);
  expect(length('12:10', null)).toBe(50);
  expect(length('10:00', '11:00')).toBe(0);
});
