import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '../../protocol/ids.ts';
import { testDatabase } from '../../testing/database.ts';
import { connect, type Database, disconnect, inTransaction } from '../database/database.ts';
import { silentLog } from '../log.ts';
import { cancel, finish, schedule } from './jobs.ts';
import { type Scheduler, startScheduler, type TimerRunner } from './scheduler.ts';

const communityId = newId();
let target: Awaited<ReturnType<typeof testDatabase>>;
let db: Database;
let running: Scheduler[] = [];

beforeAll(async () => {
  target = await testDatabase();
  db = connect(target.options, silentLog);
});
afterEach(async () => {
  for (const scheduler of running) await scheduler.stop();
  running = [];
});
afterAll(async () => {
  await disconnect(db);
  await target.drop();
});

function start(kind: string, runner: TimerRunner, clock?: () => Date): Scheduler {
  const scheduler = startScheduler({ db, log: silentLog, runners: { [kind]: runner }, clock });
  running.push(scheduler);
  return scheduler;
}

const want = (kind: string, ref: string, ms: number, payload?: unknown) =>
  inTransaction(db, (tx) =>
    schedule(tx, { communityId, kind, ref, dueAt: new Date(Date.now() + ms).toISOString(), payload }),
  );

const pending = async (kind: string) =>
  (await db.execute(sql`SELECT ref, attempts FROM timer WHERE kind = ${kind} ORDER BY ref`)).rows;

test('does what is due once, with what it was given, and not what is due later', async () => {
  const done: unknown[] = [];
  const scheduler = start('once', async (timer) => void done.push(timer.payload));
  await want('once', 'later', 3_600_000);
  await want('once', 'now', 0, { alarm: 7 });
  scheduler.nudge();
  await expect.poll(() => pending('once')).toEqual([{ ref: 'later', attempts: 0 }]);
  expect(done).toEqual([{ alarm: 7 }]);
});

test('sleeps until the next is due without being nudged again', async () => {
  const done: string[] = [];
  await want('sleeper', 'soon', 200);
  start('sleeper', async (timer) => void done.push(timer.ref));
  await expect.poll(() => done, { timeout: 4_000 }).toEqual(['soon']);
});

test('what was scheduled before a restart is done after it, once, by whichever of two schedulers', async () => {
  const done: string[] = [];
  const first = start('restart', async () => {
    throw new Error('nothing is due yet');
  });
  for (let n = 0; n < 40; n++) await want('restart', String(n).padStart(2, '0'), 3_600_000);
  await first.stop();
  await db.execute(sql`UPDATE timer SET next_at = due_at - interval '2 hours' WHERE kind = 'restart'`);
  start('restart', async (timer) => void done.push(timer.ref));
  start('restart', async (timer) => void done.push(timer.ref));
  await expect.poll(() => pending('restart')).toEqual([]);
  expect(done.sort()).toEqual(Array.from({ length: 40 }, (_, n) => String(n).padStart(2, '0')));
});

test('a timer whose taker was killed is done by another when the lease is over', async () => {
  let now = Date.now();
  const clock = () => new Date(now);
  const stuck = Promise.withResolvers<void>();
  const doneBy: string[] = [];
  await want('lease', 'x', -1_000);
  start(
    'lease',
    async (timer) => {
      await stuck.promise;
      const mine = await inTransaction(db, (tx) => finish(tx, timer));
      if (mine) doneBy.push('first');
    },
    clock,
  );
  await expect.poll(() => pending('lease')).toEqual([{ ref: 'x', attempts: 1 }]);
  const second = start('lease', async () => void doneBy.push('second'), clock);
  now += 59_000;
  second.nudge();
  expect(await pending('lease')).toEqual([{ ref: 'x', attempts: 1 }]);
  now += 2_000;
  second.nudge();
  await expect.poll(() => doneBy).toEqual(['second']);
  stuck.resolve();
  await running[0]?.stop();
  expect(doneBy).toEqual(['second']);
});

test('a failure is tried again after a wait, and its transaction left nothing', async () => {
  let now = Date.now();
  let attempts = 0;
  await db.execute(sql`CREATE TABLE effect (n int)`);
  await want('failing', 'x', -1_000);
  const scheduler = start(
    'failing',
    (timer) =>
      inTransaction(db, async (tx) => {
        if (!(await finish(tx, timer))) return;
        await tx.execute(sql`INSERT INTO effect VALUES (${timer.attempts})`);
        if (++attempts < 3) throw new Error('try again');
      }),
    () => new Date(now),
  );
  // Until the failure is noted, the row shows the lease of 60 s.
  const wait = async () => {
    const { rows } = await db.execute(sql`SELECT attempts, next_at AS at FROM timer WHERE kind = 'failing'`);
    return rows.map((row) => [row.attempts, Date.parse(String(row.at)) - now]);
  };
  for (const [attempt, seconds] of [
    [1, 1],
    [2, 2],
  ] as const) {
    await expect.poll(wait).toEqual([[attempt, seconds * 1_000]]);
    now += seconds * 1_000;
    scheduler.nudge();
  }
  await expect.poll(() => pending('failing')).toEqual([]);
  expect((await db.execute(sql`SELECT n FROM effect`)).rows).toEqual([{ n: 3 }]);
});

test('a kind has one timer per ref: setting it anew replaces it, also from its own runner; cancelling removes it', async () => {
  await want('anew', 'x', 0, 'first');
  await want('anew', 'x', -1, 'second');
  const seen: unknown[] = [];
  start('anew', (timer) =>
    inTransaction(db, async (tx) => {
      await finish(tx, timer);
      seen.push(timer.payload);
      const dueAt = new Date(Date.now() + 3_600_000).toISOString();
      await schedule(tx, { communityId, kind: 'anew', ref: 'x', dueAt, payload: 'third' });
    }),
  );
  await expect.poll(() => seen).toEqual(['second']);
  await expect.poll(() => pending('anew')).toEqual([{ ref: 'x', attempts: 0 }]);
  const stop = () => inTransaction(db, (tx) => cancel(tx, { communityId, kind: 'anew', ref: 'x' }));
  expect([await stop(), await stop()]).toEqual([true, false]);
});

test('timers of kinds that nobody here runs are left alone', async () => {
  await want('strange', 'x', 0);
  const done: string[] = [];
  await want('known', 'x', 0);
  start('known', async (timer) => void done.push(timer.kind));
  await expect.poll(() => done).toEqual(['known']);
  expect(await pending('strange')).toEqual([{ ref: 'x', attempts: 0 }]);
});
