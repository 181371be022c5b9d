import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import type { Database } from '../database/database.ts';
import { gather } from '../gather.ts';
import type { Log } from '../log.ts';

const CHANNEL = 'xiyangli';
const AGAIN_MS = 1_000;
/** What is said at the same time goes in one transaction. */
const WAIT_MS = 5;
const MOST_TEXTS = 500;

/** PostgreSQL's NOTIFY takes less than 8,000 bytes (manual, NOTIFY). */
const MOST_BYTES = 7_999;

/** A party line over the database: whoever listens hears, and nothing is kept for those who do not. */
export interface Channel {
  /** Says something to all processes, this one included; false when it is too long. */
  say(text: string): boolean;
  stop(): Promise<void>;
}

/**
 * Opens the line. It breaks with the database and comes back by itself; what was said meanwhile is lost, so it may only
 * carry hints.
 */
export function openChannel(db: Database, log: Log, hear: (text: string) => void): Channel {
  let stopped = false;
  let hangUp = () => {};

  async function listen(): Promise<void> {
    const client = new pg.Client(db.$client.options);
    const broken = Promise.withResolvers<void>();
    // Without these a restart of the database would end the process: it may break before anybody waits for that.
    client.on('error', (error) => broken.reject(error));
    broken.promise.catch(() => undefined);
    client.on('end', () => broken.resolve());
    client.on('notification', ({ payload }) => payload && hear(payload));
    hangUp = () => broken.resolve();
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      await broken.promise;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  const listening = (async () => {
    while (!stopped) {
      await listen().catch((error: unknown) => log.warn({ error }, 'lost the line to other processes'));
      if (!stopped) await sleep(AGAIN_MS);
    }
  })();

  const out = gather<string, void>(
    async (texts) => {
      await db.execute(sql`SELECT pg_notify(${CHANNEL}, text) FROM unnest(${sql.param(texts)}::text[]) AS text`);
      return () => undefined;
    },
    { most: MOST_TEXTS, waitMs: WAIT_MS },
  );

  return {
    say(text) {
      if (Buffer.byteLength(text) > MOST_BYTES) return false;
      out.ask(text).catch((error: unknown) => log.warn({ error }, 'other processes were not told'));
      return true;
    },
    async stop() {
      stopped = true;
      hangUp();
      await out.idle();
      await listening;
    },
  };
}
