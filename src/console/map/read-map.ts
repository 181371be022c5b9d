import gcoord from 'gcoord';
import * as v from 'valibot';
import {
  AreaFeature,
  type CommunityMap,
  type MapFeature,
  MOST_FEATURES,
  PathFeature,
  SpotFeature,
} from '../../protocol/contracts/map.ts';
import type { AskReply } from '../../protocol/services.ts';
import type { ConsoleTextKey } from '../say.ts';

export type MapFault = AskReply<'people:saveMap'>['faults'][number];

/** Coordinate systems that files come in. Chinese maps are shifted by law: GCJ-02, and BD-09 on top of it. */
export const SYSTEMS = ['wgs84', 'gcj02', 'bd09'] as const;
export type System = (typeof SYSTEMS)[number];
const CRS = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** Most bytes that a map may have on its way to the center, which closes the line on larger ones. */
const MOST_BYTES = 200 * 1_024;

const Collection = v.object({
  type: v.literal('FeatureCollection'),
  features: v.pipe(v.array(v.unknown()), v.maxLength(MOST_FEATURES)),
});
const Loose = v.object({
  properties: v.nullish(v.record(v.string(), v.unknown()), {}),
  geometry: v.object({ type: v.string(), coordinates: v.unknown() }),
});

/** By geometry: what such a feature is when the file does not say, what it may be, and its schema. */
const KINDS = {
  Polygon: { usual: 'building', all: ['building', 'green'], schema: AreaFeature },
  LineString: { usual: 'path', all: ['path'], schema: PathFeature },
  Point: { usual: 'place', all: ['place', 'gate', 'entrance'], schema: SpotFeature },
} as const;

/** Reads a GeoJSON file as people draw them. Gives the map in WGS-84, or what is wrong with each feature. */
export function readMap(text: string, system: System): { map: CommunityMap } | { faults: MapFault[] } {
  const whole = (key: ConsoleTextKey, params?: MapFault['params']) => ({ faults: [{ feature: 0, text: key, params }] });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return whole('console.map.fault.json');
  }
  const collection = v.safeParse(Collection, json);
  if (!collection.success) return whole('console.map.fault.collection', { most: MOST_FEATURES });
  const read = collection.output.features.map(readFeature);
  const faults = read.flatMap((one, i) => ('fault' in one ? [{ feature: i + 1, ...one.fault }] : []));
  if (faults.length > 0) return { faults };
  const features = read.flatMap((one) =>
    'feature' in one ? [gcoord.transform(one.feature, CRS[system], gcoord.WGS84)] : [],
  );
  const map: CommunityMap = { type: 'FeatureCollection', features };
  const bytes = new TextEncoder().encode(JSON.stringify(map)).length;
  return bytes > MOST_BYTES ? whole('console.map.fault.large', { kb: MOST_BYTES / 1_024 }) : { map };
}

type Fault = Omit<MapFault, 'feature'>;

function readFeature(raw: unknown): { feature: MapFeature } | { fault: Fault } {
  const loose = v.safeParse(Loose, raw);
  if (!loose.success) return { fault: { text: 'console.map.fault.other' } };
  const { properties } = loose.output;
  const geometry = single(loose.output.geometry);
  const known = Object.hasOwn(KINDS, geometry.type) ? KINDS[geometry.type as keyof typeof KINDS] : undefined;
  if (!known) return { fault: { text: 'console.map.fault.geometry' } };
  const kind = properties.kind ?? known.usual;
  if (!known.all.some((one) => one === kind))
    return { fault: { text: 'console.map.fault.kind', params: { geometry: geometry.type, kind: String(kind) } } };
  const words = (value: unknown) => (typeof value === 'number' ? String(value) : (value ?? undefined));
  const result = v.safeParse(known.schema, {
    type: 'Feature',
    properties: { kind, name: words(properties.name), building: words(properties.building) },
    geometry,
  });
  return result.success ? { feature: result.output } : { fault: { text: faultOf(result.issues[0]) } };
}

/** Drawing programs write one outline as a list of one. */
function single(geometry: { type: string; coordinates: unknown }): { type: string; coordinates: unknown } {
  const { type, coordinates } = geometry;
  if (!type.startsWith('Multi') || !Array.isArray(coordinates) || coordinates.length !== 1) return geometry;
  return { type: type.slice('Multi'.length), coordinates: coordinates[0] };
}

function faultOf(issue: v.BaseIssue<unknown>): ConsoleTextKey {
  const at = issue.path?.[0]?.key;
  if (at === 'properties') return 'console.map.fault.name';
  if (at !== 'geometry') return 'console.map.fault.other';
  const counts = issue.type === 'check' || issue.type === 'min_length' || issue.type === 'max_length';
  return counts ? 'console.map.fault.ring' : 'console.map.fault.range';
}
