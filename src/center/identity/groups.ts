import { type SQL, sql } from 'drizzle-orm';
import { shanghai } from '../../protocol/time.ts';
import type { Queries } from '../database/database.ts';
import { household, resident } from './schema.ts';

/** Groups of households that follow from who lives there. Which group a household is in is nobody's to keep. */
export const HOUSEHOLD_GROUPS = ['alone', 'over80'] as const;
export type HouseholdGroup = (typeof HOUSEHOLD_GROUPS)[number];

const OLD_AGE = 80;

/** The condition that a row of `household` is in a group, at `now` (ISO time): one resident alone; somebody of 80 or more. */
export function inGroup(group: HouseholdGroup, now: string): SQL<boolean> {
  const here = sql`${resident.communityId} = ${household.communityId} AND ${resident.householdId} = ${household.id}`;
  if (group === 'alone') return sql<boolean>`(SELECT count(*) FROM ${resident} WHERE ${here}) = 1`;
  const bornBy = shanghai(now).year() - OLD_AGE;
  return sql<boolean>`EXISTS (SELECT 1 FROM ${resident} WHERE ${here} AND ${resident.birthYear} <= ${bornBy})`;
}

/** The groups that a row of `household` is in, at `now` (ISO time). */
export function groupsIn(now: string): SQL<HouseholdGroup[]> {
  const each = HOUSEHOLD_GROUPS.map((group) => sql`CASE WHEN ${inGroup(group, now)} THEN ${group}::text END`);
  return sql<HouseholdGroup[]>`array_remove(ARRAY[${sql.join(each, sql`, `)}], NULL)`;
}

/** The groups that a household is in. */
export async function groupsOf(
  db: Queries,
  communityId: string,
  householdId: string,
  now: string,
): Promise<HouseholdGroup[]> {
  const [row] = await db
    .select({ groups: groupsIn(now) })
    .from(household)
    .where(sql`${household.communityId} = ${communityId} AND ${household.id} = ${householdId}`);
  return row?.groups ?? [];
}
