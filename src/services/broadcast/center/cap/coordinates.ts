import gcoord from 'gcoord';
import type { CapPoint } from './model.ts';

/**
 * WGS-84, which CAP and satellites give, → GCJ-02, in which maps published in China are drawn; about 500 m apart in
 * Tianjin. Outside China the point stays as it is. gcoord's formula is the one that is publicly known, good to a metre.
 */
export function wgsToGcj({ lat, lon }: CapPoint): CapPoint {
  const [toLon, toLat] = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02);
  return { lat: toLat, lon: toLon };
}

/** GCJ-02 → WGS-84; there and back is within 20 cm. */
export function gcjToWgs({ lat, lon }: CapPoint): CapPoint {
  const [toLon, toLat] = gcoord.transform([lon, lat], gcoord.GCJ02, gcoord.WGS84);
  return { lat: toLat, lon: toLon };
}
