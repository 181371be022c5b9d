import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { connect, type Database, disconnect } from '../../src/center/database/database.ts';
import { silentLog } from '../../src/center/log.ts';
import { type CenterProcess, startCenterProcess } from '../../src/testing/center-process.ts';
import { connectBox, newSecret } from '../../src/testing/harness.ts';
import type { Death } from '../../src/testing/mortal.ts';

/** The center dies at each point of a top-up between the phone's press and the answer: paid once, and it heals by itself. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let center: CenterProcess;
const secret = newSecret();

beforeAll(async () => {
  center = await startCenterProcess({ LOG_LEVEL: 'warn' }, { mortal: true });
});
afterAll(() => center?.stop());

async function withDatabase<T>(look: (db: Database) => Promise<T>): Promise<T> {
  const db = connect(center.connection, silentLog);
  try {
    return await look(db);
  } finally {
    await disconnect(db);
  }
}

/** Every posting of the top-up, and what all accounts sum to. */
const books = (id: string) =>
  withDatabase(async (db) => {
    const { rows } = await db.execute(sql`
      SELECT (SELECT count(*)::int FROM ledger_posting WHERE id = ${id}) AS postings,
             (SELECT coalesce(sum(balance), 0)::int FROM ledger_account) AS total`);
    return rows[0];
  });

const deaths: [string, Death][] = [
  ['before the gateway tells of it', { text: 'POST /api/pay/notice', after: 0 }],
  ['in the middle of posting', { text: 'insert into "ledger_line"', after: 0 }],
  ['before the gateway is answered', { text: 'HTTP/1.1 204', after: 0 }],
];

test.each(deaths)('killed %s: the money is there once, and nobody presses again', async (_, death) => {
  const box = await connectBox(center, { secret });
  const before = (await box.get('wallet:money', {})).cashFen;
  const { id } = await box.get('wallet:topUp', { fen: 3_300 });
  const state = async (from: typeof box) => from.get('wallet:topUpState', { id });
  const { codeUrl } = await vi.waitUntil(async () => {
    const now = await state(box);
    return now.codeUrl ? now : undefined;
  });
  const { died } = await center.dieAt(death);
  // The phone's answer is lost with the center.
  await fetch(center.url + codeUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'deed=pay',
  }).catch(() => undefined);
  await died;
  box.close();

  await center.start();
  const back = await connectBox(center, { secret });
  await vi.waitUntil(async () => (await state(back)).state === 'paid', { timeout: 15_000 });
  expect((await back.get('wallet:money', {})).cashFen).toBe(before + 3_300);
  expect(await books(id)).toEqual({ postings: 1, total: 0 });
  // Looking at the page again pays nothing again.
  const page = await (await fetch(center.url + codeUrl)).text();
  expect(page).toContain('已经用过了');
  back.close();
});
