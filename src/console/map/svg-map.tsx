import type { MouseEvent } from 'react';
import type { CommunityMap, MapFeature, Position } from '../../protocol/contracts/map.ts';
import { projection, sizeOf, unprojection } from './geometry.ts';
import { buildingsOf, type MapMark, pinsOf, viewOf } from './marks.ts';
import { PALETTE, TONE_COLOURS } from './palette.ts';

/** Height of a name on the map, in metres. */
const TEXT_M = 7.5;

export interface DrawnMapProps {
  readonly map: CommunityMap;
  readonly marks: readonly MapMark[];
  /** What the picture shows, for who cannot see it. */
  readonly label: string;
  /** A place was clicked. */
  readonly onPick?: (at: Position) => void;
}

/** The map as a plain drawing: where a browser has no WebGL, and until the code of the other has come. Units are metres. */
export function SvgMap({ map, marks, label, onPick }: DrawnMapProps) {
  const view = viewOf(map, marks);
  if (!view) return null;
  const { width, height } = sizeOf(view);
  const to = projection(view);
  const points = (positions: readonly Position[]) => positions.map((at) => to(at).join(',')).join(' ');
  const ofKind = (kind: MapFeature['properties']['kind']) =>
    map.features.filter(({ properties }) => properties.kind === kind);
  const pick = (event: MouseEvent<SVGSVGElement>) => {
    const matrix = event.currentTarget.getScreenCTM()?.inverse();
    if (!matrix) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    onPick?.(unprojection(view)(x, y));
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a place is picked by pointing; without a pointer its form takes none
    <svg
      className="map-svg"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      fontSize={TEXT_M}
      onClick={pick}
    >
      {ofKind('green').map(({ geometry }) =>
        geometry.type === 'Polygon' ? (
          <polygon
            key={points(geometry.coordinates.flat())}
            points={points(geometry.coordinates[0] ?? [])}
            fill={PALETTE.green}
          />
        ) : null,
      )}
      {[
        { stroke: PALETTE.pathEdge, strokeWidth: 6.4 },
        { stroke: PALETTE.path, strokeWidth: 5 },
      ].map((line) => (
        <g key={line.stroke} fill="none" strokeLinecap="round" strokeLinejoin="round" {...line}>
          {ofKind('path').map(({ geometry }) =>
            geometry.type === 'LineString' ? (
              <polyline key={points(geometry.coordinates)} points={points(geometry.coordinates)} />
            ) : null,
          )}
        </g>
      ))}
      {buildingsOf(map, marks).map(({ name, outline, middle, tone }) => {
        const [x, y] = to(middle);
        const colours = tone ? TONE_COLOURS[tone] : { fill: PALETTE.building, edge: PALETTE.edge };
        return (
          <g key={name}>
            <polygon
              points={points(outline.coordinates[0] ?? [])}
              fill={colours.fill}
              stroke={colours.edge}
              strokeWidth={tone ? 2 : 0.6}
            />
            <text x={x} y={y + TEXT_M * 0.36} textAnchor="middle" fill={PALETTE.ink} fontWeight={600}>
              {name}
            </text>
          </g>
        );
      })}
      {(['entrance', 'gate', 'place'] as const).flatMap((kind) =>
        ofKind(kind).map(({ properties, geometry }) =>
          geometry.type === 'Point' ? (
            <Spot
              key={`${kind} ${properties.name} ${geometry.coordinates.join()}`}
              at={to(geometry.coordinates)}
              kind={kind}
              name={properties.name}
            />
          ) : null,
        ),
      )}
      {pinsOf(map, marks).map(({ at, words, tone }) => (
        <PinMark key={`${words} ${at.join()}`} at={to(at)} words={words} colour={TONE_COLOURS[tone].edge} />
      ))}
    </svg>
  );
}

function Spot({ at: [x, y], kind, name }: { at: [number, number]; kind: 'entrance' | 'gate' | 'place'; name: string }) {
  if (kind === 'entrance') return <circle cx={x} cy={y} r={1.3} fill={PALETTE.door} />;
  return (
    <g fill={PALETTE.quiet}>
      <rect x={x - 1.6} y={y - 1.6} width={3.2} height={3.2} rx={kind === 'place' ? 1.6 : 0} />
      <text x={x + 4} y={y + TEXT_M * 0.34} fontSize={TEXT_M * 0.86}>
        {name}
      </text>
    </g>
  );
}

function PinMark({ at: [x, y], words, colour }: { at: [number, number]; words: string; colour: string }) {
  const width = (words.length + 1.4) * TEXT_M;
  return (
    <g>
      <path d={`M${x} ${y} l-3.4 -6 h6.8 z`} fill={colour} />
      <rect x={x - width / 2} y={y - 18} width={width} height={13} rx={3} fill={colour} />
      <text x={x} y={y - 8.6} textAnchor="middle" fill="#fff" fontWeight={700} fontSize={TEXT_M * 1.1}>
        {words}
      </text>
    </g>
  );
}
