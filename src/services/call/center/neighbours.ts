import { and, eq, isNotNull, isNull, or } from 'drizzle-orm';
import type { Queries } from '../../../center/database/database.ts';
import { addressOf, doorsOf, homeOf } from '../../../center/identity/households.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Reading, Work } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import type { NeighbourAsk } from '../protocol.ts';
import { callNeighbour } from '../schema.ts';

type Row = typeof callNeighbour.$inferSelect;

const between = (communityId: string, householdId: string) =>
  and(
    eq(callNeighbour.communityId, communityId),
    isNull(callNeighbour.endedAt),
    or(eq(callNeighbour.askerId, householdId), eq(callNeighbour.askedId, householdId)),
  );

const otherOf = (row: Row, householdId: string) => (row.askerId === householdId ? row.askedId : row.askerId);

/** All agreements of a home that are asked for or hold. */
async function agreements(db: Queries, communityId: string, householdId: string): Promise<Row[]> {
  return db.select().from(callNeighbour).where(between(communityId, householdId)).orderBy(callNeighbour.askedAt);
}

/** The homes that this one may call, and that may call it, with their agreements. */
export async function neighboursOf(
  db: Queries,
  communityId: string,
  householdId: string,
): Promise<{ neighbourId: string; householdId: string }[]> {
  const rows = await db
    .select()
    .from(callNeighbour)
    .where(and(between(communityId, householdId), isNotNull(callNeighbour.agreedAt)))
    .orderBy(callNeighbour.agreedAt);
  return rows.map((row) => ({ neighbourId: row.id, householdId: otherOf(row, householdId) }));
}

/** Agreements that wait for one of the two. */
export async function askedOf({ db, communityId }: Reading, ours: string): Promise<NeighbourAsk[]> {
  const waiting = (await agreements(db, communityId, ours)).filter(({ agreedAt }) => !agreedAt);
  const asks: NeighbourAsk[] = [];
  for (const row of waiting) {
    const householdId = otherOf(row, ours);
    const { label } = await addressOf(db, communityId, householdId);
    asks.push({ id: row.id, householdId, label, ours: row.askerId === ours, askedAt: row.askedAt });
  }
  return asks;
}

/** Homes of the own building with which there is no agreement, asked for or held. */
export async function doorsFor({ db, communityId }: Reading, householdId: string) {
  const { buildingId } = await homeOf(db, communityId, householdId);
  const known = (await agreements(db, communityId, householdId)).map((row) => otherOf(row, householdId));
  const doors = await doorsOf(db, communityId, buildingId);
  return doors.filter((door) => door.householdId !== householdId && !known.includes(door.householdId));
}

/** One home asks another; what they asked before, or agreed on, stands. Refuses `gone`, and `conflict` for a public place. */
export async function askNeighbour(work: Work, householdId: string, otherId: string): Promise<void> {
  if (otherId === householdId) throw refuse('invalid');
  await homeOf(work.db, work.communityId, otherId);
  const known = (await agreements(work.db, work.communityId, householdId)).find(
    (row) => otherOf(row, householdId) === otherId,
  );
  if (known) {
    if (known.askedId === householdId && !known.agreedAt) await acceptNeighbour(work, householdId, known.id);
    return;
  }
  await work.tx.insert(callNeighbour).values({
    communityId: work.communityId,
    id: newId(),
    askerId: householdId,
    askedId: otherId,
    askedAt: work.now,
  });
  tell(work, [householdId, otherId]);
}

/** Yes of the home that was asked. Refuses `gone` when nobody asks it (any more). */
export async function acceptNeighbour(work: Work, householdId: string, id: string): Promise<void> {
  const [row] = await work.tx
    .update(callNeighbour)
    .set({ agreedAt: work.now })
    .where(
      and(between(work.communityId, householdId), eq(callNeighbour.id, id), eq(callNeighbour.askedId, householdId)),
    )
    .returning();
  if (!row) throw refuse('gone', 'call.refused.neighbourGone');
  tell(work, [row.askerId, row.askedId]);
}

/** No, or no longer, by either. Refuses `gone`. */
export async function endNeighbour(work: Work, householdId: string, id: string): Promise<void> {
  const [row] = await work.tx
    .update(callNeighbour)
    .set({ endedAt: work.now })
    .where(and(between(work.communityId, householdId), eq(callNeighbour.id, id)))
    .returning();
  if (!row) throw refuse('gone', 'call.refused.neighbourGone');
  tell(work, [row.askerId, row.askedId]);
}

function tell(work: Work, households: readonly string[]): void {
  for (const householdId of households) work.tellBoxes(`household:${householdId}`, 'call:changed', { householdId });
}
