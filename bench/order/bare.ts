import type { Pool, PoolClient } from 'pg';
import { newId } from '../../src/protocol/ids.ts';

/** What an order of the bench writes, whoever writes it. */
export interface BareOrder {
  readonly communityId: string;
  readonly householdId: string;
  readonly residentId: string;
  readonly buildingId: string;
  readonly menuId: string;
  readonly canteenId: string;
  readonly day: string;
  readonly itemId: string;
  readonly priceFen: number;
  readonly subsidyFen: number;
}

/**
 * The writes of one order and nothing else: BEGIN, a row into every table that an order touches and the counters it
 * moves, COMMIT; no reads, no checks, no sockets. The same rows are contended for as in the center.
 */
export async function bareOrder(pool: Pool, order: BareOrder): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await write(client, order);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

async function write(client: PoolClient, o: BareOrder): Promise<void> {
  const at = new Date().toISOString();
  const [id, key] = [newId(), newId()];
  const lines = JSON.stringify([{ itemId: o.itemId, count: 1, priceFen: o.priceFen, subsidyFen: o.subsidyFen }]);
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  await run('memory', 'INSERT INTO ask_memory VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    ...[o.communityId, key, `box:${o.householdId}`, 'meals:order', key, lines, at],
  ]);
  const counted = [`meals:portions:${o.itemId}`, `bench:subsidy:${o.residentId}`, `bench:number:${o.day}`];
  for (const name of counted) {
    await run(
      'count',
      `INSERT INTO capacity AS c VALUES ($1, $2, 1000000, 1)
       ON CONFLICT (community_id, key) DO UPDATE SET taken = c.taken + 1`,
      [o.communityId, name],
    );
  }
  const account = `INSERT INTO ledger_account AS a VALUES ($1, $2, $3, $4, null, $5, 1)
    ON CONFLICT (community_id, kind, owner_id) DO UPDATE SET balance = a.balance + $5, lines = a.lines + 1
    RETURNING id, balance, lines`;
  const moves = [
    ['wallet', o.householdId, o.subsidyFen - o.priceFen],
    ['subsidy', o.communityId, -o.subsidyFen],
    ['merchant', o.canteenId, o.priceFen],
  ] as const;
  await run('posting', 'INSERT INTO ledger_posting VALUES ($1, $2, $3, $4, $5)', [
    ...[o.communityId, id, at, 'meals.ledger.order', `meals:${id}`],
  ]);
  for (const [kind, owner, fen] of moves) {
    const { rows } = await run('account', account, [o.communityId, newId(), kind, owner, fen]);
    const [row] = rows as { id: string; balance: string; lines: number }[];
    await run('line', 'INSERT INTO ledger_line VALUES ($1, $2, $3, $4, $5, $6)', [
      ...[o.communityId, row?.id, row?.lines, id, fen, row?.balance],
    ]);
  }
  await run(
    'order',
    `INSERT INTO meals_order (community_id, id, number, household_id, resident_id, for_whom, where_label, building_id,
       menu_id, day, way, lines, total_fen, subsidy_fen, ordered_at)
     VALUES ($1, $2, '001', $3, $4, '', '', $5, $6, $7, 'delivery', $8, $9, $10, $11)`,
    [
      o.communityId,
      id,
      o.householdId,
      o.residentId,
      o.buildingId,
      o.menuId,
      o.day,
      lines,
      o.priceFen,
      o.subsidyFen,
      at,
    ],
  );
  await run(
    'request',
    `INSERT INTO request (community_id, id, kind, service, household_id, state, state_since, title, where_label, who,
       ringing, level, opened_at, due_at, version)
     VALUES ($1, $2, 'request', 'bench', $3, 'ordered', $4, '', '', '', true, 0, $4, $4, 1)`,
    [o.communityId, id, o.householdId, at],
  );
  await run(
    'event',
    `INSERT INTO request_event (community_id, id, request_id, at, by_name, state, deed)
     VALUES ($1, $2, $3, $4, '', 'ordered', '{}')`,
    [o.communityId, newId(), id, at],
  );
  const scope = `household:${o.householdId}`;
  const { rows } = await run(
    'head',
    `INSERT INTO feed_head AS h VALUES ($1, $2, 1)
     ON CONFLICT (community_id, scope) DO UPDATE SET seq = h.seq + 1 RETURNING seq`,
    [o.communityId, scope],
  );
  await run('feed', 'INSERT INTO feed_message VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    ...[o.communityId, scope, (rows as { seq: string }[])[0]?.seq, newId(), 'meals:order', lines, at],
  ]);
  // The end of the audit's chain comes last, as in the center: it lets one transaction through at a time.
  const { rows: chain } = await run(
    'audit',
    `INSERT INTO audit_head AS h VALUES ($1, 1, '')
     ON CONFLICT (community_id) DO UPDATE SET seq = h.seq + 1 RETURNING seq`,
    [o.communityId],
  );
  await run('entry', 'INSERT INTO audit_entry VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    ...[o.communityId, (chain as { seq: string }[])[0]?.seq, at, 'box', o.householdId, 'meals.order', id, '{}', key],
  ]);
}
