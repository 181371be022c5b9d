import { and, eq, ilike, inArray, isNull, or, sql } from 'drizzle-orm';
import type { BoxView, HouseholdKind, HouseholdView, MedicalCard, Resident } from '../../protocol/contracts/people.ts';
import type { Queries } from '../database/database.ts';
import { refuse } from '../refuse.ts';
import { boxSpell } from '../watch/schema.ts';
import type { Reading } from '../work.ts';
import { box, building, household, medicalCard, resident } from './schema.ts';

/** A household as others name it: '3号楼 2门301'. */
export interface Address {
  householdId: string;
  kind: HouseholdKind;
  buildingId: string;
  building: string;
  door: string;
  label: string;
  access: string;
  boxOffAtNight: boolean;
  contacts: HouseholdView['contacts'];
}

const addressFields = {
  householdId: household.id,
  kind: household.kind,
  buildingId: household.buildingId,
  building: building.name,
  door: household.door,
  access: household.access,
  boxOffAtNight: household.boxOffAtNight,
  contacts: household.contacts,
};

function addresses(db: Queries) {
  return db
    .select(addressFields)
    .from(household)
    .innerJoin(building, and(eq(building.communityId, household.communityId), eq(building.id, household.buildingId)))
    .$dynamic();
}

const labelled = (row: Omit<Address, 'label'>): Address => ({ ...row, label: `${row.building} ${row.door}` });

/** Where a household lives. Refuses `gone`. */
export async function addressOf(db: Queries, communityId: string, householdId: string): Promise<Address> {
  const [row] = await addresses(db).where(and(eq(household.communityId, communityId), eq(household.id, householdId)));
  if (!row) throw refuse('gone');
  return labelled(row);
}

/** The address of a home. Refuses `gone`, and `conflict` for a public place: nobody lives there. */
export async function homeOf(db: Queries, communityId: string, householdId: string): Promise<Address> {
  const address = await addressOf(db, communityId, householdId);
  if (address.kind === 'public') throw refuse('conflict', 'refusal.publicPlace');
  return address;
}

/** The homes of a building (of all where it is left out), by their doors; without who lives there. */
export async function doorsOf(
  db: Queries,
  communityId: string,
  buildingId?: string,
): Promise<{ householdId: string; label: string }[]> {
  const rows = await addresses(db)
    .where(
      and(
        eq(household.communityId, communityId),
        eq(household.kind, 'home'),
        buildingId ? eq(household.buildingId, buildingId) : undefined,
      ),
    )
    .orderBy(building.place, household.door);
  return rows.map(labelled).map(({ householdId, label }) => ({ householdId, label }));
}

/** The residents of a household, eldest first. */
export async function residentsOf(db: Queries, communityId: string, householdId: string): Promise<Resident[]> {
  return db
    .select({
      id: resident.id,
      name: resident.name,
      salutation: resident.salutation,
      birthYear: resident.birthYear,
      diet: resident.diet,
    })
    .from(resident)
    .where(and(eq(resident.communityId, communityId), eq(resident.householdId, householdId)))
    .orderBy(resident.birthYear, resident.id);
}

/** A resident of this household. Refuses `gone` for anybody else's. */
export async function residentIn(
  db: Queries,
  communityId: string,
  householdId: string,
  residentId: string,
): Promise<Resident> {
  const found = (await residentsOf(db, communityId, householdId)).find((r) => r.id === residentId);
  if (!found) throw refuse('gone');
  return found;
}

/** Medical cards of residents, by resident. Callers write the look to the audit. */
export async function medicalCardsOf(
  db: Queries,
  communityId: string,
  residentIds: readonly string[],
): Promise<Map<string, MedicalCard>> {
  const rows = await db
    .select()
    .from(medicalCard)
    .where(and(eq(medicalCard.communityId, communityId), inArray(medicalCard.residentId, [...residentIds])));
  return new Map(
    rows.map(({ residentId, conditions, allergies, medicines }) => [residentId, { conditions, allergies, medicines }]),
  );
}

