import { type PictureName, pictureAt } from '../../src/tv/pictures.ts';
import { Lightning } from './lightning.ts';

/** The TV's colours, sizes and places, written out. */
export const COLOR = {
  ground: 0xff10181f,
  groundTop: 0xff1a2833,
  surface: 0xff22313d,
  surfaceFocus: 0xff36495a,
  line: 0xff4a5d6e,
  text: 0xfff8f4ea,
  quiet: 0xffc9d1d6,
  accent: 0xffffc65c,
} as const;
export const FONT = 'Noto Sans SC';

export const at = (x: number, y: number) => ({ x, y });

export function label(text: string, fontSize: number, textColor: number, w?: number) {
  const lineHeight = Math.round(fontSize * 1.35);
  const wrap = w === undefined ? {} : { wordWrapWidth: w, maxLines: 1, maxLinesSuffix: '…' };
  return { text: { text, fontFace: FONT, fontSize, lineHeight, textColor, ...wrap } };
}

export function picture(name: string, side: number) {
  const { src, ...place } = pictureAt(name as PictureName);
  const url = new URL(`../static/${src}`, globalThis.location.href).href;
  return { w: side, h: side, texture: { type: Lightning.textures.ImageTexture, src: url, ...place } };
}

export function roundRect(w: number, h: number, radius: number, stroke: number, filled: boolean) {
  const strokeColor = filled ? 0 : 0xffffffff;
  return Lightning.Tools.getRoundRect(w, h, radius, stroke, strokeColor, filled, filled ? 0xffffffff : 0);
}
