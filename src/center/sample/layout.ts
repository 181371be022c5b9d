import type { CommunityMap, MapFeature, Position } from '../../protocol/contracts/map.ts';
import { SAMPLE_BUILDINGS } from './people.ts';

/** An invented place in Nankai district, Tianjin: the south-west corner of the grounds. */
const CORNER: Position = [117.15, 39.1];
const METRES_PER_DEGREE = 111_320;
/** The grounds lie a little askew, as real ones do. */
const TURN = (-6 * Math.PI) / 180;

/** Metres to the east and north of the corner. */
type Metres = readonly [east: number, north: number];

const SLAB = { east: 66, north: 13 } as const;
/** South-west corners of the slabs, in the order of their numbers: two columns, three rows from the north. */
const SLABS: readonly Metres[] = [150, 90, 30].flatMap((north): Metres[] => [
  [20, north],
  [134, north],
]);
/** The lane along the doors of a row, north of the slab. */
const LANE = SLAB.north + 8;
const AXIS = 110;

/** Where a spot of the sample grounds is, for services that put something there. */
export function place([east, north]: Metres): Position {
  const turned = [east * Math.cos(TURN) - north * Math.sin(TURN), east * Math.sin(TURN) + north * Math.cos(TURN)];
  const degrees = (metres = 0, round = METRES_PER_DEGREE) => Math.round((metres / round) * 1e7) / 1e7;
  const parallel = METRES_PER_DEGREE * Math.cos((CORNER[1] * Math.PI) / 180);
  return [CORNER[0] + degrees(turned[0], parallel), CORNER[1] + degrees(turned[1])];
}

function area(kind: 'building' | 'green', name: string, [east, north]: Metres, size: Metres): MapFeature {
  const corners: Metres[] = [
    [east, north],
    [east + size[0], north],
    [east + size[0], north + size[1]],
    [east, north + size[1]],
    [east, north],
  ];
  return {
    type: 'Feature',
    properties: { kind, name },
    geometry: { type: 'Polygon', coordinates: [corners.map(place)] },
  };
}

function spot(properties: Extract<MapFeature, { geometry: { type: 'Point' } }>['properties'], at: Metres): MapFeature {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: place(at) } };
}

function path(name: string, ...points: Metres[]): MapFeature {
  return {
    type: 'Feature',
    properties: { kind: 'path', name },
    geometry: { type: 'LineString', coordinates: points.map(place) },
  };
}

/** Three doors to a slab, from the west, as doors of homes are named: '2门301'. */
function slab(name: string, [east, north]: Metres): MapFeature[] {
  const doors = [1, 2, 3].map((n) =>
    spot({ kind: 'entrance', name: `${n}门`, building: name }, [
      east + (SLAB.east * (n - 0.5)) / 3,
      north + SLAB.north,
    ]),
  );
  return [area('building', name, [east, north], [SLAB.east, SLAB.north]), ...doors];
}

/** The sample community's map: six slabs, lanes, greens, two gates, the center and the canteen. */
export function sampleMap(): CommunityMap {
  const rows = [30, 90, 150];
  return {
    type: 'FeatureCollection',
    features: [
      ...rows
        .slice(0, 2)
        .flatMap((north) => [
          area('green', '', [20, north + LANE + 8], [SLAB.east, 20]),
          area('green', '', [134, north + LANE + 8], [SLAB.east, 20]),
        ]),
      path('昔阳里中路', [AXIS, 0], [AXIS, 190]),
      ...rows.map((north) => path('', [12, north + LANE], [208, north + LANE])),
      path('', [208, 51], [208, 171]),
      path('', [208, 111], [228, 111]),
      ...SLABS.flatMap((corner, i) => slab(SAMPLE_BUILDINGS[i]?.name ?? '', corner)),
      spot({ kind: 'gate', name: '南门' }, [AXIS, 0]),
      spot({ kind: 'gate', name: '东门' }, [228, 111]),
      spot({ kind: 'place', name: '社区服务中心' }, [AXIS + 18, 12]),
      spot({ kind: 'place', name: '社区食堂' }, [AXIS - 44, 182]),
    ],
  };
}
