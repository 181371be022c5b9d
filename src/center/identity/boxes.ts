import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { newId } from '../../protocol/ids.ts';
import type { BoxActor } from '../actor.ts';
import { type Database, type Queries, sqlState } from '../database/database.ts';
import type { Log } from '../log.ts';
import { refuse } from '../refuse.ts';
import type { Work } from '../work.ts';
import { groupsIn } from './groups.ts';
import { box, community, household, newcomer } from './schema.ts';
import { newCode } from './secrets.ts';

const CODE_MINUTES = 10;
const UNIQUE_BROKEN = '23505';

/**
 * The boxes behind secrets, by the hashes of these; those that nobody has, or that were revoked, are left out. Many at
 * once, since after a power cut all come together. `now` is ISO time.
 */
export async function findBoxesBySecret(
  db: Queries,
  secretHashes: readonly string[],
  now: string,
): Promise<Map<string, BoxActor>> {
  const rows = await db
    .select({
      secretHash: box.secretHash,
      communityId: box.communityId,
      boxId: box.id,
      householdId: box.householdId,
      buildingId: household.buildingId,
      district: sql<string>`coalesce(${community.district} ->> 'code', '')`,
      groups: groupsIn(now),
    })
    .from(box)
    .innerJoin(household, and(eq(household.communityId, box.communityId), eq(household.id, box.householdId)))
    .innerJoin(community, eq(community.id, box.communityId))
    .where(and(sql`${box.secretHash} = ANY(${sql.param(secretHashes)})`, isNull(box.revokedAt)));
  return new Map(rows.map(({ secretHash, ...row }) => [secretHash, { kind: 'box', ...row }]));
}

/** Gives a newcomer the code for its screen: the one it has while that is valid, or a new one. `now` is ISO time. */
export async function enrolmentCode(
  db: Database,
  secretHash: string,
  now: string,
): Promise<{ code: string; expiresAt: string }> {
  const [known] = await db
    .select({ code: newcomer.code, expiresAt: newcomer.expiresAt })
    .from(newcomer)
    .where(and(eq(newcomer.secretHash, secretHash), gt(newcomer.expiresAt, now)));
  if (known) return known;
  const expiresAt = new Date(Date.parse(now) + CODE_MINUTES * 60_000).toISOString();
  for (;;) {
    const code = newCode();
    try {
      await db
        .insert(newcomer)
        .values({ secretHash, code, expiresAt })
        .onConflictDoUpdate({ target: newcomer.secretHash, set: { code, expiresAt } });
      return { code, expiresAt };
    } catch (error) {
      // Another box has this code just now: draw again.
      if (sqlState(error) !== UNIQUE_BROKEN) throw error;
    }
  }
}

/** Joins the newcomer that shows `code` to a household. Refuses `gone` when no box shows it (any more). */
export async function claimBox(
  work: Work,
  claim: { code: string; householdId: string; name: string },
): Promise<string> {
  const [found] = await work.tx
    .delete(newcomer)
    .where(and(eq(newcomer.code, claim.code), gt(newcomer.expiresAt, work.now)))
    .returning();
  if (!found) throw refuse('gone', 'refusal.noSuchCode');
  return addBox(work, { secretHash: found.secretHash, householdId: claim.householdId, name: claim.name });
}

async function addBox(work: Work, made: { secretHash: string; householdId: string; name: string }): Promise<string> {
  const id = newId();
  await work.tx.insert(box).values({ communityId: work.communityId, id, enrolledAt: work.now, ...made });
  work.afterCommit(({ news }) => news.dropBox(newcomerRoom(made.secretHash), 'box:enrolled'));
  return id;
}

/** Takes a box's secret back and cuts it off. Gives its household. Refuses `gone` for a box that is revoked already. */
export async function revokeBox(work: Work, boxId: string): Promise<string> {
  const [row] = await work.tx
    .update(box)
    .set({ revokedAt: work.now })
    .where(and(eq(box.communityId, work.communityId), eq(box.id, boxId), isNull(box.revokedAt)))
    .returning({ householdId: box.householdId });
  if (!row) throw refuse('gone');
  work.afterCommit(({ news }) => news.dropBox(`box:${boxId}`, 'box:revoked'));
  return row.householdId;
}

/** The room in which a newcomer waits for its code to be typed. */
export function newcomerRoom(secretHash: string): string {
  return `newcomer:${secretHash}`;
}

/** Does the sample community still wait for its first browser? It is the only one that enrols a box without a clerk. */
export async function autoEnrolOpen(db: Queries, communityId: string): Promise<boolean> {
  const [row] = await db.select({ sample: community.sample }).from(community).where(eq(community.id, communityId));
  if (!row?.sample) return false;
  return (await db.$count(box, eq(box.communityId, communityId))) === 0;
}

/** Joins the first box of the sample community to its first household; undefined when that is taken. */
export async function autoEnrol(work: Work, secretHash: string, name: string): Promise<string | undefined> {
  // The community's row is locked so that of two first browsers only one is the first.
  await work.tx.select({ id: community.id }).from(community).where(eq(community.id, work.communityId)).for('update');
  if (!(await autoEnrolOpen(work.db, work.communityId))) return undefined;
  const [first] = await work.tx
    .select({ id: household.id })
    .from(household)
    .where(eq(household.communityId, work.communityId))
    .orderBy(household.id)
    .limit(1);
  return first && addBox(work, { secretHash, householdId: first.id, name });
}

/** Remembers when boxes were last seen; after a power cut thousands come at once, so they are written together. */
export function openSeenBook(db: Database, log: Log) {
  const seen = new Map<string, { communityId: string; at: string }>();

  async function flush(): Promise<void> {
    if (seen.size === 0) return;
    const rows = [...seen];
    seen.clear();
    await db.execute(sql`
      UPDATE box SET last_seen_at = seen.at
      FROM unnest(
        ${sql.param(rows.map(([, r]) => r.communityId))}::uuid[],
        ${sql.param(rows.map(([id]) => id))}::uuid[],
        ${sql.param(rows.map(([, r]) => r.at))}::timestamptz[]) AS seen (community_id, id, at)
      WHERE box.community_id = seen.community_id AND box.id = seen.id`);
  }
  const warn = (error: unknown) => log.warn({ error }, 'last-seen times were not written');
  const timer = setInterval(() => void flush().catch(warn), 1_000);

  return {
    note: (actor: BoxActor, at: string) => void seen.set(actor.boxId, { communityId: actor.communityId, at }),
    async stop(): Promise<void> {
      clearInterval(timer);
      await flush().catch(warn);
    },
  };
}
