import { expect, test } from 'vitest';
import { groupsOf, type Picked, totalsOf } from './picking.ts';

function order(number: string, part: Partial<Picked> = {}): Picked {
  const lines = [{ id: 'meat', name: '红烧肉', count: 1 }];
  return { id: number, number, where: '1号楼 101', who: '王秀英', lines, ...part };
}

test('by building in the order of the community, strangers after them, what is fetched last', () => {
  const orders = [
    order('t', { where: null }),
    order('c', { where: '11号楼 303' }),
    order('x', { where: '老年活动室 门口' }),
    order('b', { where: '1号楼 502' }),
    order('a'),
  ];
  const groups = groupsOf(orders, ['1号楼', '11号楼', '2号楼']);
  expect(groups.map((group) => [group.building, group.orders.map((one) => one.number)])).toEqual([
    ['1号楼', ['a', 'b']],
    ['11号楼', ['c']],
    ['老年活动室', ['x']],
    [undefined, ['t']],
  ]);
});

test('a building whose name begins like another keeps its own orders', () => {
  const [first] = groupsOf([order('a', { where: '甲楼东 101' })], ['甲楼', '甲楼东']);
  expect(first?.building).toBe('甲楼东');
});

test('totals count things over orders, the largest first', () => {
  const soup = { id: 'soup', name: '冬瓜汤', count: 3 };
  const meat = { id: 'meat', name: '红烧肉', count: 1 };
  expect(totalsOf([order('a', { lines: [meat, soup] }), order('b', { lines: [meat] })])).toEqual([
    { name: '冬瓜汤', count: 3 },
    { name: '红烧肉', count: 2 },
  ]);
});
