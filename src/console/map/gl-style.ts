import type { ExpressionSpecification, GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { CommunityMap } from '../../protocol/contracts/map.ts';
import { buildingsOf, type MapMark } from './marks.ts';
import { PALETTE, TONE_COLOURS } from './palette.ts';

type Source = GeoJSONSourceSpecification['data'];

/** Names of fonts as CSS knows them: without a server of glyphs MapLibre draws letters with the browser's own. */
const FONTS = ['Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Xiyangli'];

/** What is drawn: the map's features, buildings with their tone, and a point apart for each building's name. */
export function sourceOf(map: CommunityMap, marks: readonly MapMark[]): Source {
  const buildings = buildingsOf(map, marks);
  const toneOf = new Map(buildings.map(({ name, tone }) => [name, tone]));
  const features = map.features.map(({ type, properties, geometry }) => {
    const tone = properties.kind === 'building' ? toneOf.get(properties.name) : undefined;
    return { type, properties: { ...properties, tone: tone ?? 'none' }, geometry };
  });
  const names = buildings.map(({ name, middle }) => ({
    type: 'Feature' as const,
    properties: { kind: 'name', name },
    geometry: { type: 'Point' as const, coordinates: middle },
  }));
  return { type: 'FeatureCollection', features: [...features, ...names] };
}

const kind = (...kinds: string[]): ExpressionSpecification => ['in', ['get', 'kind'], ['literal', kinds]];
const byTone = (part: 'fill' | 'edge', rest: string): ExpressionSpecification => [
  'match',
  ['get', 'tone'],
  'alarm',
  TONE_COLOURS.alarm[part],
  'drill',
  TONE_COLOURS.drill[part],
  'chosen',
  TONE_COLOURS.chosen[part],
  rest,
];
/** Lines are as wide as real ones: metres at the zoom where they are drawn in pixels. */
const metres = (width: number): ExpressionSpecification => [
  'interpolate',
  ['exponential', 2],
  ['zoom'],
  15,
  width / 1.85,
  20,
  (width / 1.85) * 32,
];

/** The style of the community's map; `source` comes from `sourceOf`. Without tiles, glyphs and sprites. */
export function styleOf(source: Source): StyleSpecification {
  const layout = { 'text-font': FONTS, 'text-field': ['get', 'name'] as ExpressionSpecification };
  const halo = { 'text-halo-color': PALETTE.ground, 'text-halo-width': 1.4 };
  return {
    version: 8,
    sources: { community: { type: 'geojson', data: source, tolerance: 0.05 } },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': PALETTE.ground } },
      { id: 'green', type: 'fill', source: 'community', filter: kind('green'), paint: { 'fill-color': PALETTE.green } },
      ...(['pathEdge', 'path'] as const).map((id) => ({
        id,
        type: 'line' as const,
        source: 'community',
        filter: kind('path'),
        layout: { 'line-cap': 'round' as const, 'line-join': 'round' as const },
        paint: { 'line-color': PALETTE[id], 'line-width': metres(id === 'path' ? 5 : 6.6) },
      })),
      {
        id: 'building',
        type: 'fill',
        source: 'community',
        filter: kind('building'),
        paint: { 'fill-color': byTone('fill', PALETTE.building) },
      },
      {
        id: 'edge',
        type: 'line',
        source: 'community',
        filter: kind('building'),
        paint: {
          'line-color': byTone('edge', PALETTE.edge),
          'line-width': ['case', ['==', ['get', 'tone'], 'none'], 1, 3],
        },
      },
      {
        id: 'spot',
        type: 'circle',
        source: 'community',
        filter: kind('entrance', 'gate', 'place'),
        paint: { 'circle-radius': ['match', ['get', 'kind'], 'entrance', 2.5, 4], 'circle-color': PALETTE.door },
      },
      {
        id: 'place',
        type: 'symbol',
        source: 'community',
        filter: kind('gate', 'place'),
        layout: {
          ...layout,
          'text-size': 13,
          'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
          'text-radial-offset': 0.6,
          'text-justify': 'auto',
        },
        paint: { 'text-color': PALETTE.quiet, ...halo },
      },
      {
        id: 'entrance',
        type: 'symbol',
        source: 'community',
        filter: kind('entrance'),
        minzoom: 17.6,
        layout: { ...layout, 'text-size': 12, 'text-anchor': 'bottom', 'text-offset': [0, -0.3] },
        paint: { 'text-color': PALETTE.quiet, ...halo },
      },
      {
        id: 'name',
        type: 'symbol',
        source: 'community',
        filter: kind('name'),
        layout: { ...layout, 'text-size': 15, 'text-allow-overlap': true, 'text-ignore-placement': false },
        paint: { 'text-color': PALETTE.ink, 'text-halo-color': '#ffffff', 'text-halo-width': 1.2 },
      },
    ],
  };
}
