import { describe, expect, test } from 'vitest';
import type { Dish } from '../protocol.ts';
import {
  copied,
  type DraftItem,
  draftOf,
  faultOf,
  type MenuDraft,
  withDish,
  withItem,
  withoutItem,
} from './plan-draft.ts';

const item = (dishId: string, part: Partial<DraftItem> = {}): DraftItem => ({
  dishId,
  name: dishId,
  priceFen: 1_200,
  portions: 30,
  taken: 0,
  ...part,
});
const draft = (...items: DraftItem[]): MenuDraft => ({ cutoff: '10:00', from: '11:00', to: '12:30', items });
const dish: Dish = {
  id: 'new',
  merchantId: 'canteen',
  name: '清蒸鱼',
  picture: 'fish',
  priceFen: 2_200,
  marks: [],
  allergens: ['fish'],
  retired: false,
};

test('a stored menu shows its times on the clocks of the community', () => {
  const menu = {
    id: 'menu',
    merchantId: 'canteen',
    day: '2026-11-24',
    meal: 'lunch' as const,
    cutoffAt: '2026-11-24T02:00:00.000Z',
    servedFrom: '2026-11-24T03:00:00.000Z',
    servedTo: '2026-11-24T04:30:00.000Z',
    items: [],
  };
  expect(draftOf('lunch', menu)).toEqual(draft());
});

test('a dish comes once, at its own price', () => {
  const once = withDish(draft(), dish);
  expect(once.items).toEqual([item('new', { name: '清蒸鱼', priceFen: 2_200 })]);
  expect(withDish(once, dish)).toBe(once);
});

test('what people have ordered cannot be taken off', () => {
  const planned = draft(item('a', { taken: 2 }), item('b'));
  expect(withoutItem(withoutItem(planned, 'a'), 'b').items.map((one) => one.dishId)).toEqual(['a']);
});

test('copying keeps what is ordered here, and the other day brings no orders along', () => {
  const here = draft(item('a', { taken: 2, portions: 50 }), item('b'), item('c', { taken: 1 }));
  const there = { ...draft(item('a', { taken: 9 }), item('d', { taken: 7 })), cutoff: '09:00' };
  const result = copied(here, there);
  expect(result.cutoff).toBe('09:00');
  expect(result.items.map(({ dishId, portions, taken }) => [dishId, portions, taken])).toEqual([
    ['a', 50, 2],
    ['d', 30, 0],
    ['c', 30, 1],
  ]);
});

describe('faults', () => {
  const good = draft(item('a', { taken: 3 }));
  test.each([
    ['none', good, undefined],
    ['no dish', draft(), 'empty'],
    ['no price', withItem(good, 'a', { priceFen: null }), 'blank'],
    ['no time', { ...good, to: '' }, 'blank'],
    ['fewer than ordered', withItem(good, 'a', { portions: 2 }), 'portions'],
    ['cut-off after the start', { ...good, cutoff: '11:01' }, 'times'],
    ['end at the start', { ...good, to: '11:00' }, 'times'],
  ])('%s', (_, planned, fault) => {
    expect(faultOf(planned)).toBe(fault);
  });
});
