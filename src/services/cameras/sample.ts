import { and, eq } from 'drizzle-orm';
import { building, household } from '../../center/identity/schema.ts';
import { place } from '../../center/sample/layout.ts';
import { SAMPLE_BUILDINGS, SAMPLE_HOMES } from '../../center/sample/people.ts';
import type { Work } from '../../center/work.ts';
import { newId } from '../../protocol/ids.ts';
import type { Rights } from './protocol.ts';
import { camera } from './schema.ts';

const SPOTS = {
  gate: place([110, 4]),
  square: place([53, 72]),
  parking: place([14, 110]),
  dayroom: place([128, 16]),
} as const;
const STAFF: Pick<Rights, 'roles'> = { roles: ['officer', 'admin'] };
const NOBODY: Rights = { everyone: false, buildings: [], households: [], families: [], roles: [] };

/** Four cameras whose pictures are test pictures: two for all, one for a building, one for the family of a guest. */
export async function sampleCameras(work: Work): Promise<void> {
  const { tx, communityId, now } = work;
  const [home] = SAMPLE_HOMES;
  const [own] = await tx
    .select({ buildingId: building.id, householdId: household.id })
    .from(building)
    .innerJoin(household, and(eq(household.communityId, building.communityId), eq(household.buildingId, building.id)))
    .where(
      and(
        eq(building.communityId, communityId),
        eq(building.name, SAMPLE_BUILDINGS[(home?.building ?? 1) - 1]?.name ?? ''),
        eq(household.door, home?.door ?? ''),
      ),
    );
  const cameras: [name: string, where: string, source: keyof typeof SPOTS, rights: Rights][] = [
    ['南门', '社区南大门', 'gate', { ...NOBODY, ...STAFF, everyone: true }],
    ['中心花园', '花园广场', 'square', { ...NOBODY, ...STAFF, everyone: true }],
    ['停车场', '3号楼东侧', 'parking', { ...NOBODY, ...STAFF, buildings: own ? [own.buildingId] : [] }],
    ['日间照料室', '服务中心一层', 'dayroom', { ...NOBODY, ...STAFF, families: own ? [own.householdId] : [] }],
  ];
  await tx.insert(camera).values(
    cameras.map(([name, where, source, rights], position) => ({
      ...{ communityId, id: newId(), name, place: where, position, rights },
      at: SPOTS[source],
      sealed: work.vault.seal(`sample:${source}`),
      host: `sample:${source}`,
      retention: '录像在录像机里存 30 天，到期自动删除',
      enabled: true,
      state: 'starting' as const,
      since: now,
    })),
  );
}
