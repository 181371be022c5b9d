import { sql } from 'drizzle-orm';
import type { Receipt } from '../../protocol/contracts/box.ts';
import type { Database, Queries } from '../database/database.ts';
import { gather } from '../gather.ts';
import type { Log } from '../log.ts';

/** Receipts written in one statement: a warning to 10,000 boxes brings as many in half a second. */
const MOST_ROWS = 2_000;
/** The first receipt waits so long for others, ms. */
const WAIT_MS = 10;
/** Coverage is counted at most so often, ms: it is for eyes, and must not take the database from receipts. */
const COUNT_EVERY_MS = 500;

interface Entry {
  communityId: string;
  boxId: string;
  items: readonly Receipt[];
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

/** `onCounted` gets the new totals of every message that has had receipts, now and then. */
export function openReceiptBook(db: Database, log: Log, onCounted: (counts: ReceiptCount[]) => void): ReceiptBook {
  const touched = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  const written = () => undefined;

  const book = gather<Entry, undefined>(
    async (entries) => {
      try {
        await writeReceipts(db, entries);
      } catch (error) {
        log.error({ error, boxes: entries.length }, 'receipts were not written; the boxes send them again');
        throw error;
      }
      for (const { communityId, items } of entries) for (const { id } of items) touched.set(id, communityId);
      timer ??= setTimeout(() => void count(), COUNT_EVERY_MS);
      return written;
    },
    { most: MOST_ROWS, waitMs: WAIT_MS, weigh: ({ items }) => items.length },
  );

  async function count(): Promise<void> {
    timer = undefined;
    const messages = [...touched];
    touched.clear();
    try {
      const counts: ReceiptCount[] = [];
      for (const [messageId, communityId] of messages) counts.push(await countReceipts(db, communityId, messageId));
      onCounted(counts);
    } catch (error) {
      log.warn({ error }, 'receipts were not counted');
    }
  }

  return {
    add: (communityId, boxId, items) => book.ask({ communityId, boxId, items }),
    async stop() {
      await book.idle();
      clearTimeout(timer);
    },
  };
}

async function writeReceipts(db: Database, entries: readonly Entry[]): Promise<void> {
  // The statement may not touch a row twice: one row per box and message.
  const rows = new Map<
    string,
    Omit<Entry, 'items'> & { id: string; steps: Partial<Record<Receipt['step'], string>> }
  >();
  for (const { communityId, boxId, items } of entries) {
    for (const { id, step, at } of items) {
      const key = `${id} ${boxId}`;
      const row = rows.get(key) ?? { communityId, boxId, id, steps: {} };
      row.steps[step] ??= sound(at);
      rows.set(key, row);
    }
  }
  const all = [...rows.values()];
  await db.execute(sql`
    INSERT INTO feed_receipt (community_id, message_id, box_id, received_at, shown_at, confirmed_at)
    SELECT * FROM unnest(
      ${sql.param(all.map((r) => r.communityId))}::uuid[],
      ${sql.param(all.map((r) => r.id))}::uuid[],
      ${sql.param(all.map((r) => r.boxId))}::uuid[],
      ${sql.param(all.map((r) => r.steps.received ?? null))}::timestamptz[],
      ${sql.param(all.map((r) => r.steps.shown ?? null))}::timestamptz[],
      ${sql.param(all.map((r) => r.steps.confirmed ?? null))}::timestamptz[])
    ON CONFLICT (community_id, message_id, box_id) DO UPDATE SET
      received_at = coalesce(feed_receipt.received_at, excluded.received_at),
      shown_at = coalesce(feed_receipt.shown_at, excluded.shown_at),
      confirmed_at = coalesce(feed_receipt.confirmed_at, excluded.confirmed_at)`);
}

/** A box's time as the database can hold it: one that is nonsense (31 February, the year 0) must not spoil the batch. */
function sound(at: string): string {
  const ms = Date.parse(at);
  return new Date(ms > 0 ? ms : Date.now()).toISOString();
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
