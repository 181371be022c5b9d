import { type LabelSpec, label } from '../../../tv/components/template.ts';
import { fontSize, textWidth } from '../../../tv/theme.ts';
import { tokenize } from '../../../tv/tokenizer.ts';

/** How high a line is, in parts of its letters. */
const LINE = 1.35;
const STEP = 4;
/** Letters are not exactly as wide as they are taken to be. */
const RESERVE = 0.995;

/** Letters of a size of their own, and how many lines of them a text takes. All in px. */
export interface Fit {
  readonly px: number;
  readonly line: number;
  readonly lines: number;
}

/** Width of a text in letters of so many px. */
export const widthOf = (text: string, px: number): number => (textWidth(text, 'body') * px) / fontSize('body');

/** How many lines a text takes in letters of so many px, broken as the TV breaks it. */
export function linesOf(text: string, px: number, w: number): number {
  let lines = 1;
  let used = 0;
  for (const token of tokenize(text)[0]?.tokens ?? []) {
    const width = widthOf(token, px);
    if (used > 0 && used + width > w * RESERVE) {
      lines += 1;
      used = 0;
    }
    used += width;
  }
  return lines;
}

/** The largest letters in which a text fits into a box, never larger than `most`: nothing is cut while any fit. */
export function fitted(text: string, box: { readonly w: number; readonly h: number }, most: number): Fit {
  const least = fontSize('hint');
  for (let px = Math.floor(most); px > least; px -= STEP) {
    const lines = linesOf(text, px, box.w);
    if (lines * lineOf(px) <= Math.ceil(box.h)) return { px, line: lineOf(px), lines };
  }
  const room = Math.max(1, Math.floor(box.h / lineOf(least)));
  return { px: least, line: lineOf(least), lines: Math.min(room, linesOf(text, least, box.w)) };
}

const lineOf = (px: number): number => Math.round(px * LINE);

/** A text in such letters. */
export function fittedLabel({ px, line, lines }: Fit, spec: Omit<LabelSpec, 'size' | 'lines'>) {
  const { text, ...place } = label({ ...spec, ...(spec.w === undefined ? {} : { lines }) });
  return { ...place, text: { ...text, fontSize: px, lineHeight: line } };
}

/** The first of some drawings that has room for all its words; otherwise the last resort, which must not fail. */
export function firstThatFits<T>(variants: readonly (() => T | undefined)[], lastResort: () => T | undefined): T {
  for (const make of [...variants, lastResort]) {
    const made = make();
    if (made) return made;
  }
  throw new Error('the last resort has no room');
}
