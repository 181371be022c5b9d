import { Lightning } from '@lightningjs/sdk';
import type { Template } from '../../../tv/components/template.ts';

interface PhotoSpec {
  /** Of a picture that the browser can draw. */
  readonly address: string;
  readonly w: number;
  readonly h: number;
  readonly x?: number;
  readonly y?: number;
}

/** The picture of a message, whole and in its shape, in the middle of a box (px). */
export function photo({ address, w, h, x = 0, y = 0 }: PhotoSpec): Template {
  const [boxW, boxH] = [Math.round(w), Math.round(h)];
  // Not by Lightning's own loader: its worker fetches, which the page's CSP allows for addresses of the center only.
  const factory = (done: (error: Error | null, canvas?: HTMLCanvasElement) => void) => {
    void pictureOf(address).then(
      (picture) => done(null, draw(picture, boxW, boxH)),
      (error: Error) => done(error),
    );
  };
  // Lightning's types want its own kind of canvas; in a browser it is this one.
  const texture = Lightning.Tools.getCanvasTexture(factory as never, `photo ${address} ${boxW} ${boxH}`);
  return { x, y, w: boxW, h: boxH, texture };
}

/** The picture behind an address; rejects for what cannot be drawn. */
export function pictureOf(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const picture = new Image();
    picture.onload = () => resolve(picture);
    picture.onerror = () => reject(new Error('a picture cannot be drawn'));
    picture.src = address;
  });
}

function draw(picture: HTMLImageElement, w: number, h: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = w;
  canvas.height = h;
  const scale = Math.min(w / picture.naturalWidth, h / picture.naturalHeight);
  const [partW, partH] = [picture.naturalWidth * scale, picture.naturalHeight * scale];
  canvas.getContext('2d')?.drawImage(picture, (w - partW) / 2, (h - partH) / 2, partW, partH);
  return canvas;
}
