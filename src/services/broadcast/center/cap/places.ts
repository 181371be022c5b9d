import { coversCode, isAreaCode } from './area-code.ts';
import { circleTouches, type Outline, outlinesTouch } from './geometry.ts';
import type { CapArea } from './model.ts';
import { isLocated } from './rules.ts';

/** A place of the community. */
export interface Place {
  id: string;
  /** WGS-84: one point, or the ring of a polygon. Empty when nobody has drawn it. */
  outline: Outline;
  /** Its Chinese area code of 12 digits, if known. */
  areaCode?: string;
}

/**
 * Which places an alert's areas touch, by polygon, circle or area code, in the order given. `unplaced` are the names of
 * areas that give none of the three: they say nothing about any place, and a person must decide. Nothing is taken to
 * mean everybody. Polygons across the 180th meridian are not understood.
 */
export function placesTouched(
  areas: readonly CapArea[],
  places: readonly Place[],
): { touched: string[]; unplaced: string[] } {
  return {
    touched: places.filter((place) => areas.some((area) => touches(area, place))).map(({ id }) => id),
    unplaced: areas.filter((area) => !isLocated(area)).map(({ areaDesc }) => areaDesc),
  };
}

function touches({ polygons, circles, geocodes }: CapArea, { outline, areaCode }: Place): boolean {
  return (
    polygons.some((ring) => outlinesTouch(ring, outline)) ||
    (outline.length > 0 && circles.some((circle) => circleTouches(circle, outline))) ||
    (areaCode !== undefined && geocodes.some((code) => isAreaCode(code) && coversCode(code.value, areaCode)))
  );
}
