import { Lightning } from '@lightningjs/sdk';
import type { Level } from '../protocol.ts';
import type { Showing } from './warnings.ts';

export type LookName = Level | 'correction';

interface Look {
  /** Of the sign and of lines, 0xAARRGGBB. */
  readonly color: number;
  /** Words and marks on it. */
  readonly ink: number;
  /** A whole screen of it: dark and calm, for white words. */
  readonly ground: number;
  /** The level's word on that ground. */
  readonly word: number;
  /** Corners of the sign; 0 is a circle. */
  readonly corners: number;
  /** Turn of the first corner from the top, in parts of a whole turn. */
  readonly turn: number;
  readonly mark: 'warns' | 'tells' | 'rights';
}

/** Colour and shape of each level; the word always stands beside them. What only tells, or puts right, warns of nothing. */
export const LOOKS: Readonly<Record<LookName, Look>> = {
  red: look('warns', 0xffe8383d, 0xffffffff, 0xff6e0d16, 0xffffffff, 8, 1 / 16),
  orange: look('warns', 0xffff9a3c, 0xff231a05, 0xff5a2c06, 0xffffab5c, 3, 0),
  yellow: look('warns', 0xffffd84d, 0xff231a05, 0xff3d3408, 0xffffd84d, 4, 0),
  blue: look('warns', 0xff7db8ff, 0xff0b1a2c, 0xff12304f, 0xff9cc9ff, 0, 0),
  notice: look('tells', 0xffc9d1d6, 0xff1a2833, 0xff1a2833, 0xfff8f4ea, 4, 1 / 8),
  correction: look('rights', 0xff8fdca4, 0xff0c2616, 0xff143426, 0xff8fdca4, 4, 1 / 8),
};

/** A drill has the sign of its level on a ground of its own: whatever it is a drill of, it is not red, nor any other. */
export const DRILL = { ground: 0xff262c33, word: 0xffffffff } as const;

function look(
  mark: Look['mark'],
  color: number,
  ink: number,
  ground: number,
  word: number,
  corners: number,
  turn: number,
): Look {
  return { color, ink, ground, word, corners, turn, mark };
}

/** The sign and the colours that a message is shown in. */
export function lookOf({ as, level }: Showing): LookName {
  return as === 'warning' ? level : as;
}

interface SignSpec {
  readonly look: LookName;
  /** Width and height, px. */
  readonly side: number;
  readonly x?: number;
  readonly y?: number;
}

/** The sign of a level: octagon, triangle, square on its corner or disc, with a mark in it. */
export function levelSign({ look, side, x = 0, y = 0 }: SignSpec) {
  const factory = (done: (error: Error | null, canvas?: HTMLCanvasElement) => void) => done(null, draw(look, side));
  // Lightning's types want its own kind of canvas; in a browser it is this one.
  const texture = Lightning.Tools.getCanvasTexture(factory as never, `level-sign ${look} ${side}`);
  return { x, y, w: side, h: side, texture };
}

function draw(name: LookName, side: number): HTMLCanvasElement {
  const { color, ink, corners, turn, mark } = LOOKS[name];
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const pen = canvas.getContext('2d');
  if (!pen) return canvas;
  const edge = side * 0.03;
  const middle = side / 2;
  const radius = middle - edge;
  // A triangle's corners lie on a circle around a point that is not its middle.
  const [cy, r] = corners === 3 ? [side * 0.62, side * 0.56] : [middle, radius];
  pen.beginPath();
  if (corners === 0) pen.arc(middle, middle, radius, 0, 2 * Math.PI);
  for (let corner = 0; corner < corners; corner++) {
    const angle = 2 * Math.PI * (corner / corners + turn) - Math.PI / 2;
    pen.lineTo(middle + r * Math.cos(angle), cy + r * Math.sin(angle));
  }
  pen.closePath();
  pen.lineJoin = 'round';
  pen.lineWidth = edge * 2;
  pen.fillStyle = css(color);
  pen.strokeStyle = '#ffffff';
  pen.fill();
  pen.stroke();
  pen.fillStyle = css(ink);
  pen.strokeStyle = css(ink);
  if (mark === 'rights') tick(pen, side);
  else stroke(pen, side, corners === 3, mark === 'tells');
  return canvas;
}

/** A stroke and a dot: below it the sign warns, above it it tells. */
function stroke(pen: CanvasRenderingContext2D, side: number, low: boolean, upside: boolean): void {
  const middle = side / 2;
  const w = side * 0.1;
  const h = low ? side * 0.28 : side * 0.34;
  const top = low ? side * 0.36 : side * 0.24;
  const dot = top + h + side * 0.12;
  pen.fillRect(middle - w / 2, upside ? side - top - h : top, w, h);
  pen.beginPath();
  pen.arc(middle, upside ? side - dot : dot, w * 0.62, 0, 2 * Math.PI);
  pen.fill();
}

function tick(pen: CanvasRenderingContext2D, side: number): void {
  pen.lineWidth = side * 0.1;
  pen.lineCap = 'round';
  pen.beginPath();
  pen.moveTo(side * 0.31, side * 0.52);
  pen.lineTo(side * 0.45, side * 0.66);
  pen.lineTo(side * 0.7, side * 0.37);
  pen.stroke();
}

/** '#rrggbb' of 0xAARRGGBB. */
function css(color: number): string {
  return `#${(color & 0xffffff).toString(16).padStart(6, '0')}`;
}
