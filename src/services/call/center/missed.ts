import { and, count, desc, eq, isNull, lt } from 'drizzle-orm';
import type { CallRow } from '../../../center/calls/book.ts';
import type { Queries } from '../../../center/database/database.ts';
import type { Work } from '../../../center/work.ts';
import type { CallOutcome } from '../../../protocol/contracts/calls.ts';
import type { MissedCall } from '../protocol.ts';
import { callMissed } from '../schema.ts';

const SHOWN = 30;
const KEPT_MS = 90 * 86_400_000;
/** How a call to a home may end that somebody there should hear of. */
const MISSED: readonly (CallOutcome | null)[] = ['missed', 'busy', 'cancelled', 'resting', 'unreachable'];

const ofHome = (communityId: string, householdId: string) =>
  and(eq(callMissed.communityId, communityId), eq(callMissed.householdId, householdId));

function view({ id, caller, at, why, seenAt }: typeof callMissed.$inferSelect): MissedCall {
  return { id, caller, at, why, seen: seenAt !== null };
}

/** A home's missed calls, the newest first, and how many nobody has looked at. */
export async function missedOf(
  db: Queries,
  communityId: string,
  householdId: string,
): Promise<{ missed: MissedCall[]; unseen: number }> {
  const mine = ofHome(communityId, householdId);
  const rows = await db.select().from(callMissed).where(mine).orderBy(desc(callMissed.at)).limit(SHOWN);
  const [unseen] = await db
    .select({ n: count() })
    .from(callMissed)
    .where(and(mine, isNull(callMissed.seenAt)));
  return { missed: rows.map(view), unseen: unseen?.n ?? 0 };
}

/** Notes a call that a home has missed, and tells its boxes, also those that are off. */
export async function noteMissed(work: Work, call: CallRow): Promise<void> {
  const { party } = call.calleeFace;
  if (party.kind !== 'household' || call.state !== 'ended' || !MISSED.includes(call.outcome)) return;
  const { communityId } = work;
  const old = new Date(Date.parse(work.now) - KEPT_MS).toISOString();
  await work.tx.delete(callMissed).where(and(ofHome(communityId, party.id), lt(callMissed.at, old)));
  const [row] = await work.tx
    .insert(callMissed)
    .values({
      communityId,
      id: call.id,
      householdId: party.id,
      caller: call.callerFace,
      at: call.startedAt,
      why: call.outcome ?? 'missed',
    })
    .returning();
  const { unseen } = await missedOf(work.db, communityId, party.id);
  await work.publish(`household:${party.id}`, 'call:missed', { unseen, missed: row ? view(row) : null });
}

/** Somebody in the home has looked at the list; its other boxes hear it. */
export async function markSeen(work: Work, householdId: string): Promise<void> {
  const marked = await work.tx
    .update(callMissed)
    .set({ seenAt: work.now })
    .where(and(ofHome(work.communityId, householdId), isNull(callMissed.seenAt)))
    .returning({ id: callMissed.id });
  if (marked.length > 0) await work.publish(`household:${householdId}`, 'call:missed', { unseen: 0, missed: null });
}
