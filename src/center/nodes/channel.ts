import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import pg from 'pg';
import { newId } from '../../protocol/ids.ts';
import type { Database } from '../database/database.ts';
import { gather } from '../gather.ts';
import type { Log } from '../log.ts';
import { longWords } from './schema.ts';

const CHANNEL = 'xiyangli';
const AGAIN_MS = 1_000;
/** What is said at the same time goes in one transaction. */
const WAIT_MS = 5;
const MOST_TEXTS = 500;

/** PostgreSQL's NOTIFY takes less than 8,000 bytes (manual, NOTIFY). */
const MOST_BYTES = 7_999;
/** What is longer lies in a row, and only its id is said, behind this mark. */
const LONG = '#';
/** Tells the lines of our processes from all other connections. */
const LINE = 'xiyangli-line';

/** A party line over the database: whoever listens hears, and nothing is kept for those who do not. */
export interface Channel {
  /** Says something to all processes, this one included; in order, however long. */
  say(text: string): void;
  /** How many processes are on the line besides this one. */
  others(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Opens the line. It breaks with the database and comes back by itself; what was said meanwhile is lost, so it may only
 * carry hints.
 */
export function openChannel(db: Database, log: Log, hear: (text: string) => void): Channel {
  let stopped = false;
  let hangUp = () => {};
  /** A connection of its own: who waits for an answer within a transaction must not need a second one of the pool. */
  const mouth = new pg.Pool({ ...db.$client.options, max: 1 });
  mouth.on('error', (error) => log.warn({ error }, 'lost the connection to say things over'));
  mouth.on('connect', (client) => client.on('error', () => undefined));

  async function listen(): Promise<void> {
    const client = new pg.Client({ ...db.$client.options, application_name: LINE });
    const broken = Promise.withResolvers<void>();
    // Without these a restart of the database would end the process: it may break before anybody waits for that.
    client.on('error', (error) => broken.reject(error));
    broken.promise.catch(() => undefined);
    client.on('end', () => broken.resolve());
    let heard = Promise.resolve();
    client.on('notification', ({ payload }) => {
      // One after the other: what is looked up first must not be overtaken.
      if (payload) heard = heard.then(() => take(payload));
    });
    hangUp = () => broken.resolve();
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      await broken.promise;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async function take(payload: string): Promise<void> {
    try {
      const text = payload.startsWith(LONG) ? await readLong(payload.slice(LONG.length)) : payload;
      if (text !== undefined) hear(text);
    } catch (error) {
      log.warn({ error }, 'could not read what another process said');
    }
  }

  async function readLong(id: string): Promise<string | undefined> {
    const [row] = await db.select({ words: longWords.words }).from(longWords).where(eq(longWords.id, id));
    return row?.words;
  }

  /** The texts as the line takes them; what is too long is put down first. */
  async function shortened(texts: readonly string[]): Promise<string[]> {
    const short: string[] = [];
    for (const words of texts) {
      if (Buffer.byteLength(words) <= MOST_BYTES) {
        short.push(words);
        continue;
      }
      const id = newId();
      await db.insert(longWords).values({ id, words, at: new Date().toISOString() });
      short.push(`${LONG}${id}`);
    }
    return short;
  }

  const listening = (async () => {
    while (!stopped) {
      await listen().catch((error: unknown) => log.warn({ error }, 'lost the line to other processes'));
      if (!stopped) await sleep(AGAIN_MS);
    }
  })();

  const out = gather<string, void>(
    async (texts) => {
      const short = await shortened(texts);
      await mouth.query('SELECT pg_notify($1, text) FROM unnest($2::text[]) AS text', [CHANNEL, short]);
      return () => undefined;
    },
    { most: MOST_TEXTS, waitMs: WAIT_MS },
  );

  return {
    say(text) {
      out.ask(text).catch((error: unknown) => log.warn({ error }, 'other processes were not told'));
    },
    async others() {
      const { rows } = await mouth.query<{ lines: number }>(
        `SELECT count(*)::int AS lines FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = $1`,
        [LINE],
      );
      return Math.max(0, (rows[0]?.lines ?? 0) - 1);
    },
    async stop() {
      stopped = true;
      hangUp();
      await out.idle();
      await listening;
      await mouth.end();
    },
  };
}
