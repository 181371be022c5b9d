import { kinks } from '@turf/kinks';
import type { CommunityMap, MapFeature, Position } from '../../protocol/contracts/map.ts';
import type { StaffTextKey } from '../../protocol/staff-texts.ts';

/** What is wrong with a map; `feature` counts from 1, 0 is the whole. */
export interface MapFault {
  feature: number;
  text: StaffTextKey;
  params?: Record<string, string>;
}

/** Farthest that a feature may lie from the middle of all, in degrees: about ten kilometres. */
const FARTHEST = 0.1;

/** What no schema can see in a map: names that nobody knows, outlines that cross themselves, places far away. */
export function mapFaults(map: CommunityMap, buildings: readonly string[]): MapFault[] {
  const middle = middleOf(map);
  const outlined = new Set<string>();
  const entrances = new Set<string>();
  const named = new Set(
    map.features.filter((one) => one.properties.kind === 'building').map((one) => one.properties.name),
  );

  const look = (feature: MapFeature): Pick<MapFault, 'text' | 'params'> | undefined => {
    const { kind, name } = feature.properties;
    if (positionsOf(feature).some((at) => isFar(at, middle))) return { text: 'console.map.fault.far' };
    if (feature.geometry.type === 'Polygon' && kinks(feature.geometry).features.length > 0)
      return { text: 'console.map.fault.crossing' };
    if (kind === 'building') {
      if (!buildings.includes(name)) return { text: 'console.map.fault.unknown', params: { name } };
      if (outlined.has(name)) return { text: 'console.map.fault.twice', params: { name } };
      outlined.add(name);
    }
    if (kind === 'entrance') {
      const { building = '' } = feature.properties;
      if (!named.has(building)) return { text: 'console.map.fault.noBuilding', params: { name, building } };
      const key = `${building} ${name}`;
      if (entrances.has(key)) return { text: 'console.map.fault.twice', params: { name: key } };
      entrances.add(key);
    }
    return undefined;
  };
  if (named.size === 0) return [{ feature: 0, text: 'console.map.fault.empty' }];
  return map.features.flatMap((feature, i) => {
    const fault = look(feature);
    return fault ? [{ feature: i + 1, ...fault }] : [];
  });
}

function positionsOf({ geometry }: MapFeature): Position[] {
  if (geometry.type === 'Polygon') return geometry.coordinates.flat();
  return geometry.type === 'LineString' ? geometry.coordinates : [geometry.coordinates];
}

/** The median of where features begin, which one that is far away does not move. */
function middleOf(map: CommunityMap): Position {
  const starts = map.features.flatMap((feature) => positionsOf(feature).slice(0, 1));
  const median = (degrees: number[]) => degrees.sort((a, b) => a - b)[Math.floor(degrees.length / 2)] ?? 0;
  return [median(starts.map(([longitude]) => longitude)), median(starts.map(([, latitude]) => latitude))];
}

function isFar(at: Position, middle: Position): boolean {
  return Math.abs(at[0] - middle[0]) > FARTHEST || Math.abs(at[1] - middle[1]) > FARTHEST;
}
