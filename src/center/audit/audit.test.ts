import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../protocol/ids.ts';
import { testDatabase } from '../../testing/database.ts';
import { connect, type Database, disconnect, inTransaction, sqlState } from '../database/database.ts';
import { silentLog } from '../log.ts';
import { append, verify } from './audit.ts';

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

function write(communityId: string, subject: string, detail?: unknown): Promise<void> {
  const actor = { kind: 'staff', id: newId() };
  const at = '2026-11-24T08:00:00Z';
  return inTransaction(db, (tx) => append(tx, { communityId, at, actor, deed: 'sos.take', subject, detail }));
}

/** A community with ten entries. */
async function tenEntries(): Promise<string> {
  const communityId = newId();
  for (let n = 1; n <= 10; n++)
    await write(communityId, `alarm:${n}`, { 楼: n, b: [1, { z: null, a: 0.1 }], a: undefined });
  return communityId;
}

/** What someone with the server in their hands could do. */
async function tamper(statement: ReturnType<typeof sql>): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.execute(sql`ALTER TABLE audit_entry DISABLE TRIGGER ALL`);
    await tx.execute(statement);
    await tx.execute(sql`ALTER TABLE audit_entry ENABLE TRIGGER ALL`);
  });
}

test('a chain written by many at once is whole', async () => {
  const [one, other] = [newId(), newId()];
  await Promise.all(Array.from({ length: 40 }, (_, n) => write(n % 2 ? one : other, `alarm:${n}`, { n })));
  expect(await verify(db, one)).toEqual({ ok: true, entries: 20 });
  expect(await verify(db, other)).toEqual({ ok: true, entries: 20 });
  expect(await verify(db, newId())).toEqual({ ok: true, entries: 0 });
});

test('an entry of a transaction that fails leaves no gap', async () => {
  const communityId = await tenEntries();
  const failing = inTransaction(db, async (tx) => {
    const actor = { kind: 'box', id: 'x' };
    await append(tx, { communityId, at: new Date().toISOString(), actor, deed: 'no', subject: 'no' });
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  await write(communityId, 'alarm:11');
  expect(await verify(db, communityId)).toEqual({ ok: true, entries: 11 });
});

test.each([sql`UPDATE audit_entry SET deed = 'nothing'`, sql`DELETE FROM audit_entry`, sql`TRUNCATE audit_entry`])(
  'the database refuses to change entries',
  async (statement) => {
    await tenEntries();
    const failure = await db.execute(statement).catch((error: unknown) => error);
    expect(sqlState(failure)).toBe('23001');
  },
);

test('finds an entry that was changed, removed, renumbered, or cut off the end', async () => {
  const changed = await tenEntries();
  await tamper(sql`UPDATE audit_entry SET detail = '{"n": 1}' WHERE community_id = ${changed} AND seq = 4`);
  expect(await verify(db, changed)).toEqual({ ok: false, brokenAt: 4 });

  const removed = await tenEntries();
  await tamper(sql`DELETE FROM audit_entry WHERE community_id = ${removed} AND seq = 7`);
  expect(await verify(db, removed)).toEqual({ ok: false, brokenAt: 7 });

  const renumbered = await tenEntries();
  await tamper(sql`UPDATE audit_entry SET seq = 100 WHERE community_id = ${renumbered} AND seq = 2`);
  expect(await verify(db, renumbered)).toEqual({ ok: false, brokenAt: 2 });

  const cut = await tenEntries();
  await tamper(sql`DELETE FROM audit_entry WHERE community_id = ${cut} AND seq > 8`);
  expect(await verify(db, cut)).toEqual({ ok: false, brokenAt: 9 });

  const cutWithHead = await tenEntries();
  await tamper(sql`DELETE FROM audit_entry WHERE community_id = ${cutWithHead} AND seq > 8`);
  await db.execute(sql`UPDATE audit_head SET seq = 8 WHERE community_id = ${cutWithHead}`);
  expect(await verify(db, cutWithHead)).toEqual({ ok: false, brokenAt: 9 });
});
