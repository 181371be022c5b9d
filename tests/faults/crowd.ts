import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { type Child, startChild } from '../../bench/kit/child.ts';
import { enrolBoxes } from '../../bench/kit/database.ts';
import { type Connection, connect, type Database, disconnect } from '../../src/center/database/database.ts';
import { feedReceipt } from '../../src/center/feed/schema.ts';
import { silentLog } from '../../src/center/log.ts';

const PATIENCE_MS = 40_000;

/** Waits until a look gives true; then says what it saw instead. */
async function eventually(what: string, look: () => Promise<boolean>, saw: () => Promise<unknown>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await look())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}: ${JSON.stringify(await saw(), null, 2)}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Boxes of one process, each with a household of its own in the sample community. */
export interface Crowd {
  readonly size: number;
  /** Waits until all have a line. */
  here(): Promise<void>;
  /** Waits until every box has told of exactly these broadcasts and stops, each once and in this order. */
  heard(ids: readonly string[]): Promise<void>;
  /** How many have told of exactly these. */
  count(ids: readonly string[]): Promise<number>;
  cut(count: number): Promise<number>;
  /** kill -9 of the process. */
  kill(): Promise<void>;
  /** The same boxes again, with what they kept. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Enrols so many boxes by the database at `connection`, and switches them on. */
export async function openCrowd(center: { url: string }, connection: Connection, size: number): Promise<Crowd> {
  const secrets = await withDatabase(connection, async (db) => {
    const enrolled = await enrolBoxes(db, size);
    return enrolled.map(({ secret }) => secret);
  });
  const folder = mkdtempSync(join(tmpdir(), 'xiyangli-crowd-'));
  let child: Child;
  const crowd: Crowd = {
    size,
    here: () =>
      eventually(
        'all are here',
        async () => (await child.ask('online')) === size,
        () => child.ask('online'),
      ),
    heard: (ids) =>
      eventually(
        `all have heard ${ids.join(' ')}`,
        async () => (await child.ask('exactly', ids)) === size,
        () => child.ask('sorts'),
      ),
    count: (ids) => child.ask('exactly', ids),
    cut: (count) => child.ask('cut', count),
    kill: () => child.kill(),
    async start() {
      child = await startChild(join(import.meta.dirname, 'crowd.fixture.ts'));
      await child.ask('open', { center: center.url, secrets, folder });
    },
    async stop() {
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await crowd.start();
  await crowd.here();
  return crowd;
}

/** Waits until the database holds a receipt of so many boxes for each message; and each message is there once. */
export function receiptsComplete(connection: Connection, ids: readonly string[], size: number): Promise<void> {
  return withDatabase(connection, async (db) => {
    const read = async () => {
      const { rows } = await db.execute<{ id: string; sent: number; received: number }>(sql`
        SELECT id, count(*)::int AS sent, (
          SELECT count(*)::int FROM feed_receipt
          WHERE feed_receipt.message_id = feed_message.id AND received_at IS NOT NULL) AS received
        FROM feed_message WHERE id = ANY(${sql.param(ids)}::uuid[]) GROUP BY id`);
      return rows;
    };
    const whole = async () => {
      const rows = await read().catch(() => []);
      return rows.length === ids.length && rows.every(({ sent, received }) => sent === 1 && received === size);
    };
    await eventually(`each message has ${size} receipts`, whole, read);
  });
}

/** How many boxes have a receipt for a message in the database. */
export function countReceipts(connection: Connection, id: string): Promise<number> {
  return withDatabase(connection, (db) => db.$count(feedReceipt, eq(feedReceipt.messageId, id)));
}

/** The newest message of the feed, which is the stop that was just sent. */
export function newestMessage(connection: Connection): Promise<string> {
  return withDatabase(connection, async (db) => {
    const { rows } = await db.execute<{ id: string }>(
      sql`SELECT id FROM feed_message ORDER BY at DESC, seq DESC LIMIT 1`,
    );
    return rows[0]?.id ?? '';
  });
}

async function withDatabase<T>(connection: Connection, work: (db: Database) => Promise<T>): Promise<T> {
  const db = connect(connection, silentLog, 1);
  try {
    return await work(db);
  } finally {
    await disconnect(db);
  }
}
