import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../log.ts';
import { makeMissingLinks } from './binaries.ts';
import { connect, type Database, disconnect } from './database.ts';
import { type EmbeddedPostgres, startPostgres } from './launcher.ts';

let dataDir: string;
let cleanUp: (() => Promise<void>)[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'xiyangli-launch-'));
  cleanUp = [() => rm(dataDir, { recursive: true })];
});

afterEach(async () => {
  for (const step of cleanUp.reverse()) await step();
});

/** Without waiting for the disk where a test is not about that: a killed process loses nothing by it. */
async function start(dir = dataDir, durable = false): Promise<EmbeddedPostgres> {
  const server = await startPostgres({ dataDir: dir, log: silentLog, durable });
  cleanUp.push(() => server.stop());
  return server;
}

async function withDatabase<T>(server: EmbeddedPostgres, work: (db: Database) => Promise<T>): Promise<T> {
  const db = connect(server.connection, silentLog, 1);
  try {
    return await work(db);
  } finally {
    await disconnect(db);
  }
}

const notes = (server: EmbeddedPostgres) =>
  withDatabase(server, async (db) => (await db.execute(sql`SELECT text FROM note`)).rows);

/** A center in its own process, which writes a row and then waits to be killed. */
async function startChild(): Promise<{ child: ChildProcess; serverPid: number }> {
  const child = fork(join(import.meta.dirname, 'launcher.fixture.ts'), [dataDir], { execArgv: [] });
  const [serverPid] = await once(child, 'message');
  cleanUp.push(async () => {
    child.kill('SIGKILL');
    if (await isAlive(serverPid)) process.kill(serverPid, 'SIGQUIT');
  });
  return { child, serverPid };
}

/** Whether the process runs; one that ended but was not yet buried by its parent does not. */
async function isAlive(pid: number): Promise<boolean> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=', '-p', String(pid)]).catch(() => ({ stdout: 'Z' }));
  return !stdout.trim().startsWith('Z');
}

test('keeps its data through a stop and a start, and waits for the disk unless told not to', async () => {
  const first = await start(dataDir, true);
  await withDatabase(first, async (db) => {
    expect((await db.execute(sql`SHOW fsync`)).rows).toEqual([{ fsync: 'on' }]);
    expect((await db.execute(sql`SHOW synchronous_commit`)).rows).toEqual([{ synchronous_commit: 'on' }]);
    await db.execute(sql`CREATE TABLE note (text text)`);
    await db.execute(sql`INSERT INTO note VALUES ('留着')`);
  });
  await first.stop();
  expect(await notes(await start())).toEqual([{ text: '留着' }]);
});

test('after kill -9 of the center, stops the server left behind and finds what was committed', async () => {
  const { child, serverPid } = await startChild();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await isAlive(serverPid)).toBe(true);

  const server = await start();
  expect(server.pid()).not.toBe(serverPid);
  expect(await isAlive(serverPid)).toBe(false);
  expect(await notes(server)).toEqual([{ text: 'committed' }]);
});

test('after kill -9 of both, recovers what was committed', async () => {
  const { child, serverPid } = await startChild();
  child.kill('SIGKILL');
  process.kill(serverPid, 'SIGKILL');
  await once(child, 'exit');
  expect(await notes(await start())).toEqual([{ text: 'committed' }]);
});

test("does not take another program that now has the old server's number for a running server", async () => {
  const first = await start();
  await first.stop();
  const pgdata = join(dataDir, 'postgres');
  await writeFile(join(pgdata, 'postmaster.pid'), `${process.pid}\n${pgdata}\n`);
  await writeFile(join(dataDir, 'run/.s.PGSQL.5432.lock'), `${process.pid}\n${pgdata}\n`);
  const second = await start();
  expect(await withDatabase(second, async (db) => (await db.execute(sql`SELECT 1 AS one`)).rows)).toEqual([{ one: 1 }]);
});

test('begins anew where making the database was cut short', async () => {
  await mkdir(join(dataDir, 'postgres.half'));
  await writeFile(join(dataDir, 'postgres.half/PG_VERSION'), '18');
  const server = await start();
  expect(await withDatabase(server, async (db) => (await db.execute(sql`SELECT 1 AS one`)).rows)).toEqual([{ one: 1 }]);
});

test('refuses data of another major version', async () => {
  await mkdir(join(dataDir, 'postgres'));
  await writeFile(join(dataDir, 'postgres/PG_VERSION'), '15\n');
  await expect(start()).rejects.toThrow(/是 PostgreSQL 15 的数据.*was written by PostgreSQL 15/);
});

test('makes the library links that npm left out, and leaves others alone', async () => {
  await mkdir(join(dataDir, 'native/lib'), { recursive: true });
  await writeFile(join(dataDir, 'native/lib/libicu.so.60.2'), 'icu');
  await writeFile(join(dataDir, 'native/lib/libpq.so'), 'there');
  const links = [
    { source: 'native/lib/libicu.so.60.2', target: 'native/lib/libicu.so.60' },
    { source: 'native/lib/libicu.so.60.2', target: 'native/lib/libpq.so' },
  ];
  await writeFile(join(dataDir, 'native/pg-symlinks.json'), JSON.stringify(links));
  await makeMissingLinks(dataDir);
  await makeMissingLinks(dataDir);
  expect(await readlink(join(dataDir, 'native/lib/libicu.so.60'))).toBe('libicu.so.60.2');
  expect(await readFile(join(dataDir, 'native/lib/libpq.so'), 'utf8')).toBe('there');
});

test('refuses a second center on the same folder, also one in another process', async () => {
  await startChild();
  await expect(start()).rejects.toThrow(/另一个服务中心正在用.*another center is using/);
});

test('starts a server that died again', async () => {
  const server = await start();
  const before = server.pid() ?? 0;
  process.kill(before, 'SIGKILL');
  await expect.poll(() => server.pid() !== before, { timeout: 20_000 }).toBe(true);
  expect(await withDatabase(server, async (db) => (await db.execute(sql`SELECT 1 AS one`)).rows)).toEqual([{ one: 1 }]);
});

test('a path too long for a socket gets a short one, that only this user can enter', async () => {
  const server = await start(join(dataDir, '很长的文件夹名字'.repeat(6)));
  expect(server.connection.host.startsWith(tmpdir())).toBe(true);
  expect(await withDatabase(server, async (db) => (await db.execute(sql`SELECT 1 AS one`)).rows)).toEqual([{ one: 1 }]);
  cleanUp.push(() => rm(server.connection.host, { recursive: true }));
});
