import { Lightning } from '@lightningjs/sdk';
import type { Template } from './template.ts';

/** Breadth of a stripe, px: to be told from three metres, also without colour. */
const STRIPE = 46;
const DARK = '#14181c';
const LIGHT = '#f4f1ea';

interface FrameSpec {
  readonly w: number;
  readonly h: number;
  /** Breadth of the frame, px. */
  readonly edge: number;
}

/** Diagonal stripes all around, that stand still: nothing else on this television looks like it. */
export function drillFrame({ w, h, edge }: FrameSpec): Template[] {
  return [
    stripes(0, 0, w, edge),
    stripes(0, h - edge, w, edge),
    stripes(0, edge, edge, h - 2 * edge),
    stripes(w - edge, edge, edge, h - 2 * edge),
  ];
}

/** A part of one pattern that runs over the whole box, so that its parts meet; px in that box. */
export function stripes(x: number, y: number, w: number, h: number): Template {
  const factory = (done: (error: Error | null, canvas?: HTMLCanvasElement) => void) => done(null, draw(x, y, w, h));
  // Lightning's types want its own kind of canvas; in a browser it is this one.
  const texture = Lightning.Tools.getCanvasTexture(factory as never, `drill-frame ${x} ${y} ${w} ${h}`);
  return { x, y, w, h, texture };
}

function draw(x: number, y: number, w: number, h: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = w;
  canvas.height = h;
  const pen = canvas.getContext('2d');
  if (!pen) return canvas;
  pen.fillStyle = LIGHT;
  pen.fillRect(0, 0, w, h);
  pen.fillStyle = DARK;
  const step = STRIPE * 2 * Math.SQRT2;
  for (let at = -((x + y) % step) - step; at < w + h; at += step) {
    pen.beginPath();
    pen.moveTo(at, 0);
    pen.lineTo(at + step / 2, 0);
    pen.lineTo(at + step / 2 - h, h);
    pen.lineTo(at - h, h);
    pen.closePath();
    pen.fill();
  }
  return canvas;
}
