import { type LabelSpec, label } from '../../../tv/components/template.ts';
import { linesAt } from '../../../tv/fit.ts';
import { fontSize, lineAt } from '../../../tv/theme.ts';

const STEP = 4;
/** Letters are not exactly as wide as they are taken to be. */
const RESERVE = 0.995;

/** Letters of a size of their own, and how many lines of them a text takes. All in px. */
export interface Fit {
  readonly px: number;
  readonly line: number;
  readonly lines: number;
}

/** How many lines a text takes in letters of so many px, with a little to spare. */
export const linesOf = (text: string, px: number, w: number): number => linesAt(text, px, w * RESERVE);

/** The largest letters in which a text fits into a box, never larger than `most`: nothing is cut while any fit. */
export function fitted(text: string, box: { readonly w: number; readonly h: number }, most: number): Fit {
  const least = fontSize('hint');
  for (let px = Math.floor(most); px > least; px -= STEP) {
    const lines = linesOf(text, px, box.w);
    if (lines * lineAt(px) <= Math.ceil(box.h)) return { px, line: lineAt(px), lines };
  }
  const room = Math.max(1, Math.floor(box.h / lineAt(least)));
  return { px: least, line: lineAt(least), lines: Math.min(room, linesOf(text, least, box.w)) };
}

/** A text in such letters. */
export function fittedLabel({ px, lines }: Fit, spec: Omit<LabelSpec, 'size' | 'px' | 'lines'>) {
  return label({ ...spec, px, ...(spec.w === undefined ? {} : { lines }) });
}

/** The first of some drawings that has room for all its words; otherwise the last resort, which must not fail. */
export function firstThatFits<T>(variants: readonly (() => T | undefined)[], lastResort: () => T | undefined): T {
  for (const make of [...variants, lastResort]) {
    const made = make();
    if (made) return made;
  }
  throw new Error('the last resort has no room');
}
