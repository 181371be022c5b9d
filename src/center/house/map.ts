import { and, eq } from 'drizzle-orm';
import type { BuildingShape, CommunityMap, MapFeature } from '../../protocol/contracts/map.ts';
import type { people } from '../../protocol/contracts/people.ts';
import { ROLES } from '../../protocol/roles.ts';
import { building, community } from '../identity/schema.ts';
import { refuse } from '../refuse.ts';
import type { Handlers } from '../serve.ts';
import type { Reading, Work } from '../work.ts';
import { mapFaults } from './map-faults.ts';

type Building = Pick<typeof building.$inferSelect, 'id' | 'name' | 'shape'>;

function buildingsOf({ db, communityId }: Reading): Promise<Building[]> {
  return db
    .select({ id: building.id, name: building.name, shape: building.shape })
    .from(building)
    .where(eq(building.communityId, communityId))
    .orderBy(building.place);
}

function featuresOf({ id, name, shape }: Building): MapFeature[] {
  if (!shape) return [];
  return [
    { type: 'Feature', id, properties: { kind: 'building', name }, geometry: shape.outline },
    ...shape.entrances.map(
      (entrance): MapFeature => ({
        type: 'Feature',
        properties: { kind: 'entrance', name: entrance.name, building: name },
        geometry: { type: 'Point', coordinates: entrance.at },
      }),
    ),
  ];
}

/** Where the map says that a building stands; null when it does not say. */
function shapeIn(map: CommunityMap, name: string): BuildingShape | null {
  let outline: BuildingShape['outline'] | undefined;
  const entrances: { name: string; at: BuildingShape['entrances'][number]['at'] }[] = [];
  for (const { properties, geometry } of map.features) {
    if (properties.kind === 'building' && properties.name === name && geometry.type === 'Polygon') outline = geometry;
    if (properties.kind === 'entrance' && properties.building === name && geometry.type === 'Point')
      entrances.push({ name: properties.name, at: geometry.coordinates });
  }
  return outline ? { outline, entrances } : null;
}

/** Puts a map in the place of the old one; the caller has looked for faults. */
export async function writeMap(work: Work, map: CommunityMap): Promise<void> {
  const { communityId, tx } = work;
  const others = map.features.filter(({ properties: { kind } }) => kind !== 'building' && kind !== 'entrance');
  await tx.update(community).set({ map: others }).where(eq(community.id, communityId));
  for (const { id, name } of await buildingsOf(work)) {
    await tx
      .update(building)
      .set({ shape: shapeIn(map, name) })
      .where(and(eq(building.communityId, communityId), eq(building.id, id)));
  }
}

/** The community's map, as the console shows and changes it. */
export const mapHandlers: Pick<Handlers<typeof people>, 'map' | 'saveMap'> = {
  async map(reading) {
    const [row] = await reading.db
      .select({ map: community.map })
      .from(community)
      .where(eq(community.id, reading.communityId));
    if (!row) throw refuse('gone');
    const buildings = await buildingsOf(reading);
    return { map: { type: 'FeatureCollection', features: [...row.map, ...buildings.flatMap(featuresOf)] } };
  },

  async saveMap(work, actor, { map }) {
    const faults = mapFaults(
      map,
      (await buildingsOf(work)).map(({ name }) => name),
    );
    if (faults.length > 0) return { saved: false, faults };
    await writeMap(work, map);
    work.audit(actor, 'map.save', `community:${work.communityId}`, { features: map.features.length });
    work.tellStaff(ROLES, 'people:map', {});
    return { saved: true, faults };
  },
};
