import { Lightning } from '@lightningjs/sdk';
import { RADIUS } from '../theme.ts';
import type { Template } from './template.ts';

/** A still that fills a box (px), cut where its shape is another, with the round corners of a panel. */
export function stillView(address: string, w: number, h: number): Template {
  const factory = (done: (error: Error | null, canvas?: HTMLCanvasElement) => void) => {
    const image = new Image();
    image.onload = () => done(null, draw(image, w, h));
    image.onerror = () => done(new Error('a still cannot be drawn'));
    // From another origin it would spoil the canvas for WebGL.
    if (/^https?:/.test(address)) image.crossOrigin = 'anonymous';
    image.src = address;
  };
  // Lightning's types want its own kind of canvas; in a browser it is this one.
  return { w, h, texture: Lightning.Tools.getCanvasTexture(factory as never, `still ${address} ${w} ${h}`) };
}

function draw(image: HTMLImageElement, w: number, h: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = w;
  canvas.height = h;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const scale = Math.max(w / image.naturalWidth, h / image.naturalHeight);
  const [drawnW, drawnH] = [image.naturalWidth * scale, image.naturalHeight * scale];
  context.beginPath();
  context.moveTo(RADIUS, 0);
  context.arcTo(w, 0, w, h, RADIUS);
  context.arcTo(w, h, 0, h, RADIUS);
  context.arcTo(0, h, 0, 0, RADIUS);
  context.arcTo(0, 0, w, 0, RADIUS);
  context.clip();
  context.drawImage(image, (w - drawnW) / 2, (h - drawnH) / 2, drawnW, drawnH);
  return canvas;
}
