import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import { newId } from '../../protocol/ids.ts';
import { RECONNECT_WINDOW_MS } from '../../protocol/wire.ts';
import { box, household } from '../identity/schema.ts';
import type { Reading, Work } from '../work.ts';
import type { Pace } from './pace.ts';
import { boxSpell, boxWatch, type GoneBox } from './schema.ts';
import { closeTickets } from './tickets.ts';

/** A box and the moment (ISO time) at which it came or was last heard. */
export interface Sign {
  readonly boxId: string;
  readonly at: string;
}

const idsOf = (signs: readonly Sign[]) => sql.param(signs.map(({ boxId }) => boxId));
const timesOf = (signs: readonly Sign[]) => sql.param(signs.map(({ at }) => at));

/** Boxes have come: their spells end, those that were short are forgotten, and a ticket whose boxes are all back is closed. */
export async function writeBack(work: Work, signs: readonly Sign[], pace: Pace): Promise<void> {
  if (signs.length === 0) return;
  const { rows } = await work.tx.execute<{ id: string; ticket_id: string | null; short: boolean }>(sql`
    UPDATE box_spell SET until_at = greatest(from_at, sign.at)
    FROM unnest(${idsOf(signs)}::uuid[], ${timesOf(signs)}::timestamptz[]) AS sign (box_id, at)
    WHERE community_id = ${work.communityId} AND box_spell.box_id = sign.box_id AND until_at IS NULL
    RETURNING id, ticket_id, until_at - from_at < ${`${pace.suspectMs} ms`}::interval AS short`);
  const short = rows.filter((row) => row.short && !row.ticket_id).map((row) => row.id);
  if (short.length > 0) {
    await work.tx.delete(boxSpell).where(and(eq(boxSpell.communityId, work.communityId), inArray(boxSpell.id, short)));
  }
  const tickets = new Set(rows.flatMap((row) => row.ticket_id ?? []));
  await closeTickets(work, [...tickets], { text: 'watch.deed.back' });
}

/** Lines were lost: spells begin, but for boxes that have been revoked. */
export async function writeLost(work: Work, signs: readonly Sign[]): Promise<void> {
  if (signs.length === 0) return;
  const ids = sql.param(signs.map(() => newId()));
  await work.tx.execute(sql`
    INSERT INTO box_spell (community_id, id, box_id, from_at, cause, state, counts_from)
    SELECT box.community_id, sign.id, box.id, sign.at, 'lost', 'returning', sign.at
    FROM unnest(${ids}::uuid[], ${idsOf(signs)}::uuid[], ${timesOf(signs)}::timestamptz[]) AS sign (id, box_id, at)
    JOIN box ON box.community_id = ${work.communityId} AND box.id = sign.box_id AND box.revoked_at IS NULL
    ON CONFLICT (community_id, box_id) WHERE until_at IS NULL DO NOTHING`);
}

/** Remembers when boxes were last heard. */
export async function writeSeen(work: Work, signs: readonly Sign[]): Promise<void> {
  await work.tx.execute(sql`
    UPDATE box SET last_seen_at = greatest(last_seen_at, sign.at)
    FROM unnest(${idsOf(signs)}::uuid[], ${timesOf(signs)}::timestamptz[]) AS sign (box_id, at)
    WHERE box.community_id = ${work.communityId} AND box.id = sign.box_id`);
}

/** Says until when the center has looked after its boxes. */
export async function noteWatched(work: Work): Promise<void> {
  const { communityId, now } = work;
  await work.tx
    .insert(boxWatch)
    .values({ communityId, watchedAt: now })
    .onConflictDoUpdate({ target: boxWatch.communityId, set: { watchedAt: now } });
}

/**
 * Before the first box comes in: every box is gone, since the center itself was, and no clock of suspicion may run until
 * all have had time to come back. A box that was there when the center went is gone from then on, by the center's fault;
 * one that was gone before may have come back unseen, so its ticket waits too.
 */
