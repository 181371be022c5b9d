import { and, eq } from 'drizzle-orm';
import { newId } from '../../protocol/ids.ts';
import type { Tx } from '../database/database.ts';
import { timer } from './schema.ts';

/** A timer that has been taken to be done: `nextAt` is the end of the taker's lease, `attempts` counts from 1. */
export type Timer = Readonly<typeof timer.$inferSelect>;

/** Names a timer: of each kind a thing (`ref`) has at most one. */
export interface TimerName {
  readonly communityId: string;
  readonly kind: string;
  readonly ref: string;
}

/**
 * Wants something done at `dueAt` (ISO time); in place of what was wanted for this kind and ref before. After the commit
 * the caller nudges the scheduler, otherwise it may be up to one sweep late.
 */
export async function schedule(tx: Tx, wanted: TimerName & { dueAt: string; payload?: unknown }): Promise<void> {
  const { communityId, kind, ref, dueAt, payload = {} } = wanted;
  await tx
    .insert(timer)
    .values({ communityId, id: newId(), kind, ref, dueAt, nextAt: dueAt, payload })
    .onConflictDoUpdate({
      target: [timer.communityId, timer.kind, timer.ref],
      set: { dueAt, nextAt: dueAt, attempts: 0, payload },
    });
}

/** Wants it no more. False when there was none. One that is being done just now is let finish. */
export async function cancel(tx: Tx, { communityId, kind, ref }: TimerName): Promise<boolean> {
  const gone = await tx
    .delete(timer)
    .where(and(eq(timer.communityId, communityId), eq(timer.kind, kind), eq(timer.ref, ref)))
    .returning({ id: timer.id });
  return gone.length > 0;
}

/**
 * Marks a taken timer as done. A runner calls it first in the transaction that does the work: then both happen, once,
 * or neither. False when it is no longer this taker's (cancelled, set anew, lease over): then the work is not to be done.
 */
export async function finish(tx: Tx, taken: Timer): Promise<boolean> {
  const done = await tx.delete(timer).where(isStill(taken)).returning({ id: timer.id });
  return done.length > 0;
}

/** The condition that a timer is as its taker took it: neither set anew nor taken by another. */
export function isStill({ communityId, id, nextAt, attempts }: Timer) {
  return and(
    eq(timer.communityId, communityId),
    eq(timer.id, id),
    eq(timer.nextAt, nextAt),
    eq(timer.attempts, attempts),
  );
}
