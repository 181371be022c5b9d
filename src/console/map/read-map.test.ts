import * as v from 'valibot';
import { expect, test } from 'vitest';
import { CommunityMap } from '../../protocol/contracts/map.ts';
import { readMap, type System } from './read-map.ts';

const ring = [
  [117.15, 39.1],
  [117.151, 39.1],
  [117.151, 39.101],
  [117.15, 39.1],
];
const feature = (type: string, coordinates: unknown, properties: unknown = {}) => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const file = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const faults = (text: string) => {
  const read = readMap(text, 'wgs84');
  return 'faults' in read ? read.faults.map((one) => `${one.feature} ${one.text.split('.').at(-1)}`) : [];
};
const features = (text: string, system: System = 'wgs84') => {
  const read = readMap(text, system);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.map.features;
};

test('what a drawing program writes is understood: kinds by geometry, numbers as names, heights, outlines in a list of one', () => {
  const read = features(
    file(
      feature('MultiPolygon', [[ring]], { name: 3, colour: 'red' }),
      feature('LineString', [[...(ring[0] ?? []), 3.5], ring[1]], null),
      feature('Point', ring[0], { kind: 'entrance', building: '3', name: '2门' }),
    ),
  );
  expect(read).toEqual([
    {
      type: 'Feature',
      properties: { kind: 'building', name: '3' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    },
    {
      type: 'Feature',
      properties: { kind: 'path', name: '' },
      geometry: { type: 'LineString', coordinates: ring.slice(0, 2) },
    },
    {
      type: 'Feature',
      properties: { kind: 'entrance', building: '3', name: '2门' },
      geometry: { type: 'Point', coordinates: ring[0] },
    },
  ]);
});

test.each([
  ['not JSON', '{', '0 json'],
  ['a bare feature', JSON.stringify(feature('Polygon', [ring])), '0 collection'],
  ['too many features', file(...Array.from({ length: 501 }, () => feature('Point', ring[0]))), '0 collection'],
  ['no geometry', file({ type: 'Feature', properties: {}, geometry: null }), '1 other'],
  ['a geometry that is not drawn', file(feature('GeometryCollection', [])), '1 geometry'],
  ['two outlines in one', file(feature('MultiPolygon', [[ring], [ring]])), '1 geometry'],
  ['a path that is a gate', file(feature('LineString', ring, { kind: 'gate' })), '1 kind'],
  ['an open ring', file(feature('Polygon', [[...ring.slice(0, 3), [117.2, 39.2]]], { name: '1' })), '1 ring'],
  ['a ring of two points', file(feature('Polygon', [ring.slice(0, 2)], { name: '1' })), '1 ring'],
  ['latitude beyond the pole', file(feature('Point', [39.1, 117.15], { name: 'x' })), '1 range'],
  ['words for numbers', file(feature('Point', ['a', 'b'], { name: 'x' })), '1 range'],
  ['a place without a name', file(feature('Point', ring[0])), '1 name'],
  ['a name of a page', file(feature('Polygon', [ring], { name: 'x'.repeat(31) })), '1 name'],
])('refused in words: %s', (_, text, fault) => {
  expect(faults(text)).toEqual([fault]);
});

test('each feature that is wrong is named', () => {
  expect(
    faults(
      file(feature('Point', ring[0]), feature('Polygon', [ring], { name: '1' }), feature('Point', [], { name: 'x' })),
    ),
  ).toEqual(['1 name', '3 range']);
});

test('a map that the line would not carry is refused here', () => {
  const long = Array.from({ length: 500 }, (_, i) => [117 + i / 1e7, 39.123456789]);
  expect(faults(file(...Array.from({ length: 40 }, () => feature('LineString', long))))).toEqual(['0 large']);
});

test('Chinese coordinates are shifted back, and rings stay closed', () => {
  const [shifted] = features(file(feature('Polygon', [ring], { name: '1' })), 'gcj02');
  const corner = shifted?.geometry.type === 'Polygon' ? shifted.geometry.coordinates[0]?.[0] : undefined;
  // Around Tianjin GCJ-02 lies some 500 m to the north-east.
  expect((ring[0]?.[0] ?? 0) - (corner?.[0] ?? 0)).toBeGreaterThan(0.004);
  expect(() => v.parse(CommunityMap, { type: 'FeatureCollection', features: [shifted] })).not.toThrow();
});
