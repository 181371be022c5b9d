import { FONT } from './fonts.ts';
import { kit } from './kit.ts';
import { SCREEN } from './screen-size.ts';

/** Lightning's colours are 0xAARRGGBB. Text on any of these grounds keeps a contrast of at least 7 : 1. */
export const COLOR = {
  ground: 0xff10181f,
  groundTop: 0xff1a2833,
  surface: 0xff22313d,
  surfaceFocus: 0xff36495a,
  line: 0xff4a5d6e,
  text: 0xfff8f4ea,
  quiet: 0xffc9d1d6,
  /** Warm: the focus frame, and what is chosen. */
  accent: 0xffffc65c,
  accentFocus: 0xffffdb94,
  onAccent: 0xff231a05,
  good: 0xff8fdca4,
  bad: 0xffffa79a,
  shade: 0xd0060a0e,
  white: 0xffffffff,
} as const;
export type ColorName = keyof typeof COLOR;

/** px at 1920 × 1080 and normal text. */
const SIZES = { hint: 36, body: 44, strong: 52, title: 64, huge: 190 } as const;
export type SizeName = keyof typeof SIZES;

const BIG = 1.25;
const LINE = 1.35;
/** Between body and hint, px: room for the frame of what is in focus at the lower edge. */
const HINT_GAP = 46;

/** What television sets may cut off, px. */
export const SAFE = { x: 96, y: 54 } as const;
export { SCREEN };

/** 1, or 1.25 when the household wants big text: everything that holds text grows by it. */
export function scale(): number {
  return kit.settings.bigText ? BIG : 1;
}

/** A length (px) that grows with the text. */
export function grown(px: number): number {
  return Math.round(px * scale());
}

/** Font size, px. The huge digits are big enough for everybody. */
export function fontSize(size: SizeName): number {
  return size === 'huge' ? SIZES.huge : grown(SIZES[size]);
}

/** Height of a line of text, px. */
export function lineHeight(size: SizeName): number {
  return lineAt(fontSize(size));
}

/** As wide as a Han character, although it is no such: dashes, quotes and dots of a Chinese text. */
const WIDE = '\u2014\u2018\u2019\u201c\u201d\u2026';

/** Height of a line of letters of so many px. */
export function lineAt(px: number): number {
  return Math.round(px * LINE);
}

/** About how wide a line of text will be, px. */
export function textWidth(text: string, size: SizeName): number {
  return widthAt(text, fontSize(size));
}

/** The same of letters of so many px: a Han character is a square, a Latin one little more than half of it. */
export function widthAt(text: string, px: number): number {
  const isWide = (character: string) => character > '\u2e7f' || WIDE.includes(character);
  const squares = [...text].reduce((sum, character) => sum + (isWide(character) ? 1 : 0.58), 0);
  return Math.ceil(squares * px);
}

/** Width that the status at the top right leaves to the title, px. */
export function titleWidth(): number {
  return SCREEN.w - 2 * SAFE.x - grown(480);
}

/** The body of a page: below title and status, above the hint. Read it in `draw`, since it depends on the text size. */
export function bodyBox(): { x: number; y: number; w: number; h: number } {
  const y = SAFE.y + lineHeight('title') + 30;
  return { x: SAFE.x, y, w: SCREEN.w - 2 * SAFE.x, h: SCREEN.h - SAFE.y - lineHeight('hint') - HINT_GAP - y };
}

export const FAMILY = FONT;
export const RADIUS = 20;
/** Thickness of the focus frame, px: to be seen at three metres. */
export const FRAME = 8;
