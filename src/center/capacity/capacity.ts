import { and, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import type { Queries, Tx } from '../database/database.ts';
import { capacity } from './schema.ts';

/**
 * Why a count did not change.
 * - `soldout` fewer are left than were wanted; `left` says how many
 * - `taken` more are taken than would be offered; `left` counts the taken ones that are too many, below zero
 * - `unknown` nothing was offered under this key
 */
export type CapacityErrorCode = 'soldout' | 'taken' | 'unknown';

/** Thrown by the capacity kit; nothing was changed. */
export class CapacityError extends Error {
  override readonly name = 'CapacityError';
  readonly code: CapacityErrorCode;
  readonly left: number;

  constructor(code: CapacityErrorCode, key: string, left: number) {
    super(`${code}: ${key}, ${left} left`);
    this.code = code;
    this.left = left;
  }
}

/** A counted thing: `key` is the caller's, e.g. 'meals:2026-11-24:lunch:<dish id>'. */
export interface Counted {
  readonly communityId: string;
  readonly key: string;
}

const left = sql<number>`${capacity.total} - ${capacity.taken}`.mapWith(Number);
const isOne = ({ communityId, key }: Counted) => and(eq(capacity.communityId, communityId), eq(capacity.key, key));

function checkCount(n: number, least: number): void {
  if (!Number.isInteger(n) || n < least) throw new RangeError(`not a count: ${n}`);
}

/** Sets how many there are. Gives how many are left. Throws `CapacityError` `taken` when more than that are taken. */
export async function offer(tx: Tx, thing: Counted & { total: number }): Promise<number> {
  checkCount(thing.total, 0);
  const { communityId, key, total } = thing;
  const [row] = await tx
    .insert(capacity)
    .values({ communityId, key, total })
    .onConflictDoUpdate({
      target: [capacity.communityId, capacity.key],
      set: { total },
      setWhere: lte(capacity.taken, total),
    })
    .returning({ left });
  if (row) return row.left;
  const [now] = await tx.select({ taken: capacity.taken }).from(capacity).where(isOne(thing));
  throw new CapacityError('taken', key, total - (now?.taken ?? 0));
}

/** Takes `n`, all or none. Gives how many are left. Throws `CapacityError`: `soldout`, `unknown`. */
export async function take(tx: Tx, thing: Counted & { n: number }): Promise<number> {
  checkCount(thing.n, 1);
  const [row] = await tx
    .update(capacity)
    .set({ taken: sql`${capacity.taken} + ${thing.n}` })
    .where(and(isOne(thing), gte(left, thing.n)))
    .returning({ left });
  if (row) return row.left;
  const [now] = await tx.select({ left }).from(capacity).where(isOne(thing));
  throw new CapacityError(now ? 'soldout' : 'unknown', thing.key, now?.left ?? 0);
}

/**
 * Gives `n` back that were taken; that it happens once is the caller's care. Gives how many are left.
 * Throws `CapacityError` `unknown` when fewer than that were taken.
 */
export async function giveBack(tx: Tx, thing: Counted & { n: number }): Promise<number> {
  checkCount(thing.n, 1);
  const [row] = await tx
    .update(capacity)
    .set({ taken: sql`${capacity.taken} - ${thing.n}` })
    .where(and(isOne(thing), gte(capacity.taken, thing.n)))
    .returning({ left });
  if (!row) throw new CapacityError('unknown', thing.key, 0);
  return row.left;
}

/** How many are left of each key; a key that was never offered is absent. */
export async function leftOf(db: Queries, communityId: string, keys: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .select({ key: capacity.key, left })
    .from(capacity)
    .where(and(eq(capacity.communityId, communityId), inArray(capacity.key, [...keys])));
  return new Map(rows.map((row) => [row.key, row.left]));
}
