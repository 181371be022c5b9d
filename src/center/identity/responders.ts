import { and, arrayContains, eq, isNull } from 'drizzle-orm';
import { type ChainPerson, type ChainStep, type ChainWho, DEFAULT_CHAIN } from '../../protocol/contracts/responders.ts';
import type { Queries } from '../database/database.ts';
import { refuse } from '../refuse.ts';
import { building, community, household, staff } from './schema.ts';

/** A household's way of escalation, in the order of its seconds. Refuses `gone` for an unknown household. */
export async function chainOf(
  db: Queries,
  communityId: string,
  householdId: string,
): Promise<{ own: boolean; steps: readonly ChainStep[] }> {
  const [row] = await db
    .select({ chain: household.chain })
    .from(household)
    .where(and(eq(household.communityId, communityId), eq(household.id, householdId)));
  if (!row) throw refuse('gone');
  return { own: row.chain !== null, steps: row.chain ?? DEFAULT_CHAIN };
}

/**
 * Whom each step of a household's chain tells, as they are on record now: its contacts, its building's grid worker, the
 * officers (whose consoles ring; without phones), the community's supervisor. Refuses `gone`.
 */
export async function chainPeople(
  db: Queries,
  communityId: string,
  householdId: string,
): Promise<Readonly<Record<ChainWho, ChainPerson[]>>> {
  const [row] = await db
    .select({ contacts: household.contacts, gridWorker: building.gridWorker, supervisor: community.supervisor })
    .from(household)
    .innerJoin(building, and(eq(building.communityId, household.communityId), eq(building.id, household.buildingId)))
    .innerJoin(community, eq(community.id, household.communityId))
    .where(and(eq(household.communityId, communityId), eq(household.id, householdId)));
  if (!row) throw refuse('gone');
  const officers = await db
    .select({ name: staff.name })
    .from(staff)
    .where(and(eq(staff.communityId, communityId), arrayContains(staff.roles, ['officer']), isNull(staff.disabledAt)))
    .orderBy(staff.login);
  const one = (person: { name: string; phone: string } | null) => (person ? [{ ...person, relation: '' }] : []);
  return {
    family: row.contacts.map(({ name, relation, phone }) => ({ name, relation, phone })),
    grid: one(row.gridWorker),
    officer: officers.map(({ name }) => ({ name, relation: '', phone: '' })),
    supervisor: one(row.supervisor),
  };
}
