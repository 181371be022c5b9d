import { Lightning } from '@lightningjs/sdk';
import { encode } from 'uqr';
import type { Template } from './template.ts';

/** Modules of clear ground around it (ISO/IEC 18004 asks for four), or scanners do not find it. */
const BORDER = 4;

/** A QR code as a texture, at most `side` px: each module a whole number of px, so that its edges are sharp. */
export function qrCode(text: string, side: number, x: number, y: number): Template {
  const { size, data } = encode(text, { ecc: 'M', border: BORDER });
  const module = Math.max(1, Math.floor(side / size));
  const px = module * size;
  const factory = (done: (error: Error | null, canvas?: HTMLCanvasElement) => void) => {
    const canvas = document.createElement('canvas');
    canvas.width = px;
    canvas.height = px;
    const pen = canvas.getContext('2d');
    if (pen) {
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, px, px);
      pen.fillStyle = '#000';
      data.forEach((row, top) => {
        row.forEach((dark, left) => {
          if (dark) pen.fillRect(left * module, top * module, module, module);
        });
      });
    }
    done(null, canvas);
  };
  // Lightning's types want its own kind of canvas; in a browser it is this one.
  const texture = Lightning.Tools.getCanvasTexture(factory as never, `qr ${text} ${px}`);
  return { x: x + (side - px) / 2, y: y + (side - px) / 2, w: px, h: px, texture };
}
