import { Lightning } from '@lightningjs/sdk';
import type { Frame } from '../media/showing.ts';
import { COLOR, SCREEN } from '../theme.ts';

const WHOLE: Frame = { x: 0, y: 0, ...SCREEN };

/** What lies behind all pages; where a picture shines through from under the canvas it has a hole. */
export class Ground extends Lightning.Component {
  set holes(frames: readonly (Frame | undefined)[]) {
    this.children = around(frames.map((frame) => frame ?? WHOLE)).map(piece);
  }
}

/** The screen without these frames, in pieces that do not overlap. */
export function around(holes: readonly Frame[]): Frame[] {
  return holes.reduce<Frame[]>((pieces, hole) => pieces.flatMap((one) => without(one, hole)), [WHOLE]);
}

function without({ x, y, w, h }: Frame, hole: Frame): Frame[] {
  const left = Math.max(x, hole.x);
  const right = Math.min(x + w, hole.x + hole.w);
  const top = Math.max(y, hole.y);
  const bottom = Math.min(y + h, hole.y + hole.h);
  if (left >= right || top >= bottom) return [{ x, y, w, h }];
  return [
    { x, y, w, h: top - y },
    { x, y: bottom, w, h: y + h - bottom },
    { x, y: top, w: left - x, h: bottom - top },
    { x: right, y: top, w: x + w - right, h: bottom - top },
  ].filter((piece) => piece.w > 0 && piece.h > 0);
}

/** One piece in its share of the ground's gradient. */
function piece({ x, y, w, h }: Frame) {
  return { x, y, w, h, rect: true, colorTop: shade(y / SCREEN.h), colorBottom: shade((y + h) / SCREEN.h) };
}

function shade(share: number): number {
  return Lightning.StageUtils.mergeColors(COLOR.ground, COLOR.groundTop, share);
}
