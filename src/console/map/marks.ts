import type { CommunityMap, Outline, Position } from '../../protocol/contracts/map.ts';
import { type Bounds, boundsOf, entranceFor, middleOf, padded, positionsOf, sizeOf } from './geometry.ts';

type Tone = 'alarm' | 'drill' | 'chosen';

/** A building that stands out, and in which way; with `door` the pin stands at its entrance, and `words` are written on it. */
interface BuildingMark {
  readonly buildingId: string;
  readonly door?: string;
  readonly words?: string;
  readonly tone: Tone;
}

/** A pin at a place of its own, such as a camera's. */
interface SpotMark {
  readonly at: Position;
  readonly words: string;
  readonly tone: Tone;
}

export type MapMark = BuildingMark | SpotMark;

export interface Building {
  readonly id: string | undefined;
  readonly name: string;
  readonly outline: Outline;
  readonly middle: Position;
  readonly tone: Tone | undefined;
}

/** A pin to be drawn. */
export interface Pin {
  readonly at: Position;
  readonly words: string;
  readonly tone: Tone;
}

/** Up to this size, in metres, the whole community is shown; of a larger one what lies around the marks. */
const WHOLE_M = 700;
const AROUND_M = 160;
const EDGE_M = 10;

/** The buildings of a map with the marks that they bear. */
export function buildingsOf(map: CommunityMap, marks: readonly MapMark[]): Building[] {
  return map.features.flatMap((feature) => {
    if (feature.geometry.type !== 'Polygon' || feature.properties.kind !== 'building') return [];
    const id = 'id' in feature ? feature.id : undefined;
    return [
      {
        id,
        name: feature.properties.name,
        outline: feature.geometry,
        middle: middleOf(feature.geometry),
        tone: marks.find((mark) => 'buildingId' in mark && mark.buildingId === id)?.tone,
      },
    ];
  });
}

/** Where the pins of marks with words stand; a building that is not on the map has none. */
export function pinsOf(map: CommunityMap, marks: readonly MapMark[]): Pin[] {
  const buildings = buildingsOf(map, marks);
  return marks.flatMap((mark) => {
    if ('at' in mark) return [mark];
    const { buildingId, door, words, tone } = mark;
    const building = buildings.find(({ id }) => id === buildingId);
    if (!building || words === undefined) return [];
    const at = (door && entranceFor(map, building.name, door)) || building.middle;
    return [{ at, words, tone }];
  });
}

/** What to show: the whole of a small community, and of a large one the surroundings of what is marked. */
export function viewOf(map: CommunityMap, marks: readonly MapMark[]): Bounds | undefined {
  const all = boundsOf(map.features.flatMap(positionsOf));
  if (!all) return undefined;
  const whole = padded(all, EDGE_M);
  const { width, height } = sizeOf(whole);
  if (Math.max(width, height) <= WHOLE_M) return whole;
  const marked = buildingsOf(map, marks).filter(({ tone }) => tone !== undefined);
  const around = boundsOf(marked.flatMap(({ outline }) => outline.coordinates.flat()));
  return around ? padded(around, AROUND_M) : whole;
}
