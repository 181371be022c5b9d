import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommunityMap } from '../src/protocol/contracts/map.ts';
import { type Client, connectStaff, startTestCenter, type TestCenter, until } from '../src/testing/harness.ts';

let center: TestCenter;
let clerk: Client;
let officer: Client;

beforeAll(async () => {
  center = await startTestCenter();
  clerk = await connectStaff(center, 'clerk');
  officer = await connectStaff(center, 'officer');
});
afterAll(async () => {
  clerk.close();
  officer.close();
  await center.stop();
});

const namesOf = (map: CommunityMap, kind: string) =>
  map.features.filter(({ properties }) => properties.kind === kind).map(({ properties }) => properties.name);

test('every building of the sample is on the map under its own id, with the doors of its stairs', async () => {
  const { map } = await officer.get('people:map', {});
  const { buildings } = await officer.get('people:buildings', {});
  const placed = map.features.flatMap((feature) =>
    'id' in feature ? [{ id: feature.id, name: feature.properties.name }] : [],
  );
  expect(placed).toEqual(buildings.map(({ id, name }) => ({ id, name })));
  expect(namesOf(map, 'entrance')).toHaveLength(18);
  expect(namesOf(map, 'gate')).toEqual(['南门', '东门']);
});

test('a clerk puts a new map in its place, whole, and every console hears of it', async () => {
  const { map: before } = await clerk.get('people:map', {});
  const kept = before.features.filter(({ properties }) => properties.name === '3号楼' || properties.kind === 'path');
  const map: CommunityMap = { type: 'FeatureCollection', features: kept };
  expect(await clerk.get('people:saveMap', { map })).toEqual({ saved: true, faults: [] });
  await until('the officer is told', () => officer.pushes.find(({ name }) => name === 'people:map'));
  const { map: after } = await officer.get('people:map', {});
  expect(namesOf(after, 'building')).toEqual(['3号楼']);
  expect(namesOf(after, 'gate')).toEqual([]);
  expect(namesOf(after, 'path')).toEqual(namesOf(before, 'path'));
  await clerk.get('people:saveMap', { map: before });
  expect(await officer.get('people:map', {})).toEqual({ map: before });
});

test('a map with a fault is not saved, and the fault is named', async () => {
  const { map: before } = await clerk.get('people:map', {});
  const features = before.features.map((feature) =>
    feature.properties.name === '3号楼' && feature.properties.kind === 'building'
      ? { ...feature, properties: { ...feature.properties, name: '33号楼' } }
      : feature,
  ) as CommunityMap['features'];
  const reply = await clerk.get('people:saveMap', { map: { type: 'FeatureCollection', features } });
  expect(reply.saved).toBe(false);
  expect(reply.faults).toContainEqual({
    feature: features.findIndex(({ properties }) => properties.name === '33号楼') + 1,
    text: 'console.map.fault.unknown',
    params: { name: '33号楼' },
  });
  expect(await clerk.get('people:map', {})).toEqual({ map: before });
});

test('strangers: an officer cannot change the map, and what is no map never reaches the handler', async () => {
  const { map } = await officer.get('people:map', {});
  expect(await officer.ask('people:saveMap', { map })).toMatchObject({ refusal: { code: 'forbidden' } });
  const open = structuredClone(map);
  const outline = open.features.find(({ geometry }) => geometry.type === 'Polygon')?.geometry;
  if (outline?.type === 'Polygon') outline.coordinates[0]?.pop();
  expect(await clerk.ask('people:saveMap', { map: open })).toMatchObject({ refusal: { code: 'invalid' } });
});
