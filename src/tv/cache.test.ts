import { beforeEach, expect, test, vi } from 'vitest';
import type { Reply } from '../protocol/reply.ts';
import { Cache } from './cache.ts';
import { Clock } from './clock.ts';
import { Link } from './link.ts';
import { Store } from './storage.ts';

const ORDERS = { orders: [] };

function cacheOf(reply: Reply<unknown>) {
  const store = new Store();
  const link = new Link();
  const ask = vi.spyOn(link, 'ask').mockImplementation((async () => reply) as unknown as Link['ask']);
  return { cache: new Cache(store, link, new Clock(store)), ask };
}

beforeEach(() => localStorage.clear());

test('the fresh answer is shown, and kept for the next time without a line', async () => {
  const online = cacheOf({ ok: true, value: ORDERS });
  const shown: boolean[] = [];
  await online.cache.ask('meals:orders', {}, ({ fresh }) => shown.push(fresh));
  const offline = cacheOf({ ok: false, refusal: { code: 'unavailable', text: 'app.refused.offline' } });
  const reply = await offline.cache.ask('meals:orders', {}, ({ fresh }) => shown.push(fresh));
  expect(shown).toEqual([true, false]);
  expect(reply.ok).toBe(false);
});

test('another question has no answer yet', async () => {
  const { cache } = cacheOf({ ok: true, value: { menus: [], walletFen: 0 } });
  const residentId = '019a0000-0000-7000-8000-000000000001';
  await cache.ask('meals:menus', { day: '2026-11-24', residentId }, () => undefined);
  expect(cache.read('meals:menus', { day: '2026-11-24', residentId })?.value.walletFen).toBe(0);
  expect(cache.read('meals:menus', { day: '2026-11-25', residentId })).toBeUndefined();
});

test('the oldest of many answers is forgotten', async () => {
  const { cache } = cacheOf({ ok: true, value: { menus: [], walletFen: 0 } });
  const residentId = '019a0000-0000-7000-8000-000000000001';
  const day = (n: number) =>
    `2026-${String(1 + Math.floor(n / 28)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`;
  for (let n = 0; n < 70; n++) await cache.ask('meals:menus', { day: day(n), residentId }, () => undefined);
  expect(cache.read('meals:menus', { day: day(0), residentId })).toBeUndefined();
  expect(cache.read('meals:menus', { day: day(69), residentId })).toBeDefined();
  expect(Object.keys(localStorage).length).toBeLessThanOrEqual(61);
});
