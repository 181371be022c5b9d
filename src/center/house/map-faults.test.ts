import { expect, test } from 'vitest';
import type { CommunityMap, MapFeature, Position } from '../../protocol/contracts/map.ts';
import { sampleMap } from '../sample/layout.ts';
import { SAMPLE_BUILDINGS } from '../sample/people.ts';
import { mapFaults } from './map-faults.ts';

const square = (east: number, north: number): Position[] => [
  [east, north],
  [east + 0.001, north],
  [east + 0.001, north + 0.001],
  [east, north + 0.001],
  [east, north],
];
const building = (name: string, ring: Position[] = square(117.15, 39.1)): MapFeature => ({
  type: 'Feature',
  properties: { kind: 'building', name },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
const entrance = (of: string, name: string): MapFeature => ({
  type: 'Feature',
  properties: { kind: 'entrance', name, building: of },
  geometry: { type: 'Point', coordinates: [117.15, 39.1] },
});
const map = (...features: MapFeature[]): CommunityMap => ({ type: 'FeatureCollection', features });
const faults = (...features: MapFeature[]) =>
  mapFaults(map(...features), ['1号楼', '2号楼']).map(({ feature, text }) => `${feature} ${text.split('.').at(-1)}`);

test('the sample community is without a fault', () => {
  expect(
    mapFaults(
      sampleMap(),
      SAMPLE_BUILDINGS.map(({ name }) => name),
    ),
  ).toEqual([]);
});

test('a building of the community with its entrance is well', () => {
  expect(faults(building('1号楼'), entrance('1号楼', '1门'))).toEqual([]);
});

test('a map without a building is none', () => {
  expect(faults(entrance('1号楼', '1门'))).toEqual(['0 empty']);
});

test('names must be known, and stand once', () => {
  expect(faults(building('9号楼'), building('1号楼'), building('1号楼'))).toEqual(['1 unknown', '3 twice']);
  expect(
    faults(building('1号楼'), entrance('1号楼', '1门'), entrance('1号楼', '1门'), entrance('2号楼', '1门')),
  ).toEqual(['3 twice', '4 noBuilding']);
});

test('an outline that crosses itself is refused', () => {
  const bow: Position[] = [
    [117.15, 39.1],
    [117.151, 39.101],
    [117.151, 39.1],
    [117.15, 39.101],
    [117.15, 39.1],
  ];
  expect(faults(building('1号楼', bow))).toEqual(['1 crossing']);
});

test('what lies far from the rest is named, such as latitude before longitude', () => {
  const swapped = square(39.1, 77.15);
  expect(faults(building('1号楼'), building('2号楼', swapped), entrance('1号楼', '1门'))).toEqual(['2 far']);
});
