import gcoord from 'gcoord';
import type { CapArea, CapPoint } from './model.ts';

/** Chinese maps draw in GCJ-02, some hundred metres off WGS-84, which CAP and satellites use. Degrees, lat first. */
export function wgsToGcj([lat, lon]: CapPoint): CapPoint {
  const [x, y] = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02);
  return [y, x];
}

/** GCJ-02 to WGS-84; see `wgsToGcj`. */
export function gcjToWgs([lat, lon]: CapPoint): CapPoint {
  const [x, y] = gcoord.transform([lon, lat], gcoord.GCJ02, gcoord.WGS84);
  return [y, x];
}

const EARTH_KM = 6_371;
const rad = (degrees: number) => (degrees * Math.PI) / 180;

/** The great circle between two points, km. */
export function distanceKm(a: CapPoint, b: CapPoint): number {
  const [dLat, dLon] = [rad(b[0] - a[0]), rad(b[1] - a[1])];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(rad(a[0])) * Math.cos(rad(b[0])) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Whether a point lies within a closed ring, by counting the sides that a line to the east crosses. */
export function within([lat, lon]: CapPoint, ring: readonly CapPoint[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i], ring[j]];
    if (!a || !b) continue;
    const spans = a[0] > lat !== b[0] > lat;
    if (spans && lon < ((b[1] - a[1]) * (lat - a[0])) / (b[0] - a[0]) + a[1]) inside = !inside;
  }
  return inside;
}

/** Names under which feeds give a 12-digit area code of GB/T 2260 and below. */
const CODE_NAMES = /^(adcode|areacode|gb\/?t ?2260|行政区划代码?|区划码|区域编码)$/i;

/** Whether an area code covers another: '120104000000' covers '120104012003'. Shorter codes are filled with zeros. */
export function covers(code: string, other: string): boolean {
  const own = code.padEnd(12, '0');
  // 2 + 2 + 2 + 3 + 3 digits: what is all zeros from some part on means all that begins as the rest.
  const cut = [2, 4, 6, 9, 12].find((end) => /^0*$/.test(own.slice(end))) ?? 12;
  return other.padEnd(12, '0').startsWith(own.slice(0, cut));
}

/** Something that may be warned: a point of it and its 12-digit area code, whichever is known. */
export interface Placed {
  readonly point?: CapPoint;
  readonly code?: string;
}

/** Whether any of the areas touches a place: by code, polygon or circle. */
export function touches(areas: readonly CapArea[], { point, code }: Placed): boolean {
  return areas.some(({ polygons, circles, geocodes }) => {
    const named = geocodes.filter(({ valueName }) => CODE_NAMES.test(valueName.trim()));
    if (code && named.some(({ value }) => /^\d{2,12}$/.test(value) && covers(value, code))) return true;
    if (!point) return false;
    return (
      polygons.some((ring) => within(point, ring)) ||
      circles.some(({ center, radiusKm }) => distanceKm(point, center) <= radiusKm)
    );
  });
}
