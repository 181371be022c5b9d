import { Lightning } from '@lightningjs/sdk';
import type { Level } from '../protocol.ts';

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
}

/** Colour and shape of each level; the word always stands beside them. */
export const LOOKS: Readonly<Record<Level, Look>> = {
  red: { color: 0xffe8383d, ink: 0xffffffff, ground: 0xff6e0d16, word: 0xffffffff, corners: 8, turn: 1 / 16 },
  orange: { color: 0xffff9a3c, ink: 0xff231a05, ground: 0xff5a2c06, word: 0xffffab5c, corners: 3, turn: 0 },
  yellow: { color: 0xffffd84d, ink: 0xff231a05, ground: 0xff3d3408, word: 0xffffd84d, corners: 4, turn: 0 },
  blue: { color: 0xff7db8ff, ink: 0xff0b1a2c, ground: 0xff12304f, word: 0xff9cc9ff, corners: 0, turn: 0 },
};

interface SignSpec {
  readonly level: Level;
  /** Width and height, px. */
  readonly side: number;
  readonly x?: number;
  readonly y?: number;
}

/** The sign of a level: octagon, triangle, square on its corner or disc, with a mark in it. */
export function levelSign({ level, side, x = 0, y = 0 }: SignSpec) {
  const factory = (done: (error: Error | null, canvas?: HTMLCanvasElement) => void) => done(null, draw(level, side));
  // Lightning's types want its own kind of canvas; in a browser it is this one.
  const texture = Lightning.Tools.getCanvasTexture(factory as never, `level-sign ${level} ${side}`);
  return { x, y, w: side, h: side, texture };
}

function draw(level: Level, side: number): HTMLCanvasElement {
  const { color, ink, corners, turn } = LOOKS[level];
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
  const w = side * 0.1;
  const top = corners === 3 ? side * 0.36 : side * 0.24;
  const h = corners === 3 ? side * 0.28 : side * 0.34;
  pen.fillRect(middle - w / 2, top, w, h);
  pen.beginPath();
  pen.arc(middle, top + h + side * 0.12, w * 0.62, 0, 2 * Math.PI);
  pen.fill();
  return canvas;
}

/** '#rrggbb' of 0xAARRGGBB. */
function css(color: number): string {
  return `#${(color & 0xffffff).toString(16).padStart(6, '0')}`;
}
