import { Lightning } from '@lightningjs/sdk';
import { COLOR, type ColorName, FAMILY, fontSize, lineAt, lineHeight, RADIUS, type SizeName } from '../theme.ts';

/** What a page draws: Lightning's templates, made by the functions of this folder. */
export type Template = Lightning.Element.NewPatchTemplate<Lightning.Component.Constructor> | Record<string, unknown>;

interface Place {
  readonly x?: number;
  readonly y?: number;
}

export interface LabelSpec extends Place {
  readonly text: string;
  readonly size?: SizeName;
  /** Letters of a size of their own, px, that no setting changes. */
  readonly px?: number;
  readonly color?: ColorName | number;
  /** Wraps at this width (px); without it the text is one line as long as it is. */
  readonly w?: number;
  /** Lines at most, the rest is …; needs `w`. */
  readonly lines?: number;
  /** Within `w`, or around `x` when there is no `w`. */
  readonly align?: 'left' | 'center' | 'right';
}

const MOUNT = { left: 0, center: 0.5, right: 1 } as const;

/** A text. `y` is the top of its first line's height, not of its letters. */
export function label({ text, size = 'body', px, color = 'text', w, lines, align = 'left', x = 0, y = 0 }: LabelSpec) {
  return {
    // Lightning aligns lines with each other only; their block is as wide as the longest of them.
    x: x + (w ?? 0) * MOUNT[align],
    y,
    mountX: MOUNT[align],
    text: {
      text,
      fontFace: FAMILY,
      fontSize: px ?? fontSize(size),
      lineHeight: px ? lineAt(px) : lineHeight(size),
      textColor: colorOf(color),
      ...(w === undefined ? {} : { wordWrapWidth: w, textAlign: align }),
      ...(lines === undefined ? {} : { maxLines: lines, maxLinesSuffix: '…' }),
    },
  };
}

export interface PanelSpec extends Place {
  readonly w: number;
  readonly h: number;
  readonly color?: ColorName | number;
  readonly radius?: number;
}

/** A rounded ground. A texture, because canvas2d boxes lose rounded shaders; all panels of one size share it. */
export function panel({ w, h, color = 'surface', radius = RADIUS, x = 0, y = 0 }: PanelSpec) {
  const texture = Lightning.Tools.getRoundRect(w - 2, h - 2, radius, 0, 0, true, COLOR.white);
  return { x, y, w, h, texture, color: colorOf(color) };
}

/** A rounded outline of `stroke` px around a box of `w` × `h`, outside of it. */
export function outline({ w, h, color = 'accent', radius = RADIUS }: PanelSpec, stroke: number) {
  const [fullW, fullH] = [w + 2 * stroke, h + 2 * stroke];
  const texture = Lightning.Tools.getRoundRect(
    fullW - stroke - 2,
    fullH - stroke - 2,
    radius + stroke / 2,
    stroke,
    COLOR.white,
    false,
    0,
  );
  return { x: -stroke, y: -stroke, w: fullW, h: fullH, texture, color: colorOf(color) };
}

/** The number of a named colour; numbers stay. */
export function colorOf(color: ColorName | number): number {
  return typeof color === 'number' ? color : COLOR[color];
}
