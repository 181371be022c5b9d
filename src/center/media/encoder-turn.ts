import type { Database } from '../database/database.ts';

/** Number of the advisory lock that whoever encodes holds. */
const LOCK = 7_281_829;

/**
 * Does `work` while nobody else encodes, in any process on this database; false when somebody does. Encoding takes a whole
 * core, and calls for help come first. The lock is the connection's: it ends with a process that is killed, at once.
 */
export async function inEncoderTurn(db: Database, work: () => Promise<void>): Promise<boolean> {
  const client = await db.$client.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [LOCK]);
    if (!rows[0]?.mine) return false;
    try {
      await work();
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    }
    return true;
  } finally {
    client.release();
  }
}
