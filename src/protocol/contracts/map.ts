import * as v from 'valibot';
import { Id } from '../ids.ts';

/** Degrees in WGS-84, longitude first (RFC 7946). A third number, the height, is left out. */
export const Position = v.tuple([
  v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
]);
export type Position = v.InferOutput<typeof Position>;

const isClosed = (ring: Position[]) => ring[0]?.every((degrees, i) => degrees === ring.at(-1)?.[i]) ?? false;
const Ring = v.pipe(v.array(Position), v.minLength(4), v.maxLength(500), v.check(isClosed, 'not closed'));

export const Outline = v.object({
  type: v.literal('Polygon'),
  coordinates: v.pipe(v.array(Ring), v.minLength(1), v.maxLength(8)),
});
export type Outline = v.InferOutput<typeof Outline>;
const Line = v.object({
  type: v.literal('LineString'),
  coordinates: v.pipe(v.array(Position), v.minLength(2), v.maxLength(500)),
});
const Spot = v.object({ type: v.literal('Point'), coordinates: Position });

const Label = v.pipe(v.string(), v.trim(), v.maxLength(30));

/** A building (its `name` is the building's) or a green. The center puts the building's id in. */
export const AreaFeature = v.object({
  type: v.literal('Feature'),
  id: v.optional(Id),
  properties: v.object({ kind: v.picklist(['building', 'green']), name: v.optional(Label, '') }),
  geometry: Outline,
});

export const PathFeature = v.object({
  type: v.literal('Feature'),
  properties: v.object({ kind: v.literal('path'), name: v.optional(Label, '') }),
  geometry: Line,
});

/** A gate or another place, or an entrance: `name` is then how doors behind it begin ('2门'), `building` whose it is. */
export const SpotFeature = v.object({
  type: v.literal('Feature'),
  properties: v.object({
    kind: v.picklist(['entrance', 'gate', 'place']),
    name: v.pipe(Label, v.minLength(1)),
    building: v.optional(Label),
  }),
  geometry: Spot,
});

export const MapFeature = v.union([AreaFeature, PathFeature, SpotFeature]);
export type MapFeature = v.InferOutput<typeof MapFeature>;

/** Most features that one map may hold. */
export const MOST_FEATURES = 500;

/** The community as GeoJSON: outlines of buildings with their entrances, paths, greens, gates and places. No tiles. */
export const CommunityMap = v.object({
  type: v.literal('FeatureCollection'),
  features: v.pipe(v.array(MapFeature), v.maxLength(MOST_FEATURES)),
});
export type CommunityMap = v.InferOutput<typeof CommunityMap>;

/** Where a building stands, as it is kept: its outline, and its entrances by the name that doors begin with. */
export interface BuildingShape {
  readonly outline: Outline;
  readonly entrances: readonly { readonly name: string; readonly at: Position }[];
}
