import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../protocol/ids.ts';
import { testDatabase } from '../../testing/database.ts';
import { connect, type Database, disconnect, inTransaction } from '../database/database.ts';
import { silentLog } from '../log.ts';
import { type DailyWindow, giveSlotBack, openSlots, takeSlot } from './slots.ts';

const communityId = newId();
const WINDOWS: DailyWindow[] = [
  { from: '15:00', to: '17:00', places: 3, closesMinutes: 60 },
  { from: '09:00', to: '11:00', places: 3, closesMinutes: 60 },
];
/** 8:30 in the community. */
const NOW = '2026-11-24T00:30:00.000Z';
const MORNING = { day: '2026-11-24', from: '2026-11-24T01:00:00.000Z' };
const AFTERNOON = { day: '2026-11-24', from: '2026-11-24T07:00:00.000Z' };
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

const refused = (code: string) => expect.objectContaining({ refusal: expect.objectContaining({ code }) });

test('windows that have closed are not offered; the others come in the order of time', async () => {
  const slots = await openSlots(db, { communityId, owner: 'a', windows: WINDOWS, days: 2, now: NOW });
  expect(slots.map(({ day, from, left }) => [day, from.slice(11, 16), left])).toEqual([
    ['2026-11-24', '07:00', 3],
    ['2026-11-25', '01:00', 3],
    ['2026-11-25', '07:00', 3],
  ]);
});

test('of 20 who want one of 3 places at once, 3 get one; a full window is not offered, until a place comes back', async () => {
  const of = { communityId, owner: 'b', windows: WINDOWS, now: NOW, ...AFTERNOON };
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, () => inTransaction(db, (tx) => takeSlot(tx, of))),
  );
  const lefts = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.left] : []));
  expect(lefts.sort()).toEqual([0, 1, 2]);
  for (const result of results) if (result.status === 'rejected') expect(result.reason).toEqual(refused('soldout'));
  const slots = () => openSlots(db, { ...of, days: 1 });
  expect(await slots()).toEqual([]);
  await inTransaction(db, (tx) => giveSlotBack(tx, of));
  expect(await slots()).toMatchObject([{ ...AFTERNOON, left: 1 }]);
});

test('a window that has closed, or that there is not, takes nobody; fewer places than are taken take nobody more', async () => {
  const of = { communityId, owner: 'c', windows: WINDOWS, now: NOW };
  const trying = (span: typeof MORNING, windows = WINDOWS) =>
    inTransaction(db, (tx) => takeSlot(tx, { ...of, ...span, windows }));
  await expect(trying(MORNING)).rejects.toEqual(refused('late'));
  await expect(trying({ ...AFTERNOON, from: NOW })).rejects.toEqual(refused('gone'));
  expect(await trying(AFTERNOON)).toMatchObject({ left: 2 });
  expect(await trying(AFTERNOON)).toMatchObject({ left: 1 });
  const fewer = WINDOWS.map((one) => ({ ...one, places: 1 }));
  await expect(trying(AFTERNOON, fewer)).rejects.toEqual(refused('soldout'));
});
