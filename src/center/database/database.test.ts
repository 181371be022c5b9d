import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../testing/database.ts';
import { silentLog } from '../log.ts';
import { connect, type Database, disconnect, inTransaction, sqlState } from './database.ts';
import { migrate } from './migrate.ts';

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

test('two transactions that deadlock both end well', async () => {
  await db.execute(sql`CREATE TABLE pair (id int PRIMARY KEY, n int NOT NULL)`);
  await db.execute(sql`INSERT INTO pair VALUES (1, 0), (2, 0)`);
  const attempts = { up: 0, down: 0 };
  const holding = new Set<string>();
  const both = Promise.withResolvers<void>();
  const raise = (name: 'up' | 'down', first: number, second: number) =>
    inTransaction(db, async (tx) => {
      attempts[name]++;
      await tx.execute(sql`UPDATE pair SET n = n + 1 WHERE id = ${first}`);
      if (holding.add(name).size === 2) both.resolve();
      await both.promise;
      await tx.execute(sql`UPDATE pair SET n = n + 1 WHERE id = ${second}`);
    });
  await Promise.all([raise('up', 1, 2), raise('down', 2, 1)]);
  expect((await db.execute(sql`SELECT n FROM pair`)).rows).toEqual([{ n: 2 }, { n: 2 }]);
  // One of them at least was the victim; tried again, it may be once more.
  expect(attempts.up + attempts.down).toBeGreaterThanOrEqual(3);
});

test('a failure rolls back, is not tried again, and tells its code', async () => {
  let attempts = 0;
  const failure = await inTransaction(db, async (tx) => {
    attempts++;
    await tx.execute(sql`CREATE TABLE never (id int)`);
    await tx.execute(sql`SELECT 1 / 0`);
  }).catch((error: unknown) => error);
  expect([attempts, sqlState(failure)]).toEqual([1, '22012']);
  const { rows } = await db.execute(sql`SELECT to_regclass('never') AS found`);
  expect(rows).toEqual([{ found: null }]);
});

test('a connection that dies before its BEGIN is given back: the pool goes on, and can be closed', async () => {
  const small = connect(target.options, silentLog, 2);
  small.$client.on('acquire', (client) => {
    // As when the server is killed while a connection is being lent out.
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  });
  for (let tries = 0; tries < 3; tries++) {
    await expect(inTransaction(small, (tx) => tx.execute(sql`SELECT 1`))).rejects.toThrow();
  }
  small.$client.removeAllListeners('acquire');
  expect((await inTransaction(small, (tx) => tx.execute(sql`SELECT 1 AS n`))).rows).toEqual([{ n: 1 }]);
  await disconnect(small);
});

test('connections cut by the server are replaced', async () => {
  const admin = connect(target.options, silentLog, 1);
  await admin.execute(
    sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await disconnect(admin);
  await expect.poll(() => db.execute(sql`SELECT 1 AS one`).then(({ rows }) => rows)).toEqual([{ one: 1 }]);
});

test('migrations run once, in order, and a changed one is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xiyangli-migrate-'));
  const url = pathToFileURL(`${folder}/`);
  const fresh = await testDatabase();
  const own = connect(fresh.options, silentLog);
  await own.execute(sql`DROP TABLE migration`);
  try {
    await writeFile(
      join(folder, '0000_one.sql'),
      'CREATE TABLE a (id int);\n--> statement-breakpoint\nCREATE TABLE b (id int);',
    );
    await Promise.all([migrate(own, silentLog, url), migrate(own, silentLog, url)]);
    await writeFile(join(folder, '0001_two.sql'), 'ALTER TABLE b ADD COLUMN n int; SELECT 1 / 0;');
    await expect(migrate(own, silentLog, url)).rejects.toThrow('0001_two.sql 失败');
    await writeFile(join(folder, '0001_two.sql'), 'ALTER TABLE b ADD COLUMN n int;');
    await migrate(own, silentLog, url);
    await own.execute(sql`SELECT n FROM b`);
    await writeFile(join(folder, '0000_one.sql'), 'CREATE TABLE c (id int);');
    await expect(migrate(own, silentLog, url)).rejects.toThrow('its SQL was changed afterwards');
    await rm(join(folder, '0001_two.sql'));
    await writeFile(
      join(folder, '0000_one.sql'),
      'CREATE TABLE a (id int);\n--> statement-breakpoint\nCREATE TABLE b (id int);',
    );
    await expect(migrate(own, silentLog, url)).rejects.toThrow('this version of the center lacks it');
  } finally {
    await disconnect(own);
    await fresh.drop();
    await rm(folder, { recursive: true });
  }
});
