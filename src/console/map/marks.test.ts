import { expect, test } from 'vitest';
import type { CommunityMap, MapFeature, Position } from '../../protocol/contracts/map.ts';
import { newId } from '../../protocol/ids.ts';
import { entranceFor, middleOf, projection, sizeOf } from './geometry.ts';
import { buildingsOf, pinsOf, viewOf } from './marks.ts';

const [one, two] = [newId(), newId()];
const METRE = 1 / 111_320;

function building(id: string, name: string, north: number): MapFeature {
  const at = (x: number, y: number): Position => [117.15 + x * METRE, 39.1 + (north + y) * METRE];
  const ring = [at(0, 0), at(60, 0), at(60, 12), at(0, 12), at(0, 0)];
  return {
    type: 'Feature',
    id,
    properties: { kind: 'building', name },
    geometry: { type: 'Polygon', coordinates: [ring] },
  };
}
function entrance(name: string, of: string, at: Position): MapFeature {
  return {
    type: 'Feature',
    properties: { kind: 'entrance', name, building: of },
    geometry: { type: 'Point', coordinates: at },
  };
}
const map = (...features: MapFeature[]): CommunityMap => ({ type: 'FeatureCollection', features });
const west: Position = [117.1501, 39.1001];
const small = map(building(one, '1号楼', 0), building(two, '2号楼', 100), entrance('1门', '1号楼', west));

test('a responder is shown the door of the stairs, not only the building', () => {
  expect(entranceFor(small, '1号楼', '1门502')).toEqual(west);
  expect(entranceFor(small, '1号楼', '2门502')).toBeUndefined();
  expect(entranceFor(small, '2号楼', '1门502')).toBeUndefined();
  const twelfth: Position = [117.1502, 39.1002];
  expect(entranceFor(map(...small.features, entrance('1门1', '1号楼', twelfth)), '1号楼', '1门101')).toEqual(twelfth);
});

test('the pin stands at the entrance, else on the middle of the building, and nowhere without a place', () => {
  const mark = { buildingId: one, words: '1门502', tone: 'alarm' } as const;
  expect(pinsOf(small, [{ ...mark, door: '1门502' }])).toMatchObject([{ at: west, words: '1门502' }]);
  const [pin] = pinsOf(small, [{ ...mark, door: '9门' }]);
  expect(pin?.at[0]).toBeCloseTo(117.15 + 30 * METRE, 9);
  expect(pin?.at[1]).toBeCloseTo(39.1 + 6 * METRE, 9);
  expect(pinsOf(small, [{ ...mark, buildingId: newId() }])).toEqual([]);
  expect(pinsOf(small, [{ buildingId: one, tone: 'chosen' }])).toEqual([]);
});

test('only the marked building stands out', () => {
  expect(buildingsOf(small, [{ buildingId: two, tone: 'drill' }]).map(({ tone }) => tone)).toEqual([
    undefined,
    'drill',
  ]);
});

test('a small community is shown whole; of a large one the surroundings of the alarm', () => {
  const height = (bounds: ReturnType<typeof viewOf>) => Math.round(bounds ? sizeOf(bounds).height : 0);
  expect(height(viewOf(small, [{ buildingId: one, tone: 'alarm' }]))).toBe(112 + 20);
  const large = map(building(one, '1号楼', 0), building(two, '2号楼', 2_000));
  expect(height(viewOf(large, []))).toBe(2_012 + 20);
  expect(height(viewOf(large, [{ buildingId: two, tone: 'alarm' }]))).toBe(12 + 320);
  expect(viewOf(map(), [])).toBeUndefined();
});

test('on the plain drawing north is up and metres are metres', () => {
  const bounds = { west: 117.15, south: 39.1, east: 117.15 + 100 * METRE, north: 39.1 + 50 * METRE };
  const to = projection(bounds);
  expect(to([117.15, bounds.north])).toEqual([0, 0]);
  const [x, y] = to([bounds.east, 39.1]);
  expect(x).toBeCloseTo(100 * Math.cos((39.1 * Math.PI) / 180), 1);
  expect(y).toBeCloseTo(50, 5);
});

test('the middle of an outline does not lean to where its corners are many', () => {
  const ring: Position[] = [
    [0, 0],
    [0.2, 0],
    [0.4, 0],
    [2, 0],
    [2, 1],
    [0, 1],
    [0, 0],
  ];
  const [x, y] = middleOf({ type: 'Polygon', coordinates: [ring] });
  expect(x).toBeCloseTo(1, 9);
  expect(y).toBeCloseTo(0.5, 9);
});
