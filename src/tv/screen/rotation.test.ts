import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Rotation } from './rotation.ts';

const TURN_MS = 15_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

const items = (...ids: string[]) => ids.map((id) => ({ id }));
const plain = () => new Rotation<{ id: string }>({ turnMs: TURN_MS });

test('each has its turn, and after the last the first', () => {
  const rotation = plain();
  rotation.set(items('a', 'b', 'c'));
  const seen = [rotation.current?.id];
  for (let i = 0; i < 3; i++) {
    vi.advanceTimersByTime(TURN_MS);
    seen.push(rotation.current?.id);
  }
  expect(seen).toEqual(['a', 'b', 'c', 'a']);
});

test('a turn is not cut short, whatever else is told meanwhile', () => {
  const rotation = plain();
  rotation.set(items('a', 'b'));
  vi.advanceTimersByTime(TURN_MS - 1);
  rotation.set(items('a', 'b', 'c'));
  expect(rotation.current?.id).toBe('a');
  vi.advanceTimersByTime(1);
  expect(rotation.current?.id).toBe('b');
});

test('one alone stays, and takes its turns when another comes', () => {
  const rotation = plain();
  rotation.set(items('a'));
  vi.advanceTimersByTime(10 * TURN_MS);
  expect(rotation.current?.id).toBe('a');
  rotation.set(items('a', 'b'));
  expect(rotation.current?.id).toBe('a');
  vi.advanceTimersByTime(TURN_MS);
  expect(rotation.current?.id).toBe('b');
});

test('one that is gone makes room for the next, and at last for nothing', () => {
  const rotation = plain();
  rotation.set(items('a', 'b', 'c'));
  vi.advanceTimersByTime(TURN_MS);
  rotation.set(items('a', 'c'));
  expect(rotation.current?.id).toBe('c');
  rotation.set([]);
  expect(rotation.current).toBeUndefined();
  vi.advanceTimersByTime(TURN_MS);
  expect(rotation.current).toBeUndefined();
});

test('where what is new comes first, it has its whole turn at once', () => {
  const rotation = new Rotation<{ id: string }>({ turnMs: TURN_MS, newFirst: true });
  rotation.set(items('old', 'older'));
  vi.advanceTimersByTime(TURN_MS - 1);
  rotation.set(items('new', 'old', 'older'));
  expect(rotation.current?.id).toBe('new');
  vi.advanceTimersByTime(TURN_MS - 1);
  expect(rotation.current?.id).toBe('new');
  vi.advanceTimersByTime(1);
  expect(rotation.current?.id).toBe('old');
});

test('one that is in the middle of its words is heard out', () => {
  let busy = true;
  const rotation = new Rotation<{ id: string }>({ turnMs: TURN_MS, holds: () => busy });
  rotation.set(items('a', 'b'));
  vi.advanceTimersByTime(3 * TURN_MS);
  expect(rotation.current?.id).toBe('a');
  busy = false;
  vi.advanceTimersByTime(1_000);
  expect(rotation.current?.id).toBe('b');
});

test('the newest form of a thing is shown, under the same turn', () => {
  const rotation = new Rotation<{ id: string; words: string }>({ turnMs: TURN_MS });
  rotation.set([{ id: 'a', words: 'before' }]);
  rotation.set([{ id: 'a', words: 'after' }]);
  expect(rotation.current?.words).toBe('after');
});

test('whatever comes and goes: something is shown exactly when there is something, and it is one of them', () => {
  const lists = fc.array(fc.tuple(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')), fc.nat(40_000)), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(lists, fc.boolean(), (steps, newFirst) => {
      const rotation = new Rotation<{ id: string }>({ turnMs: TURN_MS, newFirst });
      for (const [ids, ms] of steps) {
        rotation.set(items(...ids));
        vi.advanceTimersByTime(ms);
        if (ids.length === 0) expect(rotation.current).toBeUndefined();
        else expect(ids).toContain(rotation.current?.id);
        expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
      }
      rotation.set([]);
    }),
  );
});
