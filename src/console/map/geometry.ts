import type { CommunityMap, MapFeature, Outline, Position } from '../../protocol/contracts/map.ts';

/** Degrees, WGS-84. */
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const METRES_PER_DEGREE = 111_320;

/** All corners and points of a feature. */
export function positionsOf({ geometry }: MapFeature): Position[] {
  if (geometry.type === 'Polygon') return geometry.coordinates.flat();
  return geometry.type === 'LineString' ? geometry.coordinates : [geometry.coordinates];
}

/** The box around positions; undefined around none. */
export function boundsOf(positions: readonly Position[]): Bounds | undefined {
  if (positions.length === 0) return undefined;
  const longitudes = positions.map(([longitude]) => longitude);
  const latitudes = positions.map(([, latitude]) => latitude);
  return {
    west: Math.min(...longitudes),
    south: Math.min(...latitudes),
    east: Math.max(...longitudes),
    north: Math.max(...latitudes),
  };
}

/** Width and height in metres. */
export function sizeOf(bounds: Bounds): { width: number; height: number } {
  return {
    width: (bounds.east - bounds.west) * METRES_PER_DEGREE * Math.cos(radians((bounds.south + bounds.north) / 2)),
    height: (bounds.north - bounds.south) * METRES_PER_DEGREE,
  };
}

/** The box with so many metres more on each side. */
export function padded(bounds: Bounds, metres: number): Bounds {
  const north = metres / METRES_PER_DEGREE;
  const east = north / Math.cos(radians((bounds.south + bounds.north) / 2));
  return {
    west: bounds.west - east,
    south: bounds.south - north,
    east: bounds.east + east,
    north: bounds.north + north,
  };
}

/** A place as metres to the right of and below the north-west corner of the box; true enough over a few kilometres. */
export function projection(bounds: Bounds): (at: Position) => [x: number, y: number] {
  const { width, height } = sizeOf(bounds);
  return ([longitude, latitude]) => [
    ((longitude - bounds.west) / (bounds.east - bounds.west || 1)) * width,
    ((bounds.north - latitude) / (bounds.north - bounds.south || 1)) * height,
  ];
}

/** The centre of gravity of an outline's outer ring, where its name is written. */
export function middleOf(outline: Outline): Position {
  const ring = outline.coordinates[0] ?? [];
  // Near the first corner: products of whole degrees would swallow the digits that matter.
  const [east, north] = ring[0] ?? [0, 0];
  let [twice, x, y] = [0, 0, 0];
  for (const [i, [ax, ay]] of ring.slice(0, -1).entries()) {
    const [bx, by] = ring[i + 1] ?? [ax, ay];
    const cross = (ax - east) * (by - north) - (bx - east) * (ay - north);
    twice += cross;
    x += (ax + bx - 2 * east) * cross;
    y += (ay + by - 2 * north) * cross;
  }
  return twice === 0 ? [east, north] : [east + x / (3 * twice), north + y / (3 * twice)];
}

/** Where a responder goes in: the entrance that the door's name begins with, the longest if several do. */
export function entranceFor(map: CommunityMap, building: string, door: string): Position | undefined {
  let best: { name: string; at: Position } | undefined;
  for (const { properties, geometry } of map.features) {
    if (properties.kind !== 'entrance' || properties.building !== building || geometry.type !== 'Point') continue;
    const { name } = properties;
    if (door.startsWith(name) && name.length > (best?.name.length ?? 0)) best = { name, at: geometry.coordinates };
  }
  return best?.at;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** The way back from metres in the box to a place; see `projection`. */
export function unprojection(bounds: Bounds): (x: number, y: number) => Position {
  const { width, height } = sizeOf(bounds);
  return (x, y) => [
    bounds.west + (x / (width || 1)) * (bounds.east - bounds.west),
    bounds.north - (y / (height || 1)) * (bounds.north - bounds.south),
  ];
}
