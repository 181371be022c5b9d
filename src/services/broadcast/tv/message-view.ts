import { buttonHeight } from '../../../tv/components/button.ts';
import { drillFrame } from '../../../tv/components/drill-frame.ts';
import { label, outline, panel, type Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';
import { COLOR, fontSize, grown, lineHeight, SAFE, SCREEN, textWidth } from '../../../tv/theme.ts';
import { fitted, linesOf, oneLine } from './fit.ts';
import { DRILL, LOOKS, levelSign, lookOf } from './level-sign.ts';
import { photo } from './photo.ts';
import type { LoudLevel, LoudShowing } from './warnings.ts';
import { nameOf, newsOf, untilOf, wrongOf } from './words.ts';

interface Shape {
  readonly w: number;
  /** 0: as high as its words. */
  readonly h: number;
  readonly padX: number;
  readonly padY: number;
  /** Side of its sign, and the letters of its headline at most. */
  readonly sign: number;
  readonly headline: number;
}

/** How much of the screen a level takes, px: all of it, three quarters, a pop-up. */
const SHAPES: Readonly<Record<LoudLevel, Shape>> = {
  red: { ...SCREEN, padX: SAFE.x, padY: SAFE.y, sign: 150, headline: 112 },
  orange: { w: 1660, h: 936, padX: 72, padY: 52, sign: 150, headline: 100 },
  yellow: { w: 1320, h: 0, padX: 56, padY: 44, sign: 110, headline: 72 },
};
const GAP = 20;
const EDGE = 10;
/** Breadth of a drill's frame: of the whole screen so much that overscan leaves enough of it. */
const FRAME = { red: 84, orange: 48, yellow: 48 } as const;
/** Letters of the word that a drill begins with, px. */
const DRILL_WORD = 120;
/** The share of the width that a picture takes beside the words, and the height that it is worth. */
const PHOTO_SHARE = 0.34;
const PHOTO_H = 280;

export interface MessageView {
  readonly w: number;
  readonly h: number;
  readonly children: Template[];
  /** Where its one key goes, and how wide what stands beside it may be. */
  readonly key: { readonly x: number; readonly y: number; readonly noteW: number };
}

interface ViewOptions {
  /** ms since 1970. */
  readonly now: number;
  /** Address of its picture, once that is there. */
  readonly picture: string | undefined;
}

/** A message over what runs: who says it, what, where and what to do, until when. All words are there without the picture. */
export function messageView(showing: LoudShowing, { now, picture }: ViewOptions): MessageView {
  const { warning, level, as } = showing;
  const { drill, body } = warning;
  const { sign, headline, ...shape } = SHAPES[level];
  const edge = drill ? FRAME[level] : 0;
  const padX = Math.max(shape.padX, edge + 44);
  const padY = drill ? edge + 24 : shape.padY;
  const w = shape.w - 2 * padX;
  const bandH = drill ? Math.round(DRILL_WORD * 1.2) : 0;
  const signY = padY + bandH;
  const headY = signY + signHeight(sign) + GAP;
  const head = headOf(showing, w, headline, padX, headY);
  const bodyY = headY + head.h + GAP / 2;
  const keyH = Math.max(buttonHeight(), lineHeight('strong') + lineHeight('hint'));
  const photoW = picture ? Math.round(w * PHOTO_SHARE) : 0;
  const bodyW = w - (photoW ? photoW + 2 * GAP : 0);
  const wished = Math.max(linesOf(body, 'strong', bodyW) * lineHeight('strong'), photoW ? PHOTO_H : 0);
  const h = shape.h || bodyY + wished + GAP + keyH + padY;
  const bodyH = h - padY - keyH - GAP - bodyY;
  const [size, lines] = fitted(body, { w: bodyW, h: bodyH });
  const keyY = h - padY - keyH;
  const noteX = padX + grown(440) + 40;
  const children: Template[] = [
    ...groundOf(showing, shape.w, h, edge),
    ...(drill ? drillBand(w, padX, padY) : []),
    ...signOf(showing, { side: grown(sign), h: signHeight(sign), w, x: padX, y: signY }),
    ...head.children,
    label({ text: body, size, w: bodyW, lines, x: padX, y: bodyY }),
  ];
  if (as === 'warning') {
    children.push(
      label({ text: untilOf(warning, now), size: 'strong', w: shape.w - padX - noteX, lines: 1, x: noteX, y: keyY }),
    );
  }
  if (picture) children.push(photo({ address: picture, w: photoW, h: bodyH, x: padX + w - photoW, y: bodyY }));
  return { w: shape.w, h, children, key: { x: padX, y: keyY, noteW: shape.w - padX - noteX } };
}

/** Height of the sign with the two lines beside it, px. */
function signHeight(sign: number): number {
  return Math.max(grown(sign), lineHeight('title') + lineHeight('strong'));
}

/** What it is, by colour, shape and word; and who says it. */
function signOf(
  showing: LoudShowing,
  { side, h, w, x, y }: Readonly<Record<'side' | 'h' | 'w' | 'x' | 'y', number>>,
): Template[] {
  const look = lookOf(showing);
  const name = nameOf(showing);
  const news = newsOf(showing);
  const textX = x + side + 36;
  const color = showing.warning.drill ? DRILL.word : LOOKS[look].word;
  const says = t('broadcast.tv.says', { sender: showing.warning.sender });
  return [
    levelSign({ look, side, x, y: y + (h - side) / 2 }),
    label({ text: name, size: 'title', color, x: textX, y }),
    ...(news ? chip(news, textX + textWidth(name, 'title') + 28, y) : []),
    label({ text: says, size: 'strong', w: x + w - textX, lines: 1, x: textX, y: y + lineHeight('title') }),
  ];
}

/** A word on a ground of its own, beside a title. */
function chip(text: string, x: number, y: number): Template[] {
  const w = textWidth(text, 'strong') + 40;
  const h = lineHeight('strong') + 4;
  const top = y + (lineHeight('title') - h) / 2;
  return [
    panel({ w, h, color: COLOR.white, radius: 14, x, y: top }),
    label({ text, size: 'strong', color: COLOR.onAccent, x: x + 20, y: top + 2 }),
  ];
}

/** The headline, on one line; a correction says in its place what was wrong. */
function headOf(showing: LoudShowing, w: number, most: number, x: number, y: number) {
  if (showing.as === 'correction') {
    const text = wrongOf(showing);
    const [size, lines] = fitted(text, { w, h: 2 * lineHeight('title') });
    return { h: lines * lineHeight(size) + GAP / 2, children: [label({ text, size, w, lines, x, y })] };
  }
  const head = label({ text: showing.warning.headline, x, y });
  const { px, lineHeight: line } = oneLine(showing.warning.headline, w, Math.max(most, fontSize('title')));
  return { h: line, children: [{ ...head, text: { ...head.text, fontSize: px, lineHeight: line } }] };
}

/** The first thing that a drill says, in letters larger than all others. */
function drillBand(w: number, x: number, y: number): Template[] {
  const word = label({ text: t('broadcast.tv.drill'), color: DRILL.word, x, y: y - 8 });
  const wordW = textWidth(t('broadcast.tv.drill'), 'body') * (DRILL_WORD / fontSize('body'));
  const text = t('broadcast.tv.drillNote');
  const note = { text, size: 'strong', w: w - wordW - 60, lines: 1, x: x + wordW + 60 } as const;
  return [
    { ...word, text: { ...word.text, fontSize: DRILL_WORD, lineHeight: Math.round(DRILL_WORD * 1.2) } },
    label({ ...note, y: y + (DRILL_WORD * 1.2 - lineHeight('strong')) / 2 }),
  ];
}

function groundOf(showing: LoudShowing, w: number, h: number, edge: number): Template[] {
  const { warning, level } = showing;
  const { ground, color } = LOOKS[lookOf(showing)];
  const whole = level === 'red';
  if (warning.drill) {
    return [{ rect: true, w, h, color: DRILL.ground }, ...drillFrame({ w, h, edge })];
  }
  if (whole) return [{ rect: true, w, h, color: ground }];
  const line = outline({ w: w - 2 * EDGE, h: h - 2 * EDGE, color, radius: 24 }, EDGE);
  return [panel({ w, h, color: ground, radius: 32 }), { ...line, x: 0, y: 0 }];
}
