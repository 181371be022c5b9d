import { and, count, eq } from 'drizzle-orm';
import { keepers, type people } from '../../protocol/contracts/people.ts';
import { newId } from '../../protocol/ids.ts';
import { claimBox, revokeBox } from '../identity/boxes.ts';
import { groupsOf } from '../identity/groups.ts';
import { addressOf, homeOf, listHouseholds, medicalCardsOf } from '../identity/households.ts';
import { building, community, household, medicalCard, resident } from '../identity/schema.ts';
import { listStaff, saveStaff } from '../identity/staff.ts';
import { walletBalances } from '../ledger/wallets.ts';
import { refuse } from '../refuse.ts';
import type { Handlers } from '../serve.ts';
import { endWatch } from '../watch/spells.ts';
import type { Reading, Work } from '../work.ts';
import { mapHandlers } from './map.ts';
import { communityOf, weatherNow } from './notice.ts';

const MOST_HOUSEHOLDS = 100;

function households(
  reading: Reading,
  of: { ids?: string[]; search?: string; buildingId?: string; gone?: boolean; limit: number },
) {
  return listHouseholds(reading, of, (ids) => walletBalances(reading.db, reading.communityId, ids));
}

async function householdView(reading: Reading, householdId: string) {
  const [view] = await households(reading, { ids: [householdId], limit: 1 });
  if (!view) throw refuse('gone');
  return view;
}

/** The household after a change, which every console and the household's own boxes hear of. */
async function changed(work: Work, householdId: string) {
  work.tellStaff(keepers, 'people:household', { householdId });
  work.tellBoxes(`household:${householdId}`, 'box:home', {});
  return householdView(work, householdId);
}

async function checkResident(reading: Reading, residentId: string): Promise<void> {
  const [row] = await reading.db
    .select({ id: resident.id })
    .from(resident)
    .where(and(eq(resident.communityId, reading.communityId), eq(resident.id, residentId)));
  if (!row) throw refuse('gone');
}

/** Residents, households, boxes and staff, as the console keeps them. */
export const peopleHandlers: Handlers<typeof people> = {
  ...mapHandlers,

  async buildings({ db, communityId }) {
    const rows = await db
      .select({ id: building.id, name: building.name, households: count(household.id) })
      .from(building)
      .leftJoin(
        household,
        and(
          eq(household.communityId, building.communityId),
          eq(household.buildingId, building.id),
          eq(household.kind, 'home'),
        ),
      )
      .where(eq(building.communityId, communityId))
      .groupBy(building.id, building.name, building.place)
      .orderBy(building.place);
    return { buildings: rows };
  },

  async households(reading, _, { search, buildingId, gone }) {
    const found = await households(reading, { search, buildingId, gone, limit: MOST_HOUSEHOLDS + 1 });
    return { households: found.slice(0, MOST_HOUSEHOLDS), more: found.length > MOST_HOUSEHOLDS };
  },

  async saveHousehold(work, actor, { id = newId(), kind, buildingId, door, access, boxOffAtNight, contacts }) {
    const { communityId } = work;
    const [known] = await work.tx
      .select({ id: building.id })
      .from(building)
      .where(and(eq(building.communityId, communityId), eq(building.id, buildingId)));
    if (!known) throw refuse('gone');
    const fields = { buildingId, door, access, boxOffAtNight, contacts };
    await work.tx
      .insert(household)
      .values({ communityId, id, kind, ...fields })
      .onConflictDoUpdate({ target: [household.communityId, household.id], set: fields });
    if (contacts.length > 0) await homeOf(work.db, communityId, id);
    work.audit(actor, 'household.save', `household:${id}`, { buildingId, door });
    return changed(work, id);
  },

  async saveResident(work, actor, { id = newId(), householdId, name, salutation, birthYear, diet }) {
    const { communityId } = work;
    await homeOf(work.db, communityId, householdId);
    const before = await groupsOf(work.db, communityId, householdId, work.now);
    const fields = { householdId, name, salutation, birthYear, diet };
    await work.tx
      .insert(resident)
      .values({ communityId, id, ...fields })
      .onConflictDoUpdate({ target: [resident.communityId, resident.id], set: fields });
    work.audit(actor, 'resident.save', `resident:${id}`, { householdId });
    const after = await groupsOf(work.db, communityId, householdId, work.now);
    // Boxes listen to the groups of their household from when they come in.
    if (before.join() !== after.join()) {
      work.afterCommit(({ news }) => news.dropBox(`household:${householdId}`, 'box:enrolled'));
    }
    return changed(work, householdId);
  },

  async medicalCard(work, actor, { residentId }) {
    await checkResident(work, residentId);
    work.audit(actor, 'medicalCard.look', `resident:${residentId}`);
    const cards = await medicalCardsOf(work.db, work.communityId, [residentId]);
    return cards.get(residentId) ?? { conditions: '', allergies: '', medicines: '' };
  },

  async saveMedicalCard(work, actor, { residentId, ...card }) {
    await checkResident(work, residentId);
    await work.tx
      .insert(medicalCard)
      .values({ communityId: work.communityId, residentId, ...card })
      .onConflictDoUpdate({ target: [medicalCard.communityId, medicalCard.residentId], set: card });
    work.audit(actor, 'medicalCard.save', `resident:${residentId}`);
    return card;
  },

  async claimBox(work, actor, claim) {
    const household = await addressOf(work.db, work.communityId, claim.householdId);
    const boxId = await claimBox(work, { ...claim, household });
    work.audit(actor, 'box.claim', `box:${boxId}`, { householdId: claim.householdId });
    return changed(work, claim.householdId);
  },

  async revokeBox(work, actor, { boxId }) {
    const householdId = await revokeBox(work, boxId);
    await endWatch(work, boxId);
    work.audit(actor, 'box.revoke', `box:${boxId}`, { householdId });
    return changed(work, householdId);
  },

  async notice(reading) {
    const { line, weather } = await communityOf(reading);
    return { line, weather: await weatherNow(reading, weather) };
  },

  async saveNotice(work, actor, { line, weather }) {
    const written = weather && { ...weather, source: 'staff' as const, at: work.now };
    const set = { line: line || null, weather: written };
    await work.tx.update(community).set(set).where(eq(community.id, work.communityId));
    work.audit(actor, 'notice.save', `community:${work.communityId}`, set);
    work.tellBoxes(`community:${work.communityId}`, 'box:home', {});
    return { line: set.line, weather: await weatherNow(work, written) };
  },

  staff: async ({ db, communityId }) => ({ staff: await listStaff(db, communityId) }),

  async saveStaff(work, actor, saved) {
    // Nobody locks the last door behind themselves.
    if (saved.id === actor.staffId && (saved.disabled || !saved.roles.includes('admin'))) throw refuse('forbidden');
    const member = await saveStaff(work, saved);
    work.audit(actor, 'staff.save', `staff:${member.id}`, { roles: saved.roles, disabled: saved.disabled });
    return member;
  },
};
