import type { PoolClient } from 'pg';
import { newId } from '../../src/protocol/ids.ts';

/** What a press of the bench writes, whoever writes it. */
export interface BarePress {
  readonly id: string;
  readonly communityId: string;
  readonly householdId: string;
  readonly buildingId: string;
  readonly pressedAt: string;
}

/**
 * The writes of one press and nothing else: BEGIN, a row into every table that a press touches, COMMIT; no reads, no
 * checks.
 */
export async function writePress(client: PoolClient, p: BarePress): Promise<void> {
  const at = new Date().toISOString();
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  await client.query('BEGIN');
  await run('memory', 'INSERT INTO ask_memory VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    ...[p.communityId, newId(), p.householdId, 'sos:press', p.id, '{}', at],
  ]);
  await run(
    'alarm',
    `INSERT INTO sos_alarm (community_id, id, box_id, household_id, building_id, drill, presses, pressed_at, waits_since)
     VALUES ($1, $2, $3, $3, $4, false, 1, $5, $5)`,
    [p.communityId, p.id, p.householdId, p.buildingId, p.pressedAt],
  );
  await run(
    'request',
    `INSERT INTO request (community_id, id, kind, service, household_id, state, state_since, title, where_label, who,
       ringing, level, opened_at, version)
     VALUES ($1, $2, 'alarm', 'bench', $3, 'pressed', $4, '', '', '', true, 0, $4, 1)`,
    [p.communityId, p.id, p.householdId, at],
  );
  await run(
    'event',
    `INSERT INTO request_event (community_id, id, request_id, at, by_name, state, deed)
     VALUES ($1, $2, $3, $4, '', 'pressed', '{}')`,
    [p.communityId, newId(), p.id, at],
  );
  // Of a kind that no scheduler takes.
  await run(
    'timer',
    `INSERT INTO timer (community_id, id, kind, ref, due_at, next_at, payload)
     VALUES ($1, $2, 'bench', $3, $4, $4, '{}')`,
    [p.communityId, newId(), p.id, at],
  );
  const scope = `bench:${p.householdId}`;
  await run('head', 'INSERT INTO feed_head VALUES ($1, $2, 1)', [p.communityId, scope]);
  await run('feed', 'INSERT INTO feed_message VALUES ($1, $2, 1, $3, $4, $5, $6)', [
    ...[p.communityId, scope, newId(), 'sos:alarm', '{}', at],
  ]);
  await client.query('COMMIT');
}
