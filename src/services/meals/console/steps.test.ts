import { describe, expect, test } from 'vitest';
import type { Order } from '../protocol.ts';
import { canDecline, isCooked, nextStep, pickedOf, withOrder } from './steps.ts';

function order(number: string, part: Partial<Order> = {}): Order {
  return {
    id: number,
    number,
    menuId: 'menu',
    day: '2026-11-24',
    meal: 'lunch',
    merchantId: 'canteen',
    canteen: '昔阳里食堂',
    residentId: 'resident',
    forWhom: '王秀英',
    where: '1号楼 101',
    way: 'delivery',
    state: 'ordered',
    since: '2026-11-24T01:00:00.000Z',
    lines: [{ itemId: 'i1', dishId: 'd1', name: '红烧肉', picture: '', count: 1, priceFen: 1_800, subsidyFen: 400 }],
    totalFen: 1_800,
    subsidyFen: 400,
    ownFen: 1_400,
    cutoffAt: '2026-11-24T02:00:00.000Z',
    servedFrom: '2026-11-24T03:00:00.000Z',
    servedTo: '2026-11-24T04:30:00.000Z',
    cancelUntil: null,
    reason: null,
    orderedAt: '2026-11-24T01:00:00.000Z',
    ...part,
  };
}

describe('pick list', () => {
  test('on paper an order has its place, and one for the canteen has none', () => {
    expect(pickedOf(order('a'))).toMatchObject({ number: 'a', where: '1号楼 101', lines: [{ id: 'd1', count: 1 }] });
    expect(pickedOf(order('t', { way: 'table' })).where).toBeNull();
  });

  test('cancelled and declined orders are not cooked', () => {
    const states = ['ordered', 'accepted', 'ready', 'onTheWay', 'delivered', 'cancelled', 'declined'] as const;
    expect(states.filter((state) => isCooked(order(state, { state })))).toEqual(states.slice(0, 5));
  });
});

describe('steps of an order', () => {
  test('delivery goes over the way, a table order does not', () => {
    expect(nextStep({ state: 'ready', way: 'delivery' })).toBe('onTheWay');
    expect(nextStep({ state: 'ready', way: 'table' })).toBe('delivered');
    expect(nextStep({ state: 'ordered', way: 'table' })).toBe('accepted');
  });

  test('nothing comes after the end', () => {
    for (const state of ['delivered', 'cancelled', 'declined'] as const) {
      expect(nextStep({ state, way: 'delivery' })).toBeUndefined();
      expect(canDecline(state)).toBe(false);
    }
  });

  test('a pushed order takes its place, a new one comes last', () => {
    const orders = [order('a'), order('b')];
    expect(withOrder(orders, order('a', { state: 'accepted' })).map((one) => one.state)).toEqual([
      'accepted',
      'ordered',
    ]);
    expect(withOrder(orders, order('c')).map((one) => one.number)).toEqual(['a', 'b', 'c']);
  });
});
