import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../protocol/ids.ts';
import type { FeedMessage } from '../../protocol/wire.ts';
import { testDatabase } from '../../testing/database.ts';
import { connect, type Database, disconnect } from '../database/database.ts';
import { silentLog } from '../log.ts';
import type { NewsOutlet } from '../work.ts';
import { type Neighbours, type NewsHere, openNeighbours } from './neighbours.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let db: Database;
let nodes: { neighbours: Neighbours; did: unknown[][]; rooms: Set<string> }[];

beforeAll(async () => {
  database = await testDatabase();
  db = connect(database.options, silentLog);
});
afterAll(async () => {
  await disconnect(db);
  await database.drop();
});
beforeEach(async () => {
  nodes = [openNode(), openNode()];
  // Until both listen.
  for (const [index, { neighbours }] of nodes.entries()) {
    const other = nodes[1 - index];
    await expect
      .poll(() => {
        neighbours.news.dropStaff('test');
        return other?.did.length;
      })
      .toBeGreaterThan(1);
  }
  await new Promise((done) => setTimeout(done, 100));
  for (const { did } of nodes) did.splice(0);
});
afterEach(async () => {
  for (const { neighbours } of nodes) await neighbours.stop();
});

/** A process that notes what reaches those who are connected to it. */
function openNode() {
  const did: unknown[][] = [];
  const rooms = new Set<string>();
  const note =
    (what: string) =>
    (...args: unknown[]) =>
      void did.push([what, ...args]);
  const here: NewsHere = {
    toBoxes: note('boxes'),
    toStaff: note('staff'),
    toPhones: note('phones'),
    dropPhones: note('dropPhones'),
    hasPhone: () => false,
    dropBox: note('dropBox'),
    dropStaff: note('dropStaff'),
    isOnline: () => false,
    hasStaff: () => false,
    hasRoom: (room) => rooms.has(room),
  };
  const neighbours = openNeighbours(db, silentLog, here, { take: note('take'), look: note('look') });
  return { neighbours, did, rooms };
}

const [near, far] = [() => nodes[0]?.did, () => nodes[1]?.did];
const news = () => nodes[0]?.neighbours.news as NewsOutlet;

test('everything that is let out is done here at once, and there a moment later, once each', async () => {
  const message = { scope: 'community:1', seq: 1, id: newId() } as FeedMessage;
  news().feed('1', message);
  news().toBoxes('household:1', 'box:home', {});
  news().toStaff(['staff:1:clerk'], 'people:household', { householdId: '1' });
  news().dropBox('box:1', 'box:revoked');
  news().dropStaff('staff:1');
  const rest = [
    ['boxes', 'household:1', 'box:home', {}],
    ['staff', ['staff:1:clerk'], 'people:household', { householdId: '1' }],
    ['dropBox', 'box:1', 'box:revoked'],
    ['dropStaff', 'staff:1'],
  ];
  expect(near()).toEqual([['take', '1', message], ...rest]);
  await expect.poll(far).toEqual([['look', ['community:1']], ...rest]);
  expect(near()).toHaveLength(5);
});

test('news too long for the line arrives all the same, and in its order', async () => {
  const long = { words: '字'.repeat(3_000) };
  news().toPhones('relative:1', 'calls:said', long);
  news().toBoxes('household:1', 'calls:said', long);
  news().toStaff(['staff:1:clerk', 'staff:1:admin'], 'desk:item', long);
  news().dropStaff('staff:2');
  await expect.poll(far).toEqual([
    ['phones', 'relative:1', 'calls:said', long],
    ['boxes', 'household:1', 'calls:said', long],
    ['staff', ['staff:1:clerk', 'staff:1:admin'], 'desk:item', long],
    ['dropStaff', 'staff:2'],
  ]);
});

test('who is connected is known of every process', async () => {
  const [, other] = nodes;
  expect(await news().reaches('household:1')).toBe(false);
  other?.rooms.add('household:1');
  expect(await news().reaches('household:1')).toBe(true);
  expect(await other?.neighbours.news.reaches('household:1')).toBe(true);
  await nodes.pop()?.neighbours.stop();
  expect(await news().reaches('household:1')).toBe(false);
});

test('words that nobody understands are passed over', async () => {
  for (const text of ['', 'x', '{"from":"1","hint":{"kind":"staff","rooms":[],"name":"no:such"}}']) {
    await db.execute(`SELECT pg_notify('xiyangli', '${text}')`);
  }
  news().dropStaff('staff:1');
  await expect.poll(far).toEqual([['dropStaff', 'staff:1']]);
});

test('cut off again and again, also in the middle of coming back, it goes on', async () => {
  const admin = connect(database.options, silentLog, 1);
  for (let round = 0; round < 30; round++) {
    await admin.execute(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    await new Promise((done) => setTimeout(done, 40));
  }
  await disconnect(admin);
  await expect
    .poll(
      () => {
        news().dropStaff('staff:1');
        return far();
      },
      { timeout: 10_000 },
    )
    .toContainEqual(['dropStaff', 'staff:1']);
});
