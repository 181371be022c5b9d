import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CapArea } from './model.ts';
import { covers, distanceKm, gcjToWgs, touches, wgsToGcj, within } from './places.ts';

const HERE = { point: [39.1, 117.15] as const, code: '120104000000' };
const area = (part: Partial<CapArea>): CapArea => ({ areaDesc: '', polygons: [], circles: [], geocodes: [], ...part });

test('area codes cover what begins as their part that is not zero', () => {
  expect(covers('120104000000', '120104012003')).toBe(true);
  expect(covers('120000', '120104012003')).toBe(true);
  expect(covers('120104', '120104')).toBe(true);
  expect(covers('120104012003', '120104000000')).toBe(false);
  expect(covers('120105000000', '120104012003')).toBe(false);
  expect(covers('100000000000', '120104000000')).toBe(false);
});

test('an area touches a place by code, polygon or circle', () => {
  const ring = [
    [39, 117],
    [39, 117.3],
    [39.2, 117.3],
    [39.2, 117],
    [39, 117],
  ] as const;
  const code = (value: string) => area({ geocodes: [{ valueName: 'adcode', value }] });
  expect(touches([area({ polygons: [ring] })], HERE)).toBe(true);
  expect(touches([area({ polygons: [ring] })], { point: [39.3, 117.15] })).toBe(false);
  expect(touches([area({ circles: [{ center: [39.1, 117.1], radiusKm: 5 }] })], HERE)).toBe(true);
  expect(touches([area({ circles: [{ center: [39.1, 117.1], radiusKm: 4 }] })], HERE)).toBe(false);
  expect(touches([code('120000')], HERE)).toBe(true);
  expect(touches([code('110000')], HERE)).toBe(false);
  expect(touches([area({ geocodes: [{ valueName: 'FIPS6', value: '120000' }] })], HERE)).toBe(false);
  expect(touches([], HERE)).toBe(false);
});

test('Chinese map coordinates lie some hundred metres off, and come back within a metre', () => {
  const lat = fc.double({ min: 20, max: 50, noNaN: true });
  const lon = fc.double({ min: 80, max: 130, noNaN: true });
  fc.assert(
    fc.property(lat, lon, (a, b) => {
      const there = wgsToGcj([a, b]);
      expect(distanceKm([a, b], there)).toBeLessThan(1.5);
      expect(distanceKm(gcjToWgs(there), [a, b])).toBeLessThan(0.001);
    }),
  );
  expect(distanceKm([39.1, 117.15], wgsToGcj([39.1, 117.15]))).toBeGreaterThan(0.3);
});

test('a point is in a ring or not, wherever the ring begins', () => {
  const square = [
    [0, 0],
    [0, 2],
    [2, 2],
    [2, 0],
  ] as const;
  fc.assert(
    fc.property(fc.nat(3), fc.double({ min: -1, max: 3, noNaN: true }), (shift, lat) => {
      const turned = [...square.slice(shift), ...square.slice(0, shift)];
      const ring = [...turned, turned[0] ?? ([0, 0] as const)];
      expect(within([lat, 1], ring)).toBe(lat >= 0 && lat < 2);
    }),
  );
});
