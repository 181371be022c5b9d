import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { addOne, Baskets, fitted, limitOf, takeOne } from './basket.ts';
import { Store } from './storage.ts';

const PLENTY = { id: 'rice', left: 20 };

describe('what is in it', () => {
  test('one more and one less; the last one takes the thing out', () => {
    const two = addOne(addOne({}, PLENTY), PLENTY);
    expect(two).toEqual({ rice: 2 });
    expect(takeOne(two, 'rice')).toEqual({ rice: 1 });
    expect(takeOne(takeOne(two, 'rice'), 'rice')).toEqual({});
    expect(takeOne({}, 'rice')).toEqual({});
  });

  test('what stands against one more is said', () => {
    expect(limitOf({}, { id: 'fish', left: 0 })).toBe('soldout');
    expect(limitOf({ fish: 2 }, { id: 'fish', left: 2 })).toBe('left');
    expect(limitOf({ rice: 9 }, PLENTY)).toBe('most');
    expect(limitOf({ rice: 8 }, PLENTY)).toBeUndefined();
  });

  test('whatever is pressed, it never holds more than there are, nor more than nine of one thing', () => {
    const press = fc.record({ add: fc.boolean(), id: fc.constantFrom('a', 'b', 'c') });
    const lefts = { a: 0, b: 3, c: 50 };
    fc.assert(
      fc.property(fc.array(press), (presses) => {
        let counts = {};
        for (const { add, id } of presses) {
          counts = add ? addOne(counts, { id, left: lefts[id as 'a'] }) : takeOne(counts, id);
        }
        const things = Object.entries(lefts).map(([id, left]) => ({ id, left }));
        expect(fitted(counts, things)).toEqual(counts);
        expect(Object.values(counts).every((n) => Number(n) >= 1 && Number(n) <= 9)).toBe(true);
      }),
    );
  });

  test('after somebody was quicker it holds what is still there', () => {
    const things = [PLENTY, { id: 'fish', left: 2 }, { id: 'soup', left: 0 }];
    expect(fitted({ rice: 3, fish: 5, soup: 1, gone: 2 }, things)).toEqual({ rice: 3, fish: 2 });
  });
});

describe('on the box', () => {
  let now = 0;
  const clock = { now: () => now };
  const DAY = 24 * 3_600_000;
  beforeEach(() => {
    localStorage.clear();
    now = DAY;
  });

  test('it survives a restart, apart for each place and service', () => {
    new Baskets(new Store(), clock, 'meals').fill('one', { rice: 2 });
    const again = new Baskets(new Store(), clock, 'meals');
    expect(again.of('one')).toEqual({ rice: 2 });
    expect(again.of('other')).toEqual({});
    expect(new Baskets(new Store(), clock, 'shop').of('one')).toEqual({});
  });

  test('it ends when it is dropped, and when nobody has touched it for a day', () => {
    const baskets = new Baskets(new Store(), clock, 'meals');
    baskets.fill('one', { rice: 2 });
    baskets.fill('two', { rice: 1 });
    baskets.drop('one');
    expect(baskets.of('one')).toEqual({});
    now += DAY - 1;
    expect(baskets.of('two')).toEqual({ rice: 1 });
    now += 1;
    expect(baskets.of('two')).toEqual({});
  });

  test('of very many the oldest go', () => {
    const baskets = new Baskets(new Store(), clock, 'meals');
    for (let n = 0; n < 20; n++) {
      now += 1;
      baskets.fill(`menu ${n}`, { rice: 1 });
    }
    expect(baskets.of('menu 0')).toEqual({});
    expect(baskets.of('menu 19')).toEqual({ rice: 1 });
  });
});