export async function writeRestart(work: Work, pace: Pace): Promise<void> {
  const { communityId, tx, now } = work;
  const allBack = Date.parse(now) + RECONNECT_WINDOW_MS;
  const from = new Date(allBack).toISOString();
  // Of what was lost before, the ticket comes no earlier than others would be suspect.
  const earliest = new Date(allBack + pace.suspectMs - pace.ticketMs).toISOString();
  await tx
    .update(boxSpell)
    .set({ countsFrom: earliest })
    .where(
      and(
        eq(boxSpell.communityId, communityId),
        isNull(boxSpell.until),
        isNull(boxSpell.ticketId),
        lt(boxSpell.countsFrom, earliest),
      ),
    );
  const gone = await tx
    .select({ id: box.id, lastSeenAt: box.lastSeenAt, watchedAt: boxWatch.watchedAt })
    .from(box)
    .leftJoin(boxWatch, eq(boxWatch.communityId, box.communityId))
    .leftJoin(
      boxSpell,
      and(eq(boxSpell.communityId, box.communityId), eq(boxSpell.boxId, box.id), isNull(boxSpell.until)),
    )
    .where(and(eq(box.communityId, communityId), isNull(box.revokedAt), isNull(boxSpell.id)));
  const signs = gone.flatMap(({ id, lastSeenAt, watchedAt }) =>
    lastSeenAt ? [{ boxId: id, at: watchedAt && watchedAt > lastSeenAt ? watchedAt : lastSeenAt }] : [],
  );
  await writeLost(work, signs);
  if (signs.length > 0) {
    await tx.execute(sql`
      UPDATE box_spell SET cause = 'center', counts_from = ${from}
      WHERE community_id = ${communityId} AND until_at IS NULL AND box_id = ANY(${idsOf(signs)}::uuid[])`);
  }
  await noteWatched(work);
}

/** The box is revoked: nobody waits for it any more. */
export async function endWatch(work: Work, boxId: string): Promise<void> {
  const [spell] = await work.tx
    .update(boxSpell)
    .set({ until: work.now, cause: 'revoked' })
    .where(and(eq(boxSpell.communityId, work.communityId), eq(boxSpell.boxId, boxId), isNull(boxSpell.until)))
    .returning({ ticketId: boxSpell.ticketId });
  if (spell?.ticketId) await closeTickets(work, [spell.ticketId], { text: 'watch.deed.revoked' });
}

/** All boxes that are gone and have no ticket. */
export async function goneBoxes(reading: Reading): Promise<GoneBox[]> {
  const rows = await reading.db
    .select({
      spellId: boxSpell.id,
      boxId: boxSpell.boxId,
      householdId: box.householdId,
      buildingId: household.buildingId,
      countsFrom: boxSpell.countsFrom,
      offAtNight: household.boxOffAtNight,
      state: boxSpell.state,
    })
    .from(boxSpell)
    .innerJoin(box, and(eq(box.communityId, boxSpell.communityId), eq(box.id, boxSpell.boxId)))
    .innerJoin(household, and(eq(household.communityId, box.communityId), eq(household.id, box.householdId)))
    .where(and(eq(boxSpell.communityId, reading.communityId), isNull(boxSpell.until), isNull(boxSpell.ticketId)));
  // One that has just come back is in the database a moment later.
  return rows.filter((row) => !reading.isOnline(row.boxId));
}

/** Boxes in use, by building: those that have been seen and are not revoked. */
export async function boxesByBuilding(reading: Reading): Promise<Map<string, number>> {
  const { rows } = await reading.db.execute<{ building: string; n: number }>(sql`
    SELECT household.building_id AS building, count(*)::int AS n
    FROM box JOIN household ON household.community_id = box.community_id AND household.id = box.household_id
    WHERE box.community_id = ${reading.communityId} AND box.revoked_at IS NULL AND box.last_seen_at IS NOT NULL
    GROUP BY household.building_id`);
  return new Map(rows.map((row) => [row.building, row.n]));
}