/** Of a box and the spell that it is in. */
type BoxRow = { box: typeof box.$inferSelect; spell: typeof boxSpell.$inferSelect | null };

function boxView({ box: { id, name, lastSeenAt, enrolledAt, revokedAt }, spell }: BoxRow, online: boolean): BoxView {
  // The loss of a line is known at once, and in the database a moment later.
  const gone = lastSeenAt === null ? 'never' : (spell?.state ?? 'returning');
  const goneSince = online ? null : (spell?.from ?? lastSeenAt);
  return { id, name, online, state: online ? 'online' : gone, goneSince, lastSeenAt, enrolledAt, revokedAt };
}

/** The condition that a row of `household` has a box that is suspect or dark. */
const hasGoneBox = sql`EXISTS (
  SELECT 1 FROM ${boxSpell} JOIN ${box} ON ${box.communityId} = ${boxSpell.communityId} AND ${box.id} = ${boxSpell.boxId}
  WHERE ${box.communityId} = ${household.communityId} AND ${box.householdId} = ${household.id}
    AND ${boxSpell.until} IS NULL AND ${boxSpell.state} IN ('suspect', 'dark'))`;

/** Households with all that the console shows of them, by building and door; one more than `limit` tells that there are more. */
export async function listHouseholds(
  reading: Reading,
  of: { ids?: readonly string[]; search?: string; buildingId?: string; gone?: boolean; limit: number },
  walletOf: (householdIds: readonly string[]) => Promise<Map<string, number>>,
): Promise<HouseholdView[]> {
  const { db, communityId } = reading;
  const pattern = of.search ? `%${of.search.replace(/[%_\\]/g, '\\$&')}%` : undefined;
  const found = await addresses(db)
    .where(
      and(
        eq(household.communityId, communityId),
        of.ids && inArray(household.id, [...of.ids]),
        of.buildingId ? eq(household.buildingId, of.buildingId) : undefined,
        of.gone ? hasGoneBox : undefined,
        pattern
          ? or(
              ilike(sql`${building.name} || ' ' || ${household.door}`, pattern),
              sql`EXISTS (SELECT 1 FROM ${resident} WHERE ${resident.communityId} = ${household.communityId}
                AND ${resident.householdId} = ${household.id} AND ${resident.name} ILIKE ${pattern})`,
            )
          : undefined,
      ),
    )
    .orderBy(building.place, household.door)
    .limit(of.limit);
  const ids = found.map((row) => row.householdId);
  if (ids.length === 0) return [];
  const people = await db
    .select()
    .from(resident)
    .where(and(eq(resident.communityId, communityId), inArray(resident.householdId, ids)))
    .orderBy(resident.birthYear, resident.id);
  const boxes = await db
    .select({ box, spell: boxSpell })
    .from(box)
    .leftJoin(
      boxSpell,
      and(eq(boxSpell.communityId, box.communityId), eq(boxSpell.boxId, box.id), isNull(boxSpell.until)),
    )
    .where(and(eq(box.communityId, communityId), inArray(box.householdId, ids)))
    .orderBy(box.enrolledAt);
  const wallets = await walletOf(ids);
  return found.map(labelled).map((row) => ({
    id: row.householdId,
    kind: row.kind,
    buildingId: row.buildingId,
    building: row.building,
    door: row.door,
    label: row.label,
    access: row.access,
    boxOffAtNight: row.boxOffAtNight,
    contacts: row.contacts,
    residents: people
      .filter((p) => p.householdId === row.householdId)
      .map(({ id, name, salutation, birthYear, diet }) => ({ id, name, salutation, birthYear, diet })),
    boxes: boxes
      .filter((found) => found.box.householdId === row.householdId)
      .map((found) => boxView(found, reading.isOnline(found.box.id))),
    walletFen: wallets.get(row.householdId) ?? 0,
  }));
}
