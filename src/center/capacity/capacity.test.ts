import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../protocol/ids.ts';
import { testDatabase } from '../../testing/database.ts';
import { connect, type Database, disconnect, inTransaction } from '../database/database.ts';
import { silentLog } from '../log.ts';
import { CapacityError, giveBack, leftOf, offer, take } from './capacity.ts';

const communityId = newId();
let target: Awaited<ReturnType<typeof testDatabase>>;
let db: Database;

beforeAll(async () => {
  target = await testDatabase();
  db = connect(target.options, silentLog);
});
afterAll(async () => {
  await disconnect(db);
  await target.drop();
});

const fails = (code: string, left: number) => expect.objectContaining({ name: 'CapacityError', code, left });

test('of 50 who want one of 10 at once, 10 get it, and each is told a different rest', async () => {
  const key = 'soup';
  await inTransaction(db, (tx) => offer(tx, { communityId, key, total: 10 }));
  const takers = Array.from({ length: 50 }, () => inTransaction(db, (tx) => take(tx, { communityId, key, n: 1 })));
  const results = await Promise.allSettled(takers);
  const lefts = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  expect(lefts.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(refused).toHaveLength(40);
  expect(refused.every((reason) => reason instanceof CapacityError && reason.code === 'soldout')).toBe(true);
  expect(await leftOf(db, communityId, [key, 'other'])).toEqual(new Map([[key, 0]]));
});

test('takes all that was asked for or none, and gives back', async () => {
  const thing = { communityId, key: 'seats' };
  await inTransaction(db, async (tx) => {
    expect(await offer(tx, { ...thing, total: 5 })).toBe(5);
    expect(await take(tx, { ...thing, n: 3 })).toBe(2);
    await expect(take(tx, { ...thing, n: 3 })).rejects.toEqual(fails('soldout', 2));
    expect(await giveBack(tx, { ...thing, n: 2 })).toBe(4);
    await expect(giveBack(tx, { ...thing, n: 2 })).rejects.toEqual(fails('unknown', 0));
    await expect(take(tx, { ...thing, n: -1 })).rejects.toThrow(RangeError);
    await expect(take(tx, { ...thing, key: 'nothing', n: 1 })).rejects.toEqual(fails('unknown', 0));
    await expect(take(tx, { ...thing, communityId: newId(), n: 1 })).rejects.toEqual(fails('unknown', 0));
  });
});

test('can be offered more or fewer, but not fewer than are taken', async () => {
  const thing = { communityId, key: 'beds' };
  await inTransaction(db, async (tx) => {
    await offer(tx, { ...thing, total: 5 });
    await take(tx, { ...thing, n: 4 });
    expect(await offer(tx, { ...thing, total: 4 })).toBe(0);
    await expect(offer(tx, { ...thing, total: 2 })).rejects.toEqual(fails('taken', -2));
    expect(await offer(tx, { ...thing, total: 9 })).toBe(5);
  });
});
