import { kinks } from '@turf/kinks';
import type { CapCircle, CapPoint, CapReference } from './model.ts';
import type { Report } from './problem.ts';

/** Reads a trimmed text; undefined after a report. */
export type Parse<T> = (text: string, at: string, report: Report) => T | undefined;

const DAY_AND_TIME = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}/;
const OFFSET = /[+-](\d{2}):(\d{2})$/;
const FIRST_YEAR = '1900';
const MOST_POINTS = 5_000;
/** Half of the Earth's girth, in km: from there on a circle is the whole Earth. */
const MOST_RADIUS_KM = 20_038;
const MOST_DEREF_CHARACTERS = 128 * 1024;

/** `2026-05-01T08:00:00+08:00` → ISO 8601 in UTC. */
export const instant: Parse<string> = (value, at, report) => {
  if (/z$/i.test(value)) return report('timeUtc', at, { value });
  const [dayAndTime, day = ''] = DAY_AND_TIME.exec(value) ?? [];
  if (dayAndTime === value) return report('timeNoOffset', at, { value });
  const [offset, hours, minutes] = OFFSET.exec(value) ?? [];
  if (!dayAndTime || !offset || dayAndTime + offset !== value) return report('timeForm', at, { value });
  const minutesAway = Number(hours) * 60 + Number(minutes);
  // Date.parse makes 3 March of 31 February.
  const real = day >= FIRST_YEAR && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day);
  const ms = Date.parse(value);
  if (!real || Number.isNaN(ms) || Number(minutes) > 59 || minutesAway > 14 * 60) {
    return report('timeImpossible', at, { value });
  }
  return new Date(ms).toISOString();
};

/** RFC 3066: `zh-CN`, `x-klingon`. */
export const language: Parse<string> = (value, at, report) =>
  /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i.test(value) ? value : report('language', at, { value });

/** RFC 2046, with or without parameters. */
export const mimeType: Parse<string> = (value, at, report) =>
  /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(;.*)?$/s.test(value) ? value : report('mimeType', at, { value });

/** A size in bytes. */
export const bytes: Parse<number> = (value, at, report) =>
  /^\+?\d{1,15}$/.test(value) ? Number(value) : report('wrongNumber', at, { value });

/** `-12.5`, without exponent. */
export const decimal: Parse<number> = (value, at, report) => numberOf(value) ?? report('wrongNumber', at, { value });

/** Base64 without its white space, of a size that a message may carry. */
export const base64: Parse<string> = (value, at, report) => {
  const packed = value.replace(/\s+/g, '');
  if (packed.length > MOST_DEREF_CHARACTERS) {
    return report('derefUriTooLarge', at, { length: packed.length, most: MOST_DEREF_CHARACTERS });
  }
  return packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed) ? packed : report('derefUriForm', at);
};

/** `sender,identifier,sent`, several separated by white space. */
export const references: Parse<CapReference[]> = (text, at, report) => {
  const read = text.split(/\s+/).map((value): CapReference | undefined => {
    const [sender, identifier, time, ...more] = value.split(',');
    const sent = time && instant(time, at, () => undefined);
    if (!sender || !identifier || !sent || more.length > 0) return report('referenceForm', at, { value });
    return { sender, identifier, sent };
  });
  return read.every((one) => one !== undefined) ? read : undefined;
};

/** `one "two words" three`, as CAP writes addresses and incidents. */
export const words: Parse<string[]> = (text) =>
  [...text.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => (quoted ?? word).trim()).filter((word) => word !== '');

/** `lat,lon lat,lon …`: at least four points, the last like the first, in range, no side crossing another. */
export const polygon: Parse<CapPoint[]> = (text, at, report) => {
  const pairs = text === '' ? [] : text.split(/\s+/);
  if (pairs.length > MOST_POINTS) return report('polygonMany', at, { n: pairs.length, most: MOST_POINTS });
  const read = pairs.map((value) => point(value, at, report, 'polygonForm'));
  const points = read.filter((one) => one !== undefined);
  if (points.length < read.length) return undefined;
  const [first] = points;
  const last = points.at(-1);
  const closed = points.length > 1 && first?.lat === last?.lat && first?.lon === last?.lon;
  if (points.length + (closed ? 0 : 1) < 4) return report('polygonFew', at, { n: points.length });
  if (!closed) return report('polygonOpen', at);
  if (new Set(points.map(({ lat, lon }) => `${lat},${lon}`)).size < 3) return report('polygonFlat', at);
  const crossing = crossingOf(points);
  if (crossing) return report('polygonCrossing', at, { value: crossing });
  return points;
};

/** `lat,lon radius`, the radius in km; 0 is a point. */
export const circle: Parse<CapCircle> = (value, at, report) => {
  const [, pair = '', radius = ''] = /^(\S+)\s+(\S+)$/.exec(value) ?? [];
  const radiusKm = numberOf(radius);
  if (radiusKm === undefined) return report('circleForm', at, { value });
  const center = point(pair, at, report, 'circleForm');
  if (radiusKm < 0 || radiusKm > MOST_RADIUS_KM) {
    return report('circleRadius', at, { value: radius, most: MOST_RADIUS_KM });
  }
  return center && { center, radiusKm };
};

function point(value: string, at: string, report: Report, form: 'polygonForm' | 'circleForm'): CapPoint | undefined {
  const [lat, lon, ...more] = value.split(',').map(numberOf);
  if (lat === undefined || lon === undefined || more.length > 0) return report(form, at, { value });
  if (Math.abs(lat) > 90) return report('latitude', at, { value: lat });
  if (Math.abs(lon) > 180) return report('longitude', at, { value: lon });
  return { lat, lon };
}

/** A decimal without exponent; minus zero is zero. */
function numberOf(text: string): number | undefined {
  const number = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) + 0 : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/**
 * Where a ring crosses itself, as `lat,lon`. Sides that only touch at a corner are let pass: rounded coordinates of
 * real feeds do that, and inside and outside stay clear.
 */
function crossingOf(points: readonly CapPoint[]): string | undefined {
  // A point given twice would be a side of no length, which kinks takes for a crossing of its neighbours.
  const ring = points
    .filter(({ lat, lon }, i) => i === 0 || lat !== points[i - 1]?.lat || lon !== points[i - 1]?.lon)
    .map(({ lat, lon }) => [lon, lat]);
  const near = (a: number, b = 0) => Math.abs(a - b) < 1e-9;
  const crossing = kinks({ type: 'Polygon', coordinates: [ring] }).features.find(({ geometry }) => {
    const [lon = 0, lat = 0] = geometry.coordinates;
    return !ring.some((corner) => near(lon, corner[0]) && near(lat, corner[1]));
  });
  const [lon = 0, lat = 0] = crossing?.geometry.coordinates ?? [];
  return crossing && `${lat.toFixed(4)},${lon.toFixed(4)}`;
}
