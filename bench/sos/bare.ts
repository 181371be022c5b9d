import type { Pool, PoolClient } from 'pg';
import { newId } from '../../src/protocol/ids.ts';

/** A household that calls for help. */
export interface BareCaller {
  readonly communityId: string;
  readonly householdId: string;
  readonly buildingId: string;
}

/**
 * The writes of a first press and nothing else: BEGIN, a row into every table that it touches, COMMIT; no checks, no
 * sockets, nobody is told.
 */
export async function barePress(pool: Pool, caller: BareCaller): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await write(client, caller);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

async function write(client: PoolClient, { communityId, householdId, buildingId }: BareCaller): Promise<void> {
  const at = new Date().toISOString();
  const [id, key] = [newId(), newId()];
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  await run('memory', 'INSERT INTO ask_memory VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    ...[communityId, key, `box:${householdId}`, 'sos:press', key, '{}', at],
  ]);
  await run('lock', 'SELECT id FROM household WHERE community_id = $1 AND id = $2 FOR UPDATE', [
    communityId,
    householdId,
  ]);
  await run(
    'alarm',
    `INSERT INTO sos_alarm (community_id, id, box_id, household_id, building_id, drill, presses, pressed_at, waits_since)
     VALUES ($1, $2, $2, $3, $4, false, 1, $5, $5)`,
    [communityId, id, householdId, buildingId, at],
  );
  await run(
    'request',
    `INSERT INTO request (community_id, id, kind, service, household_id, state, state_since, title, where_label, who,
       ringing, level, opened_at, version)
     VALUES ($1, $2, 'alarm', 'bench', $3, 'pressed', $4, '', '', '', true, 0, $4, 1)`,
    [communityId, id, householdId, at],
  );
  await run(
    'event',
    `INSERT INTO request_event (community_id, id, request_id, at, by_name, state, deed)
     VALUES ($1, $2, $3, $4, '', 'pressed', '{}')`,
    [communityId, newId(), id, at],
  );
  // Of a kind that nobody runs.
  await run(
    'timer',
    `INSERT INTO timer (community_id, id, kind, ref, due_at, next_at, payload) VALUES ($1, $2, 'bench', $3, $4, $4, '{}')`,
    [communityId, newId(), id, at],
  );
  const scope = `household:${householdId}`;
  const { rows } = await run(
    'head',
    `INSERT INTO feed_head AS h VALUES ($1, $2, 1)
     ON CONFLICT (community_id, scope) DO UPDATE SET seq = h.seq + 1 RETURNING seq`,
    [communityId, scope],
  );
  await run('feed', 'INSERT INTO feed_message VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    ...[communityId, scope, (rows as { seq: string }[])[0]?.seq, newId(), 'sos:alarm', '{}', at],
  ]);
  await run('reply', 'UPDATE ask_memory SET reply = $3 WHERE community_id = $1 AND key = $2', [communityId, key, '{}']);
}
