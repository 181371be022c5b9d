import { eq } from 'drizzle-orm';
import { CATALOGUE } from '../../protocol/catalogue.ts';
import { KIND_SERVICES } from '../../protocol/contracts/merchants.ts';
import { newId } from '../../protocol/ids.ts';
import type { Database } from '../database/database.ts';
import { writeMap } from '../house/map.ts';
import { building, community, household, medicalCard, resident } from '../identity/schema.ts';
import { newToken } from '../identity/secrets.ts';
import { listStaff, saveStaff } from '../identity/staff.ts';
import { payIn } from '../ledger/wallets.ts';
import { listMerchants, saveMerchant } from '../merchants/merchants.ts';
import { centerServices } from '../services.ts';
import { doWork, type Work, type WorkPlace } from '../work.ts';
import { sampleMap } from './layout.ts';
import {
  SAMPLE_BUILDINGS,
  SAMPLE_HOMES,
  SAMPLE_MERCHANTS,
  SAMPLE_PASSWORD,
  SAMPLE_PLACE,
  SAMPLE_STAFF,
  SAMPLE_SUPERVISOR,
  type SampleHome,
} from './people.ts';

/** The services that exist, in the order of the shelves. */
const ALL_SERVICES = CATALOGUE.map((entry) => entry.id).filter((id) => id in centerServices);

/** The community this center serves, if there is one yet. */
export async function findCommunity(db: Database): Promise<{ id: string; sample: boolean } | undefined> {
  const [row] = await db.select({ id: community.id, sample: community.sample }).from(community).limit(1);
  return row;
}

/**
 * Makes the first community in an empty database: the sample one with everything in it, or an empty one with an admin
 * whose password is told once. Gives that password, or undefined for the sample.
 */
export async function firstCommunity(place: WorkPlace, sample: boolean): Promise<string | undefined> {
  const communityId = newId();
  return doWork(place, communityId, async (work) => {
    await work.tx.insert(community).values({
      id: communityId,
      name: sample ? '昔阳里社区' : '新社区',
      district: sample ? { code: '120104000000', name: '南开区' } : null,
      helpPhone: '022-0000-0000',
      sample,
      services: ALL_SERVICES,
      line: sample ? '周三上午九点，社区医生在活动室量血压' : null,
      weather: null,
      supervisor: sample ? SAMPLE_SUPERVISOR : null,
    });
    if (!sample) {
      const password = newToken().slice(0, 16);
      await saveStaff(work, { login: 'admin', name: '管理员', roles: ['admin'], password, disabled: false });
      return password;
    }
    await sampleCommunity(work);
    return undefined;
  });
}

async function sampleCommunity(work: Work): Promise<void> {
  const buildings = SAMPLE_BUILDINGS.map((one, place) => ({
    communityId: work.communityId,
    id: newId(),
    ...one,
    place,
  }));
  await work.tx.insert(building).values(buildings);
  await writeMap(work, sampleMap());
  for (const home of SAMPLE_HOMES) await sampleHome(work, home, buildings[home.building - 1]?.id ?? '');
  await work.tx.insert(household).values({
    communityId: work.communityId,
    id: newId(),
    kind: 'public',
    buildingId: buildings[SAMPLE_PLACE.building - 1]?.id ?? '',
    door: SAMPLE_PLACE.door,
    access: '',
    contacts: [],
  });
  for (const member of SAMPLE_STAFF) await saveStaff(work, { ...member, password: SAMPLE_PASSWORD, disabled: false });
}

async function sampleHome(work: Work, home: SampleHome, buildingId: string): Promise<void> {
  const { communityId, tx } = work;
  const householdId = newId();
  const { door, access, contacts } = home;
  await tx.insert(household).values({ communityId, id: householdId, buildingId, door, access, contacts });
  for (const { medical, diet, ...person } of home.people) {
    const id = newId();
    const eats = { needs: diet?.needs ?? [], avoids: diet?.avoids ?? [] };
    await tx.insert(resident).values({ communityId, id, householdId, ...person, diet: eats });
    if (medical) await tx.insert(medicalCard).values({ communityId, residentId: id, ...medical });
  }
  await payIn(tx, { communityId, householdId, fen: home.walletFen, memo: 'house.ledger.payIn', at: work.now });
}

/** Among what has been made of a sample community: its merchants. */
const MERCHANTS = 'merchants';

/** The sample's merchants, each with somebody who works there. One whose name is there already is left as it is. */
async function sampleMerchants(work: Work): Promise<void> {
  const there = await listMerchants(work.tx, work.communityId);
  const logins = (await listStaff(work.tx, work.communityId)).map(({ login }) => login);
  for (const { login, person, ...sample } of SAMPLE_MERCHANTS) {
    const { kind } = sample;
    const known = there.find(({ name }) => name === sample.name);
    const { id } = known ?? (await saveMerchant(work, { ...sample, services: [...KIND_SERVICES[kind]], open: true }));
    const account = { login, name: person, roles: [kind], merchantId: id, password: SAMPLE_PASSWORD, disabled: false };
    if (!logins.includes(login)) await saveStaff(work, account);
  }
}

/** A service that this community's data was made without is switched on, once; whoever switches it off later has it off. */
async function newServices(work: Work): Promise<void> {
  const here = eq(community.id, work.communityId);
  const [row] = await work.tx
    .select({ on: community.services, sampled: community.sampled })
    .from(community)
    .where(here);
  if (!row) return;
  if (!row.sampled.includes(MERCHANTS)) await sampleMerchants(work);
  for (const [id, service] of Object.entries(centerServices))
    if (!row.sampled.includes(id)) await service.sample?.(work);
  const services = [...row.on, ...ALL_SERVICES.filter((id) => !row.on.includes(id) && !row.sampled.includes(id))];
  await work.tx
    .update(community)
    .set({ services, sampled: [...ALL_SERVICES, MERCHANTS] })
    .where(here);
}

/**
 * Keeps the sample community alive: services that are new in this build come in with their sample data, and all do what
 * they do each day, such as the menus of the coming days.
 */
export async function sampleDay(place: WorkPlace, communityId: string): Promise<void> {
  await doWork(place, communityId, async (work) => {
    await newServices(work);
    for (const service of Object.values(centerServices)) await service.sampleDay?.(work);
  });
}
