import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { connect, disconnect } from '../../src/center/database/database.ts';
import { silentLog } from '../../src/center/log.ts';
import { newId } from '../../src/protocol/ids.ts';
import { openNewsroom } from '../../src/testing/broadcaster.ts';
import { type CenterProcess, startCenterProcess } from '../../src/testing/center-process.ts';
import { testDatabase } from '../../src/testing/database.ts';
import { connectBox, connectStaff, enrolBox, until } from '../../src/testing/harness.ts';
import { type Crowd, openCrowd, receiptsComplete } from './crowd.ts';

/** Two processes of the center on one database: what is done at one is heard at the other. */
const BOXES = 100;
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let database: Awaited<ReturnType<typeof testDatabase>>;
let keys: string;
let here: CenterProcess;
let there: CenterProcess;
const crowds: Crowd[] = [];
/** All that the boxes must have heard so far, in order. */
const sent: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  keys = mkdtempSync(join(tmpdir(), 'xiyangli-keys-'));
  const { host, user, database: name } = database.options;
  const settings = {
    DATABASE_URL: `postgres://${user}@localhost/${name}?host=${encodeURIComponent(host)}`,
    KEYS_DIR: keys,
    LOG_LEVEL: 'warn',
  };
  here = await startCenterProcess(settings);
  there = await startCenterProcess(settings);
  for (const center of [here, there]) crowds.push(await openCrowd(center, database.options, BOXES));
});
afterAll(async () => {
  for (const crowd of crowds) await crowd.stop();
  await there?.stop();
  await here?.stop();
  await database?.drop();
  rmSync(keys, { recursive: true, force: true });
});

async function allHaveAll(): Promise<void> {
  for (const crowd of crowds) await crowd.heard(sent);
  await receiptsComplete(database.options, sent, 2 * BOXES);
}

/** Ends every connection to the database but our own, as its restart does. */
async function cutDatabase(): Promise<void> {
  const db = connect(database.options, silentLog, 1);
  await db.execute(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`);
  await disconnect(db);
}

test('warnings sent at either process reach the boxes of both, once and in order', async () => {
  const [one, other] = [await openNewsroom(here), await openNewsroom(there)];
  for (let round = 0; round < 3; round++) {
    for (const newsroom of [one, other]) {
      const { id } = await newsroom.send({ level: 'yellow' });
      sent.push(id);
    }
  }
  await allHaveAll();
  one.close();
  other.close();
});

test('sent at both at the same moment: everybody has each of them once', async () => {
  const rooms = [await openNewsroom(here), await openNewsroom(there)];
  const ready = await Promise.all(
    rooms.flatMap((newsroom) => Array.from({ length: 4 }, () => newsroom.ready({ level: 'red' }))),
  );
  await Promise.all(ready.map((approval, index) => rooms[index % 2]?.approver.get('broadcast:approve', approval)));
  const ids = new Set(ready.map(({ id }) => id));
  const watcher = await connectBox(there, { secret: await anEnrolledSecret() });
  // Their order is the one in which they were committed.
  const missed = watcher.hello.missed.messages.filter(({ id }) => ids.has(id));
  const inOrder = missed.sort((one, other) => one.seq - other.seq).map(({ id }) => id);
  expect(inOrder).toHaveLength(ids.size);
  sent.push(...inOrder);
  watcher.close();
  await allHaveAll();
  for (const newsroom of rooms) newsroom.close();
});

test('staff at the other process hear of a deed, and a box there is cut off when it is revoked here', async () => {
  const box = await enrolBox(there, '1门101');
  const clerk = await connectStaff(here, 'clerk');
  const far = await connectStaff(there, 'clerk');
  const { households } = await clerk.get('people:households', { search: '1门101' });
  const boxId = box.hello.boxId ?? '';
  await clerk.get('people:revokeBox', { boxId });
  await until('the box is told', () => box.pushes.some(({ name }) => name === 'box:revoked'));
  await until('the line is cut', () => box.socket.disconnected);
  const news = { name: 'people:household', body: { householdId: households[0]?.id } };
  await until('the other desk hears', () => far.pushes.some((push) => JSON.stringify(push) === JSON.stringify(news)));
  for (const client of [clerk, far, box]) client.close();
});

test('when all connections to the database are cut both go on, and news passes again', async () => {
  const newsroom = await openNewsroom(here);
  const approval = await newsroom.ready({ level: 'red' });
  const key = newId();
  await cutDatabase();
  await vi.waitUntil(async () => (await newsroom.approver.ask('broadcast:approve', approval, key)).ok, {
    timeout: 10_000,
    interval: 100,
  });
  sent.push(approval.id);
  await allHaveAll();
  newsroom.close();
  for (const center of [here, there]) expect((await fetch(`${center.url}/healthz`)).ok).toBe(true);
});

/** A box of its own, known to the center by its secret. */
async function anEnrolledSecret(): Promise<string> {
  const box = await enrolBox(here, '1门502');
  box.close();
  return box.secret;
}
