import { lineAt, widthAt } from './theme.ts';
import { tokenize } from './tokenizer.ts';

/** How many lines a text takes in letters of so many px at this width (px), broken as the TV breaks it. */
export function linesAt(text: string, px: number, w: number): number {
  let lines = 1;
  let used = 0;
  for (const token of tokenize(text)[0]?.tokens ?? []) {
    const width = widthAt(token, px);
    if (used > 0 && used + width > w) {
      lines += 1;
      used = 0;
    }
    used += width;
  }
  return lines;
}

/** A text above another one, each with the sizes (px) that it may have, the largest first. */
export interface Stacked {
  readonly text: string;
  readonly sizes: readonly number[];
}

/**
 * Sizes (px) for a title and the text below it, so that both fit whole into a box (px): the text as large as can be, then
 * the title, which is no smaller. The smallest of both where nothing fits.
 */
export function fittedPair(
  title: Stacked,
  text: Stacked,
  { w, h, gap }: { readonly w: number; readonly h: number; readonly gap: number },
): { titlePx: number; textPx: number } {
  const heightOf = (words: string, px: number) => linesAt(words, px, w) * lineAt(px);
  for (const textPx of text.sizes) {
    const left = h - gap - heightOf(text.text, textPx);
    const titlePx = title.sizes.find((px) => px >= textPx && heightOf(title.text, px) <= left);
    if (titlePx !== undefined) return { titlePx, textPx };
  }
  return { titlePx: title.sizes.at(-1) ?? 60, textPx: text.sizes.at(-1) ?? 60 };
}

/**
 * The largest of some sizes (px, the largest first) at which a text fits into a box (px), and how many lines it takes
 * then; the smallest where none fits.
 */
export function fittedAt(
  text: string,
  { w, h }: { readonly w: number; readonly h: number },
  sizes: readonly number[],
): [px: number, lines: number] {
  const px = sizes.find((one) => linesAt(text, one, w) * lineAt(one) <= h) ?? sizes.at(-1) ?? 60;
  return [px, Math.max(1, Math.min(linesAt(text, px, w), Math.floor(h / lineAt(px))))];
}
