import type { CapCircle, CapPoint } from './model.ts';

/** One point, or a ring of points whose last may or may not repeat the first; straight in latitude and longitude. */
export type Outline = readonly CapPoint[];

const EARTH_KM = 6_371;

/** Whether two outlines have a point in common: sides or corners that meet, or one inside the other. */
export function outlinesTouch(a: Outline, b: Outline): boolean {
  if (!boxesMeet(a, b)) return false;
  const [cornerOfA] = a;
  const [cornerOfB] = b;
  if (!cornerOfA || !cornerOfB) return false;
  const others = sides(b);
  return (
    contains(a, cornerOfB) ||
    contains(b, cornerOfA) ||
    sides(a).some((side) => others.some((other) => sidesMeet(side, other)))
  );
}

/**
 * Whether an outline comes as near to the circle's middle as its radius. Measured on a plane laid at the middle: within
 * one per cent for circles up to some hundred kilometres, coarser beyond.
 */
export function circleTouches({ center, radiusKm }: CapCircle, outline: Outline): boolean {
  const degreeKm = (EARTH_KM * Math.PI) / 180;
  const eastKm = degreeKm * Math.cos((center.lat * Math.PI) / 180);
  const away = ([from, to]: Side) => {
    const [x1, y1] = [(from.lon - center.lon) * eastKm, (from.lat - center.lat) * degreeKm];
    const [dx, dy] = [(to.lon - from.lon) * eastKm, (to.lat - from.lat) * degreeKm];
    const along = dx === 0 && dy === 0 ? 0 : Math.min(1, Math.max(0, -(x1 * dx + y1 * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x1 + along * dx, y1 + along * dy);
  };
  return contains(outline, center) || sides(outline).some((side) => away(side) <= radiusKm);
}

type Side = readonly [CapPoint, CapPoint];

function sides(outline: Outline): Side[] {
  return outline.map((point, i) => [point, outline[(i + 1) % outline.length] ?? point]);
}

/** Even-odd rule. */
function contains(outline: Outline, { lat, lon }: CapPoint): boolean {
  const crossed = sides(outline).filter(
    ([a, b]) => a.lat > lat !== b.lat > lat && lon < ((b.lon - a.lon) * (lat - a.lat)) / (b.lat - a.lat) + a.lon,
  );
  return crossed.length % 2 === 1;
}

function sidesMeet([a, b]: Side, [c, d]: Side): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc !== abd && cda !== cdb) return true;
  return (
    (abc === 0 && between(a, b, c)) ||
    (abd === 0 && between(a, b, d)) ||
    (cda === 0 && between(c, d, a)) ||
    (cdb === 0 && between(c, d, b))
  );
}

/** 1 or -1: which way one turns at `b` from `a` to `c`; 0: straight on. */
function turn(a: CapPoint, b: CapPoint, c: CapPoint): number {
  return Math.sign((b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon));
}

/** Whether `c`, which is in line with `a` and `b`, lies between them. */
function between(a: CapPoint, b: CapPoint, c: CapPoint): boolean {
  const within = (x: number, from: number, to: number) => x >= Math.min(from, to) && x <= Math.max(from, to);
  return within(c.lat, a.lat, b.lat) && within(c.lon, a.lon, b.lon);
}

function boxesMeet(a: Outline, b: Outline): boolean {
  const one = boxOf(a);
  const other = boxOf(b);
  return one.south <= other.north && other.south <= one.north && one.west <= other.east && other.west <= one.east;
}

function boxOf(outline: Outline): { south: number; north: number; west: number; east: number } {
  const box = { south: 90, north: -90, west: 180, east: -180 };
  for (const { lat, lon } of outline) {
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
  }
  return box;
}
