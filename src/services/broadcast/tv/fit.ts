import { linesAt } from '../../../tv/fit.ts';
import { fontSize, lineHeight, type SizeName, textWidth } from '../../../tv/theme.ts';

/** Sizes that words of a message may take, the largest first. */
const SIZES: readonly SizeName[] = ['title', 'strong', 'body', 'hint'];
/** How high a line is that has letters of this many px. */
const LINE = 1.3;

/** How many lines a text takes at this width (px), broken as the TV breaks it. */
export function linesOf(text: string, size: SizeName, w: number): number {
  return linesAt(text, fontSize(size), w);
}

/** The largest size at which a text fits into a box (px), and how many lines it takes then; nothing is cut while any fits. */
export function fitted(text: string, { w, h }: { readonly w: number; readonly h: number }): [SizeName, number] {
  const size = SIZES.find((one) => linesOf(text, one, w) * lineHeight(one) <= h) ?? 'hint';
  return [size, Math.max(1, Math.min(linesOf(text, size, w), Math.floor(h / lineHeight(size))))];
}

/** Letters of a size of their own (px) for a text that is to stand on one line; never more than `most`. */
export function oneLine(text: string, w: number, most: number): { readonly px: number; readonly lineHeight: number } {
  const px = Math.floor(Math.min(most, (w * fontSize('body')) / Math.max(1, textWidth(text, 'body'))));
  return { px, lineHeight: Math.round(px * LINE) };
}
