import { and, eq } from 'drizzle-orm';
import { keepers } from '../../protocol/contracts/people.ts';
import type { responders } from '../../protocol/contracts/responders.ts';
import { chainOf, chainPeople } from '../identity/responders.ts';
import { building, community, household } from '../identity/schema.ts';
import { refuse } from '../refuse.ts';
import type { Handlers } from '../serve.ts';
import type { Reading } from '../work.ts';
import { communityOf } from './notice.ts';

async function all(reading: Reading) {
  const { supervisor } = await communityOf(reading);
  const buildings = await reading.db
    .select({ id: building.id, name: building.name, gridWorker: building.gridWorker })
    .from(building)
    .where(eq(building.communityId, reading.communityId))
    .orderBy(building.place);
  return { supervisor, buildings };
}

async function chainView({ db, communityId }: Reading, householdId: string) {
  const { own, steps } = await chainOf(db, communityId, householdId);
  const people = await chainPeople(db, communityId, householdId);
  return { householdId, own, steps: steps.map((step) => ({ ...step, people: people[step.who] })) };
}

/** Who is called when nobody has taken an alarm, as the console keeps them. */
export const responderHandlers: Handlers<typeof responders> = {
  all,

  async saveGridWorker(work, actor, { buildingId, gridWorker }) {
    const [row] = await work.tx
      .update(building)
      .set({ gridWorker })
      .where(and(eq(building.communityId, work.communityId), eq(building.id, buildingId)))
      .returning({ id: building.id });
    if (!row) throw refuse('gone');
    work.audit(actor, 'gridWorker.save', `building:${buildingId}`, { some: gridWorker !== null });
    return all(work);
  },

  async saveSupervisor(work, actor, { supervisor }) {
    await work.tx.update(community).set({ supervisor }).where(eq(community.id, work.communityId));
    work.audit(actor, 'supervisor.save', `community:${work.communityId}`, { some: supervisor !== null });
    return all(work);
  },

  chain: (reading, _, { householdId }) => chainView(reading, householdId),

  async saveChain(work, actor, { householdId, chain }) {
    const [row] = await work.tx
      .update(household)
      .set({ chain: chain?.toSorted((one, other) => one.afterS - other.afterS) ?? null })
      .where(and(eq(household.communityId, work.communityId), eq(household.id, householdId)))
      .returning({ id: household.id });
    if (!row) throw refuse('gone');
    work.audit(actor, 'chain.save', `household:${householdId}`, { chain });
    work.tellStaff(keepers, 'people:household', { householdId });
    return chainView(work, householdId);
  },
};
