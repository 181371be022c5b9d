import { label, panel, type Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';
import { COLOR, fontSize, grown, lineAt, lineHeight, textWidth, widthAt } from '../../../tv/theme.ts';
import { fitted, fittedLabel } from './fit.ts';
import { DRILL, LOOKS, levelSign } from './level-sign.ts';
import type { LoudShowing } from './warnings.ts';
import { nameOf, newsOf } from './words.ts';

/** A part of a message, with its height in px. */
export interface Part {
  readonly h: number;
  readonly children: Template[];
}

interface HeaderSpec {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  /** Side of the sign, and letters of the name, px. */
  readonly sign: number;
  readonly name: number;
  /** A drill's word with its sentence above the rest, or beside it where there is little room. */
  readonly compact: boolean;
}

/** Letters of the word that a drill begins with, px. */
const WORD_PX = 120;

/** What it is, by colour, shape and word; and who says it. A drill says first that it is one. */
export function messageHeader(showing: LoudShowing, spec: HeaderSpec): Part {
  if (!showing.warning.drill) return namePart(showing, spec);
  const { x, y, w } = spec;
  const band = drillBand({ x, y, w });
  if (!spec.compact) {
    const name = namePart(showing, { ...spec, y: y + band.h });
    return { h: band.h + name.h, children: [...band.children, ...name.children] };
  }
  const wordW = widthAt(t('broadcast.tv.drill'), WORD_PX) + 48;
  const name = namePart(showing, { ...spec, x: x + wordW, w: w - wordW });
  const h = Math.max(lineAt(WORD_PX), name.h);
  return { h, children: [drillWord(x, y + (h - lineAt(WORD_PX)) / 2), ...name.children] };
}

/** The first thing that a drill says, in letters larger than all others, and that it is not real. */
export function drillBand({ x, y, w }: Readonly<Record<'x' | 'y' | 'w', number>>): Part {
  const noteX = widthAt(t('broadcast.tv.drill'), WORD_PX) + 60;
  const text = t('broadcast.tv.drillNote');
  const note = fitted(text, { w: w - noteX, h: lineHeight('strong') }, fontSize('strong'));
  const noteY = y + (lineAt(WORD_PX) - note.line) / 2;
  const children = [drillWord(x, y), fittedLabel(note, { text, w: w - noteX, x: x + noteX, y: noteY })];
  return { h: lineAt(WORD_PX), children };
}

function drillWord(x: number, y: number): Template {
  return label({ text: t('broadcast.tv.drill'), px: WORD_PX, color: DRILL.word, x, y });
}

function namePart(showing: LoudShowing, { x, y, w, sign, name: px }: HeaderSpec): Part {
  const { level, warning } = showing;
  const name = nameOf(showing);
  const news = newsOf(showing);
  const line = lineAt(px);
  const textX = x + sign + 36;
  const textW = w - sign - 36;
  const text = t('broadcast.tv.says', { sender: warning.sender });
  const says = fitted(text, { w: textW, h: lineHeight('strong') }, fontSize('strong'));
  const h = Math.max(sign, line + says.line);
  const textY = y + (h - line - says.line) / 2;
  const color = warning.drill ? DRILL.word : LOOKS[level].word;
  const children = [
    levelSign({ look: level, side: sign, x, y: y + (h - sign) / 2 }),
    label({ text: name, px, color, x: textX, y: textY }),
    ...(news ? chip(news, { x: textX + widthAt(name, px) + 32, y: textY, h: line }) : []),
    fittedLabel(says, { text, w: textW, x: textX, y: textY + line }),
  ];
  return { h, children };
}

/** A word on a ground of its own, beside a name. */
function chip(text: string, { x, y, h: line }: Readonly<Record<'x' | 'y' | 'h', number>>): Template[] {
  const w = textWidth(text, 'strong') + 40;
  const h = lineHeight('strong') + 4;
  const top = y + (line - h) / 2;
  return [
    panel({ w, h, color: COLOR.white, radius: 14, x, y: top }),
    label({ text, size: 'strong', color: COLOR.onAccent, x: x + 20, y: top + 2 }),
  ];
}

/** Side of a sign, px: it grows with the text, but no faster than there is room. */
export const signSide = (px: number, scale: number): number => Math.round(grown(px) * scale);
