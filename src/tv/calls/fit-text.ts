import { lineHeight, type SizeName, textWidth } from '../theme.ts';

const SIZES = ['title', 'strong', 'body', 'hint'] as const satisfies readonly SizeName[];
/** Lines break between words: a little of each one stays empty. */
const FILLED = 0.95;

interface Fit {
  readonly size: (typeof SIZES)[number];
  readonly lines: number;
  /** Px. */
  readonly h: number;
}

/** The largest letters in which a text can be read to its end within `w` × `h` px; what is too long even so is cut. */
export function fitText(text: string, w: number, h: number): Fit {
  const fits = SIZES.map((size) => {
    const lines = Math.max(1, Math.ceil(textWidth(text, size) / (w * FILLED)));
    return { size, lines, h: lines * lineHeight(size) };
  });
  const whole = fits.find((one) => one.h <= h);
  if (whole) return whole;
  const lines = Math.max(1, Math.floor(h / lineHeight('hint')));
  return { size: 'hint', lines, h: lines * lineHeight('hint') };
}
