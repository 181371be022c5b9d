import { and, count, eq, gt, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Queries } from '../../../center/database/database.ts';
import { inGroup } from '../../../center/identity/groups.ts';
import { addressOf } from '../../../center/identity/households.ts';
import { box, building, community, household } from '../../../center/identity/schema.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Reading } from '../../../center/work.ts';
import { say } from '../../../protocol/texts.ts';
import type { Audience, Reach, Target } from '../protocol.ts';

/** The condition that a row of `household` belongs to an audience, at `now` (ISO time). */
export function among(audience: Audience, communityId: string, now: string): SQL | undefined {
  const one = (target: Target): SQL | undefined => {
    switch (target.kind) {
      case 'building':
        return eq(household.buildingId, target.id);
      case 'household':
        return eq(household.id, target.id);
      case 'group':
        return inGroup(target.group, now);
      default:
        return sql`true`;
    }
  };
  return and(eq(household.communityId, communityId), or(...audience.map(one)));
}

/** The condition that a row of `box` was in use at a time (ISO). */
export function inUse(at: string): SQL | undefined {
  return and(lte(box.enrolledAt, at), or(isNull(box.revokedAt), gt(box.revokedAt, at)));
}

/** How many an audience reaches now. Refuses `gone` for a place that does not exist, `invalid` for another district. */
export async function reachOf(reading: Reading, audience: Audience): Promise<Reach> {
  const { db, communityId, now } = reading;
  const homes = among(audience, communityId, now);
  const [households] = await db
    .select({ n: count() })
    .from(household)
    .where(and(homes, eq(household.kind, 'home')));
  const boxes = await db
    .select({ id: box.id })
    .from(box)
    .innerJoin(household, and(eq(household.communityId, box.communityId), eq(household.id, box.householdId)))
    .where(and(homes, isNull(box.revokedAt)));
  return {
    name: await namesOf(db, communityId, audience),
    households: households?.n ?? 0,
    boxes: boxes.length,
    online: boxes.filter(({ id }) => reading.isOnline(id)).length,
  };
}

/** Its name, and the number of its boxes. Refuses as `reachOf` does. */
export async function sizeOf(
  { db, communityId, now }: Reading,
  audience: Audience,
): Promise<Pick<Reach, 'name' | 'boxes'>> {
  const [boxes] = await db
    .select({ n: count() })
    .from(box)
    .innerJoin(household, and(eq(household.communityId, box.communityId), eq(household.id, box.householdId)))
    .where(and(among(audience, communityId, now), isNull(box.revokedAt)));
  return { name: await namesOf(db, communityId, audience), boxes: boxes?.n ?? 0 };
}

/** The names of an audience's places, as they are shown and typed: '3号楼、独居住户'. */
export async function namesOf(db: Queries, communityId: string, audience: Audience): Promise<string> {
  const names: string[] = [];
  for (const target of audience) names.push(await nameOf(db, communityId, target));
  return names.join('、');
}

async function nameOf(db: Queries, communityId: string, target: Target): Promise<string> {
  switch (target.kind) {
    case 'household':
      return (await addressOf(db, communityId, target.id)).label;
    case 'building': {
      const [row] = await db
        .select({ name: building.name })
        .from(building)
        .where(and(eq(building.communityId, communityId), eq(building.id, target.id)));
      if (!row) throw refuse('gone');
      return row.name;
    }
    case 'group':
      return say('zh-CN', `broadcast.group.${target.group}`);
    default: {
      const [row] = await db
        .select({ name: community.name, district: community.district })
        .from(community)
        .where(eq(community.id, communityId));
      if (!row) throw refuse('gone');
      if (target.kind === 'community') return row.name;
      // A community warns its own district's homes that are connected here, and no others.
      if (row.district?.code !== target.code) throw refuse('invalid', 'broadcast.refused.district');
      return row.district.name;
    }
  }
}
