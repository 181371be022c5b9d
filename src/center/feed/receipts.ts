import { sql } from 'drizzle-orm';
import type { Receipt } from '../../protocol/contracts/box.ts';
import type { Database, Queries } from '../database/database.ts';
import type { Log } from '../log.ts';

/** A warning to 10,000 boxes brings as many receipts in a second; 2,000 rows in one statement keep up with that. */
const MOST_ROWS = 2_000;
const EVERY_MS = 100;

interface Row {
  communityId: string;
  boxId: string;
  receipt: Receipt;
}

/** Counts of a message's receipts. A later step implies the earlier ones. */
export interface ReceiptCount {
  communityId: string;
  messageId: string;
  received: number;
  shown: number;
  confirmed: number;
}

/** Gathers receipts of all boxes and writes them in batches; `add` settles when its rows are committed, or were not. */
export interface ReceiptBook {
  add(communityId: string, boxId: string, items: readonly Receipt[]): Promise<void>;
  stop(): Promise<void>;
}

/** `onCounted` gets the new totals of every message that a batch touched. */
export function openReceiptBook(db: Database, log: Log, onCounted: (counts: ReceiptCount[]) => void): ReceiptBook {
  const waiting: { rows: Row[]; written: PromiseWithResolvers<void> }[] = [];
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    timer = undefined;
    const batch: typeof waiting = [];
    let size = 0;
    while (waiting[0] && size + waiting[0].rows.length <= MOST_ROWS) {
      size += waiting[0].rows.length;
      batch.push(...waiting.splice(0, 1));
    }
    if (waiting.length > 0) soon();
    const rows = batch.flatMap((entry) => entry.rows);
    try {
      await writeReceipts(db, rows);
      for (const entry of batch) entry.written.resolve();
      onCounted(await countTouched(db, rows));
    } catch (error) {
      log.error({ error, rows: rows.length }, 'receipts were not written; the boxes send them again');
      for (const entry of batch) entry.written.reject(error);
    }
  }

  function soon(): void {
    timer ??= setTimeout(() => void flush(), EVERY_MS);
  }

  return {
    add(communityId, boxId, items) {
      const written = Promise.withResolvers<void>();
      waiting.push({ rows: items.map((receipt) => ({ communityId, boxId, receipt })), written });
      soon();
      return written.promise;
    },
    async stop() {
      clearTimeout(timer);
      while (waiting.length > 0) await flush();
      clearTimeout(timer);
    },
  };
}

async function writeReceipts(db: Database, rows: readonly Row[]): Promise<void> {
  // The statement may not touch a row twice: one row per box and message.
  const merged = new Map<string, Row & { steps: Partial<Record<Receipt['step'], string>> }>();
  for (const row of rows) {
    const key = `${row.receipt.id} ${row.boxId}`;
    const entry = merged.get(key) ?? { ...row, steps: {} };
    entry.steps[row.receipt.step] ??= row.receipt.at;
    merged.set(key, entry);
  }
  const all = [...merged.values()];
  await db.execute(sql`
    INSERT INTO feed_receipt (community_id, message_id, box_id, received_at, shown_at, confirmed_at)
    SELECT * FROM unnest(
      ${sql.param(all.map((r) => r.communityId))}::uuid[],
      ${sql.param(all.map((r) => r.receipt.id))}::uuid[],
      ${sql.param(all.map((r) => r.boxId))}::uuid[],
      ${sql.param(all.map((r) => r.steps.received ?? null))}::timestamptz[],
      ${sql.param(all.map((r) => r.steps.shown ?? null))}::timestamptz[],
      ${sql.param(all.map((r) => r.steps.confirmed ?? null))}::timestamptz[])
    ON CONFLICT (community_id, message_id, box_id) DO UPDATE SET
      received_at = coalesce(feed_receipt.received_at, excluded.received_at),
      shown_at = coalesce(feed_receipt.shown_at, excluded.shown_at),
      confirmed_at = coalesce(feed_receipt.confirmed_at, excluded.confirmed_at)`);
}

async function countTouched(db: Database, rows: readonly Row[]): Promise<ReceiptCount[]> {
  const touched = new Map(rows.map((row) => [row.receipt.id, row.communityId]));
  const counts: ReceiptCount[] = [];
  for (const [messageId, communityId] of touched) counts.push(await countReceipts(db, communityId, messageId));
  return counts;
}

/** How many boxes have received, shown and confirmed a message. */
export async function countReceipts(db: Queries, communityId: string, messageId: string): Promise<ReceiptCount> {
  const { rows } = await db.execute<{ received: number; shown: number; confirmed: number }>(sql`
    SELECT count(*)::int AS received,
           count(coalesce(shown_at, confirmed_at))::int AS shown,
           count(confirmed_at)::int AS confirmed
    FROM feed_receipt WHERE community_id = ${communityId} AND message_id = ${messageId}`);
  return { communityId, messageId, ...(rows[0] ?? { received: 0, shown: 0, confirmed: 0 }) };
}
