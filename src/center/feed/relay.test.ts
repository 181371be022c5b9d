import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../protocol/ids.ts';
import type { FeedMessage } from '../../protocol/wire.ts';
import { testDatabase } from '../../testing/database.ts';
import { connect, type Database, disconnect, inTransaction } from '../database/database.ts';
import { silentLog } from '../log.ts';
import { appendFeed } from './feed.ts';
import { openRelay, type Relay } from './relay.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let db: Database;
let relay: Relay;
let communityId: string;
let scope: string;
let present: Set<string>;
let leave: (scope: string) => void;
/** The numbers that went out, one list for each time. */
let out: number[][];

beforeAll(async () => {
  database = await testDatabase();
  db = connect(database.options, silentLog);
});
afterAll(async () => {
  await disconnect(db);
  await database.drop();
});
beforeEach(() => {
  communityId = newId();
  scope = `community:${communityId}`;
  present = new Set([scope]);
  out = [];
  const listeners = {
    feed: (_: string, messages: readonly FeedMessage[]) => void out.push(messages.map(({ seq }) => seq)),
    hasBoxes: (one: string) => present.has(one),
    onEmpty: (left: (one: string) => void) => {
      leave = left;
    },
  };
  relay = openRelay(db, listeners, silentLog);
});
afterEach(() => relay.stop());

/** Commits news as any process would; what a process then does is to `take` it. */
function commit(of = scope): Promise<FeedMessage> {
  const at = new Date().toISOString();
  return inTransaction(db, (tx) => appendFeed(tx, { communityId, scope: of, name: 'x:y', body: {}, at }));
}

test('own news goes out at once, each number alone', async () => {
  for (const message of [await commit(), await commit()]) relay.take(communityId, message);
  expect(out).toEqual([[1], [2]]);
});

test('own news that hears of its commit late goes out in order, and once', async () => {
  relay.know(communityId, { [scope]: 0 });
  const [first, second, third] = [await commit(), await commit(), await commit()];
  relay.take(communityId, third);
  relay.take(communityId, first);
  await expect.poll(() => out.flat()).toEqual([1, 2, 3]);
  relay.take(communityId, second);
  expect(out.flat()).toEqual([1, 2, 3]);
});

test('news of another process goes out when somebody says so', async () => {
  relay.know(communityId, { [scope]: 0 });
  await commit();
  await commit();
  relay.look([scope]);
  await expect.poll(() => out).toEqual([[1, 2]]);
});

test('and without a word within a moment, also in a scope of its own', async () => {
  const other = `household:${newId()}`;
  present.add(other);
  relay.know(communityId, { [scope]: 0, [other]: 0 });
  await commit();
  await commit(other);
  await expect.poll(() => out, { timeout: 5_000 }).toEqual([[1], [1]]);
});

test('a box further ahead takes nothing from those behind it', async () => {
  relay.know(communityId, { [scope]: 0 });
  await commit();
  relay.know(communityId, { [scope]: 1 });
  relay.look([scope]);
  await expect.poll(() => out).toEqual([[1]]);
});

test('where nobody listens nothing is read, and who comes then starts from what they were told', async () => {
  relay.know(communityId, { [scope]: 0 });
  present.clear();
  leave(scope);
  relay.take(communityId, await commit());
  relay.look([scope]);
  present.add(scope);
  relay.know(communityId, { [scope]: 1 });
  relay.take(communityId, await commit());
  await relay.stop();
  expect(out).toEqual([[2]]);
});

test('numbers that were set back by hand go out: boxes notice', async () => {
  const late = await commit();
  relay.know(communityId, { [scope]: 40 });
  relay.take(communityId, late);
  relay.take(communityId, await commit());
  expect(out).toEqual([[1], [2]]);
});
