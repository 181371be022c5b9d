import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coversCode, isAreaCode } from './area-code.ts';
import { gcjToWgs, wgsToGcj } from './coordinates.ts';
import type { CapArea, CapPoint } from './model.ts';
import { type Place, placesTouched } from './places.ts';

const ring = (south: number, west: number, north: number, east: number): CapPoint[] => [
  { lat: south, lon: west },
  { lat: north, lon: west },
  { lat: north, lon: east },
  { lat: south, lon: east },
  { lat: south, lon: west },
];
const area = (parts: Partial<CapArea>): CapArea => ({
  areaDesc: '某地',
  polygons: [],
  circles: [],
  geocodes: [],
  ...parts,
});
const code = (value: string, valueName = 'ADCODE') => ({ valueName, value });
const touched = (one: CapArea, ...places: Omit<Place, 'id'>[]) =>
  placesTouched(
    [one],
    places.map((place, i) => ({ id: String(i), ...place })),
  ).touched;

describe('a polygon touches', () => {
  const nankai = area({ polygons: [ring(39.08, 117.1, 39.16, 117.2)] });
  test.each([
    ['a building inside', ring(39.1, 117.15, 39.101, 117.151), true],
    ['a building across its side', ring(39.1, 117.199, 39.101, 117.201), true],
    ['a building that meets its corner', ring(39.16, 117.2, 39.17, 117.21), true],
    ['a place that holds all of it', ring(38, 116, 40, 118), true],
    ['a place that crosses it from side to side', ring(39.1, 117, 39.11, 118), true],
    ['a point inside', [{ lat: 39.1, lon: 117.15 }], true],
    ['a point on its side', [{ lat: 39.1, lon: 117.1 }], true],
    ['not a building outside', ring(39.1, 117.21, 39.101, 117.22), false],
    ['not a point outside', [{ lat: 39.2, lon: 117.15 }], false],
    ['not a place that nobody has drawn', [], false],
  ])('%s', (_, outline, expected) => {
    expect(touched(nankai, { outline })).toEqual(expected ? ['0'] : []);
  });

  test('not a building in the hollow of an L', () => {
    const l = [
      [0, 0],
      [10, 0],
      [10, 2],
      [2, 2],
      [2, 10],
      [0, 10],
      [0, 0],
    ].map(([lat = 0, lon = 0]) => ({ lat, lon }));
    expect(touched(area({ polygons: [l] }), { outline: ring(5, 5, 6, 6) }, { outline: ring(1, 5, 1.5, 6) })).toEqual([
      '1',
    ]);
  });

  test('as its place touches it', () => {
    const corner = fc.integer({ min: 0, max: 12 });
    const box = fc
      .tuple(corner, corner, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .map(([lat, lon, high, wide]) => ({ lat, lon, high, wide, ring: ring(lat, lon, lat + high, lon + wide) }));
    fc.assert(
      fc.property(box, box, (a, b) => {
        const meet =
          a.lat <= b.lat + b.high && b.lat <= a.lat + a.high && a.lon <= b.lon + b.wide && b.lon <= a.lon + a.wide;
        expect(touched(area({ polygons: [a.ring] }), { outline: b.ring })).toEqual(meet ? ['0'] : []);
        expect(touched(area({ polygons: [b.ring] }), { outline: a.ring })).toEqual(meet ? ['0'] : []);
      }),
    );
  });
});

describe('a circle touches', () => {
  const center = { lat: 39.12, lon: 117.15 };
  const away = (km: number) => [{ lat: 39.12, lon: 117.15 + km / (111.195 * Math.cos((39.12 * Math.PI) / 180)) }];
  test.each([
    ['a point within its radius', 5, away(4.99), true],
    ['not a point beyond it', 5, away(5.01), false],
    ['a building whose nearest side is within', 5, ring(39, 117.2, 39.3, 117.3), true],
    ['the building that its middle is in, at radius 0', 0, ring(39.1, 117.1, 39.2, 117.2), true],
    ['no other building at radius 0', 0, ring(39.2, 117.1, 39.3, 117.2), false],
    ['not a place that nobody has drawn', 5, [], false],
  ])('%s', (_, radiusKm, outline, expected) => {
    expect(touched(area({ circles: [{ center, radiusKm }] }), { outline })).toEqual(expected ? ['0'] : []);
  });
});

describe('an area code', () => {
  test.each([
    ['120000000000', '120104010001', true],
    ['120104000000', '120104010001', true],
    ['120104', '120104010001', true],
    ['120104010000', '120104010001', true],
    ['120104010001', '120104010001', true],
    ['120104010001', '120104010000', false],
    ['120104010001', '120104000000', false],
    ['120103000000', '120104010001', false],
    ['120100000000', '120104010001', true],
    ['120104010', '120104011001', false],
    ['000000000000', '120104010001', false],
    ['12010', '120104010001', false],
    ['12010401000a', '120104010001', false],
    ['', '120104010001', false],
    ['120104000000', '', false],
  ])('%s covers %s: %s', (one, other, expected) => {
    expect(coversCode(one, other)).toBe(expected);
  });

  test('is known by its name', () => {
    for (const name of [
      'ADCODE',
      'adcode',
      '区划码',
      '区划代码',
      '行政区划代码',
      'GB/T 2260',
      'GB/T 2260-2007',
      'GB2260',
    ]) {
      expect(isAreaCode(code('120104000000', name)), name).toBe(true);
    }
    for (const name of ['SAME', 'EMMA_ID', 'UGC', '邮政编码', 'GB/T 35561']) {
      expect(isAreaCode(code('120104000000', name)), name).toBe(false);
    }
    expect(isAreaCode(code('000000000000'))).toBe(false);
  });

  test('touches the places that it covers, drawn or not', () => {
    const places = [
      { outline: [], areaCode: '120104010001' },
      { outline: [], areaCode: '120103010001' },
      { outline: [] },
    ];
    expect(touched(area({ geocodes: [code('006037', 'SAME'), code('120104000000')] }), ...places)).toEqual(['0']);
  });
});

test('an area in words only touches nothing and is named, and so is one with codes of others', () => {
  const places = [{ id: 'a', outline: [{ lat: 39.1, lon: 117.1 }], areaCode: '120104010001' }];
  const areas = [
    area({ areaDesc: '全国' }),
    area({ areaDesc: 'LA', geocodes: [code('006037', 'SAME')] }),
    area({ areaDesc: '没填', geocodes: [code('000000000000')] }),
    area({ areaDesc: '南开', geocodes: [code('120104000000')] }),
  ];
  expect(placesTouched(areas, places)).toEqual({ touched: ['a'], unplaced: ['全国', 'LA', '没填'] });
});

describe('WGS-84 and GCJ-02', () => {
  const metres = (a: CapPoint, b: CapPoint) =>
    Math.hypot((a.lat - b.lat) * 111_195, (a.lon - b.lon) * 111_195 * Math.cos((a.lat * Math.PI) / 180));

  test('lie some hundred metres apart in Tianjin, to the east and north', () => {
    const wgs = { lat: 39.12, lon: 117.15 };
    const gcj = wgsToGcj(wgs);
    expect(metres(wgs, gcj)).toBeGreaterThan(300);
    expect(metres(wgs, gcj)).toBeLessThan(800);
    expect(gcj.lon).toBeGreaterThan(wgs.lon);
    expect(gcj.lat).toBeGreaterThan(wgs.lat);
  });

  test('there and back is the same place within 20 cm, anywhere in China', () => {
    const inChina = fc.record({
      lat: fc.double({ min: 20, max: 50, noNaN: true }),
      lon: fc.double({ min: 80, max: 130, noNaN: true }),
    });
    fc.assert(fc.property(inChina, (point) => metres(point, gcjToWgs(wgsToGcj(point))) < 0.2));
  });

  test('are the same elsewhere', () => {
    expect(wgsToGcj({ lat: 38.47, lon: -120.14 })).toEqual({ lat: 38.47, lon: -120.14 });
  });
});
