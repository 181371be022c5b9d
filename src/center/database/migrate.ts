import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { PoolClient } from 'pg';
import type { Log } from '../log.ts';
import type { Database } from './database.ts';

/** Where the numbered SQL is: generated from the schema files, read by a person, committed. */
const FOLDER = new URL('../migrations/', import.meta.url);

/** Number of the advisory lock under which one center migrates while others wait. */
const LOCK = 7_281_828;

/** The database does not fit this version of the center; the message says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

interface Migration {
  readonly name: string;
  readonly text: string;
  readonly hash: string;
}

async function readMigrations(folder: URL): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8');
      return { name, text, hash: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/** Throws unless the applied ones are, unchanged and in order, the first of those we have. */
function checkApplied(applied: readonly { name: string; hash: string }[], known: readonly Migration[]): void {
  for (const [index, { name, hash }] of applied.entries()) {
    const ours = known[index];
    if (ours?.name === name && ours.hash === hash) continue;
    const chinese = ours?.name === name ? '这一步的 SQL 后来被改过' : '这个版本的程序里没有这一步';
    const english = ours?.name === name ? 'its SQL was changed afterwards' : 'this version of the center lacks it';
    throw new MigrationError(
      `数据库做过迁移 ${name},但${chinese}:请用做过它的那个版本,改动另写新的一步 / ` +
        `migration ${name} was applied to this database, but ${english}: ` +
        'start the version that applied it; changes belong into a new migration',
    );
  }
}

async function apply(client: PoolClient, { name, text, hash }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query(text);
    await client.query('INSERT INTO migration (name, hash) VALUES ($1, $2)', [name, hash]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new MigrationError(`迁移 ${name} 失败,数据库没有改动 / migration ${name} failed and changed nothing`, {
      cause: error,
    });
  }
}

/**
 * Brings the database to the newest form: applies the SQL files it lacks, each in its own transaction, in the order of
 * their numbers. Several centers may call it at once. Not drizzle's own migrator, which neither locks nor notices that
 * an applied file has changed. Throws `MigrationError`.
 */
export async function migrate(db: Database, log: Log, folder = FOLDER): Promise<void> {
  const known = await readMigrations(folder);
  const client = await db.$client.connect();
  try {
    await client.query('SET statement_timeout = 0');
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(
      `CREATE TABLE IF NOT EXISTS migration
         (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    const { rows } = await client.query<{ name: string; hash: string }>(
      'SELECT name, hash FROM migration ORDER BY name',
    );
    checkApplied(rows, known);
    for (const migration of known.slice(rows.length)) {
      await apply(client, migration);
      log.info({ migration: migration.name }, 'migrated the database');
    }
  } finally {
    // Closed rather than given back: the end of the session frees the lock and the settings, whatever has happened.
    client.release(true);
  }
}
