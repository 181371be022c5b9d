import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Log } from '../log.ts';

/** The center's database: drizzle over a pool of connections. */
export type Database = NodePgDatabase & { readonly $client: pg.Pool };

/** A transaction in progress. The kits take it first, so that what belongs together commits together. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];

/** What reads need: the database itself or a transaction in progress. */
export type Queries = Pick<Tx, 'select' | 'selectDistinct' | 'execute' | '$count'>;

/** Where the database is: a URL, or what `startPostgres` returns. */
export type Connection =
  | { readonly connectionString: string }
  | { readonly host: string; readonly user: string; readonly database: string };

/** Times a transaction is tried before its failure is the caller's. */
const TRIES = 5;

/** Serialization failure and deadlock: nothing was done, and doing it again helps. */
const TRY_AGAIN: readonly (string | undefined)[] = ['40001', '40P01'];

/**
 * Opens a pool on the database; connections are made when needed. `max` is the most of them.
 * A lost connection is logged and replaced: without handlers a restart of the database would end this process.
 */
export function connect(connection: Connection, log: Log, max = 16): Database {
  const pool = new pg.Pool({
    ...connection,
    max,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 20_000,
  });
  const lost = (error: Error) => log.warn({ err: error }, 'lost a connection to the database');
  pool.on('error', lost);
  // The pool listens to idle connections only; one that breaks while it is lent out needs its own listener.
  pool.on('connect', (client) => client.on('error', lost));
  return drizzle(pool);
}

/** Closes the pool, when all work that holds a connection is done. */
export async function disconnect(db: Database): Promise<void> {
  await db.$client.end();
}

/** PostgreSQL's five-letter code of a failure, e.g. '23505' for a broken unique rule; undefined for other errors. */
export function sqlState(error: unknown): string | undefined {
  if (error instanceof pg.DatabaseError) return error.code;
  return error instanceof Error ? sqlState(error.cause) : undefined;
}

/**
 * A transaction on a connection that is given back whatever happens. Drizzle's own on a pool keeps the connection for
 * ever when its BEGIN fails, as it does while the database restarts; a few of those, and the pool is empty.
 */
async function onOneConnection<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await db.$client.connect();
  try {
    return await drizzle(client).transaction(work);
  } finally {
    client.release();
  }
}

/**
 * Runs `work` in one transaction: all or nothing. It runs again, a few times, when it collided with another
 * transaction, so it must do nothing outside the database. Throws what `work` throws.
 */
export async function inTransaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await onOneConnection(db, work);
    } catch (error) {
      if (tries === TRIES || !TRY_AGAIN.includes(sqlState(error))) throw error;
    }
  }
}
