import { buttonHeight } from '../../../tv/components/button.ts';
import { drillFrame } from '../../../tv/components/drill-frame.ts';
import { label, outline, panel, type Template } from '../../../tv/components/template.ts';
import { fontSize, grown, lineHeight, SAFE, SCREEN } from '../../../tv/theme.ts';
import { firstThatFits, fitted, fittedLabel } from './fit.ts';
import { DRILL, LOOKS } from './level-sign.ts';
import { messageHeader, signSide } from './message-header.ts';
import { photo } from './photo.ts';
import type { LoudLevel, LoudShowing } from './warnings.ts';
import { untilOf } from './words.ts';

interface Shape {
  readonly w: number;
  /** 0: as high as its words. */
  readonly h: number;
  readonly padX: number;
  readonly padY: number;
  /** Side of its sign. */
  readonly sign: number;
  /** Letters of its name, in parts of a title's. */
  readonly name: number;
  /** Letters of headline and body at most; 0 for those of the theme. */
  readonly headline: number;
  readonly body: number;
}

/** How much of the screen a level takes, px: all of it, three quarters, a pop-up. */
const SHAPES: Readonly<Record<LoudLevel, Shape>> = {
  red: { ...SCREEN, padX: SAFE.x, padY: SAFE.y, sign: 180, name: 1.3, headline: 116, body: 100 },
  orange: { w: 1660, h: 936, padX: 72, padY: 52, sign: 170, name: 1.2, headline: 100, body: 88 },
  yellow: { w: 1320, h: 0, padX: 56, padY: 44, sign: 130, name: 1, headline: 0, body: 0 },
};
/** A pop-up grows with the text, but leaves something of what runs, px. */
const POPUP_MAX = { w: 1520, h: SCREEN.h - 2 * SAFE.y } as const;
const GAP = 24;
const EDGE = 10;
/** Breadth of a drill's frame: of the whole screen so much that overscan leaves enough of it. */
const FRAME = { red: 84, orange: 48, yellow: 48 } as const;
/** The share of the width that a picture takes beside the words, and the height that it is worth. */
const PHOTO_SHARE = 0.34;
const PHOTO_H = 280;

/** A message over what runs, px. */
export interface MessageView {
  readonly w: number;
  readonly h: number;
  readonly children: Template[];
  /** Where its one key goes, and the note beside it, if it needs one. */
  readonly key: { readonly x: number; readonly y: number; readonly w: number };
  readonly note?: { readonly x: number; readonly y: number; readonly w: number };
}

interface ViewOptions {
  /** ms since 1970. */
  readonly now: number;
  /** Address of its picture, once that is there. */
  readonly picture: string | undefined;
}

interface Variant {
  /** Of sign, name and headline. */
  readonly scale: number;
  readonly compact: boolean;
}

/** What gives way first so that no word of the body is cut or small: the picture goes last but the words never. */
const VARIANTS: readonly Variant[] = [
  { scale: 1, compact: false },
  { scale: 0.8, compact: false },
  { scale: 0.8, compact: true },
  { scale: 0.65, compact: true },
];

/** A warning: who says it, what, where and what to do, until when. All words are there without the picture. */
export function messageView(showing: LoudShowing, { now, picture }: ViewOptions): MessageView {
  const illustrated = picture ? VARIANTS.map((variant) => () => layOut(showing, variant, now, picture)) : [];
  const without = VARIANTS.map((variant) => () => layOut(showing, variant, now));
  const smallest = () => layOut(showing, { scale: 0.65, compact: true }, now, undefined, true);
  return firstThatFits([...illustrated, ...without], smallest);
}

function layOut(
  showing: LoudShowing,
  { scale, compact }: Variant,
  now: number,
  picture?: string,
  anyhow: boolean = false,
): MessageView | undefined {
  const { warning, level } = showing;
  const { drill, headline, body } = warning;
  const shape = SHAPES[level];
  const fullW = shape.h ? shape.w : Math.min(POPUP_MAX.w, grown(shape.w));
  const edge = drill ? FRAME[level] : 0;
  const padX = Math.max(shape.padX, edge + 44);
  const padY = drill ? edge + 20 : shape.padY;
  const w = fullW - 2 * padX;

  const sign = signSide(drill ? 130 : shape.sign, scale);
  const name = Math.round(fontSize('title') * (drill ? 1 : shape.name) * Math.max(0.8, scale));
  const header = messageHeader(showing, { x: padX, y: padY, w, sign, name, compact });
  const headY = padY + header.h + GAP;
  const headPx = (shape.headline || fontSize('title')) * scale;
  const head = fitted(headline, { w, h: headPx * 1.35 }, headPx);
  const bodyY = headY + head.line + GAP / 2;
  const keyH = Math.max(buttonHeight(), lineHeight('strong') + lineHeight('hint'));

  const photoW = picture ? Math.round(w * PHOTO_SHARE) : 0;
  const bodyW = w - (photoW ? photoW + 2 * GAP : 0);
  const most = (shape.h || POPUP_MAX.h) - padY - keyH - GAP - bodyY;
  const words = fitted(body, { w: bodyW, h: most }, shape.body || fontSize('strong'));
  const bodyH = shape.h ? most : Math.max(words.lines * words.line, photoW ? PHOTO_H : 0);
  if (!anyhow && (words.px < fontSize('body') || bodyH > most || (photoW > 0 && most < PHOTO_H / 2))) return undefined;

  const h = bodyY + bodyH + GAP + keyH + padY;
  const keyW = grown(440);
  const keyY = h - padY - keyH;
  const noteX = padX + keyW + 40;
  const note = { x: noteX, w: fullW - padX - noteX };
  const children: Template[] = [
    ...groundOf(showing, fullW, h, edge),
    ...header.children,
    fittedLabel(head, { text: headline, w, x: padX, y: headY }),
    fittedLabel(words, { text: body, w: bodyW, x: padX, y: bodyY }),
    label({ text: untilOf(warning, now), size: 'strong', lines: 1, ...note, y: keyY }),
  ];
  if (picture) children.push(photo({ address: picture, w: photoW, h: bodyH, x: padX + w - photoW, y: bodyY }));
  const key = { x: padX, y: keyY + (keyH - buttonHeight()) / 2, w: keyW };
  return { w: fullW, h, children, key, note: { ...note, y: keyY + lineHeight('strong') } };
}

function groundOf({ warning, level }: LoudShowing, w: number, h: number, edge: number): Template[] {
  if (warning.drill) return [{ rect: true, w, h, color: DRILL.ground }, ...drillFrame({ w, h, edge })];
  const { ground, color } = LOOKS[level];
  if (level === 'red') return [{ rect: true, w, h, color: ground }];
  const line = outline({ w: w - 2 * EDGE, h: h - 2 * EDGE, color, radius: 24 }, EDGE);
  return [panel({ w, h, color: ground, radius: 32 }), { ...line, x: 0, y: 0 }];
}
