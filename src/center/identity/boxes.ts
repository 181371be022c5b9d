import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { HouseholdKind } from '../../protocol/contracts/people.ts';
import { newId } from '../../protocol/ids.ts';
import { say } from '../../protocol/texts.ts';
import type { BoxActor, NewcomerActor } from '../actor.ts';
import { type Database, type Queries, sqlState } from '../database/database.ts';
import { refuse } from '../refuse.ts';
import type { Work } from '../work.ts';
import { groupsIn } from './groups.ts';
import type { Address } from './households.ts';
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
      place: household.kind,
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
  { secretHash, mode }: Pick<NewcomerActor, 'secretHash' | 'mode'>,
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
        .values({ secretHash, mode, code, expiresAt })
        .onConflictDoUpdate({ target: newcomer.secretHash, set: { mode, code, expiresAt } });
      return { code, expiresAt };
    } catch (error) {
      // Another box has this code just now: draw again.
      if (sqlState(error) !== UNIQUE_BROKEN) throw error;
    }
  }
}

/** What the boxes of each kind of household are used as. */
const MODE_OF = { home: 'tv', public: 'screen' } as const;

/**
 * Joins the newcomer that shows `code` to a household. Refuses `gone` when no box shows it (any more), and `conflict` for a
 * television in a public place or a screen in a home.
 */
export async function claimBox(
  work: Work,
  claim: { code: string; household: Pick<Address, 'householdId' | 'kind'>; name: string },
): Promise<string> {
  const { householdId, kind } = claim.household;
  const [found] = await work.tx
    .delete(newcomer)
    .where(and(eq(newcomer.code, claim.code), gt(newcomer.expiresAt, work.now)))
    .returning();
  if (!found) throw refuse('gone', 'refusal.noSuchCode');
  if (found.mode !== MODE_OF[kind]) throw refuse('conflict', `refusal.wrongPlace.${found.mode}`);
  return addBox(work, { secretHash: found.secretHash, householdId, name: claim.name });
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

/**
 * Does the sample community still wait for its first browser as this kind of household's box? It is the only one that
 * enrols a box without a clerk.
 */
export async function autoEnrolOpen(db: Queries, communityId: string, kind: HouseholdKind): Promise<boolean> {
  const [row] = await db.select({ sample: community.sample }).from(community).where(eq(community.id, communityId));
  if (!row?.sample) return false;
  const [first] = await db
    .select({ id: box.id })
    .from(box)
    .innerJoin(household, and(eq(household.communityId, box.communityId), eq(household.id, box.householdId)))
    .where(and(eq(box.communityId, communityId), eq(household.kind, kind)))
    .limit(1);
  return first === undefined;
}

/**
 * Joins the first television of the sample community to its first home, and the first screen to its first public place;
 * undefined when that is taken.
 */
export async function autoEnrol(
  work: Work,
  { secretHash, mode }: Pick<NewcomerActor, 'secretHash' | 'mode'>,
): Promise<string | undefined> {
  const kind = mode === 'screen' ? 'public' : 'home';
  // The community's row is locked so that of two first browsers only one is the first.
  await work.tx.select({ id: community.id }).from(community).where(eq(community.id, work.communityId)).for('update');
  if (!(await autoEnrolOpen(work.db, work.communityId, kind))) return undefined;
  const [first] = await work.tx
    .select({ id: household.id })
    .from(household)
    .where(and(eq(household.communityId, work.communityId), eq(household.kind, kind)))
    .orderBy(household.id)
    .limit(1);
  const name = say('zh-CN', `house.box.firstBrowser.${mode}`);
  return first && addBox(work, { secretHash, householdId: first.id, name });
}
