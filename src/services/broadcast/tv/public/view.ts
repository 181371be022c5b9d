import { drillFrame } from '../../../../tv/components/drill-frame.ts';
import { label, type Template } from '../../../../tv/components/template.ts';
import { fittedPair, linesAt } from '../../../../tv/fit.ts';
import { t } from '../../../../tv/text.ts';
import { lineAt, SAFE, SCREEN, widthAt } from '../../../../tv/theme.ts';
import { DRILL, LOOKS, levelSign, lookOf } from '../level-sign.ts';
import { photo } from '../photo.ts';
import type { LoudShowing } from '../warnings.ts';
import { nameOf, newsOf, untilOf, wrongOf } from '../words.ts';

/** px: read by who stands five metres away, and by who only walks past. */
const PX = { name: 104, sender: 68, foot: 72, drill: 150, drillName: 84 } as const;
const SIGN = 210;
const HEAD_PX = [190, 170, 150, 132, 116, 104];
const BODY_PX = [104, 96, 88, 80, 72, 66];
const GAP = 26;
/** Breadth of a drill's frame: so much that overscan, and the shift that spares the screen, leave enough of it. */
const FRAME = 90;
const PHOTO_SHARE = 0.36;

/** Behind a message that has the whole of a public screen. */
export function groundOf(showing: LoudShowing): number {
  return showing.warning.drill ? DRILL.ground : LOOKS[lookOf(showing)].ground;
}

/**
 * A message on the whole of a public screen, whatever its level, in large letters and without a key. `now` in ms;
 * `picture` is the address of its picture, once that is there.
 */
export function publicView(showing: LoudShowing, now: number, picture: string | undefined): Template[] {
  const { warning, as } = showing;
  const edge = warning.drill ? FRAME : 0;
  const x = Math.max(SAFE.x, edge + 40);
  const top = Math.max(SAFE.y, edge + 20);
  const w = SCREEN.w - 2 * x;
  const footY = SCREEN.h - top - lineAt(PX.foot);
  const y = top + SIGN + GAP;
  const photoW = picture ? Math.round(w * PHOTO_SHARE) : 0;
  const bodyW = w - (photoW ? photoW + 2 * GAP : 0);
  const head = { text: as === 'correction' ? wrongOf(showing) : warning.headline, sizes: HEAD_PX };
  const h = footY - GAP / 2 - y;
  const { titlePx, textPx } = fittedPair(head, { text: warning.body, sizes: BODY_PX }, { w: bodyW, h, gap: GAP });
  const headLines = linesAt(head.text, titlePx, bodyW);
  const bodyY = y + headLines * lineAt(titlePx) + GAP;
  const lines = Math.max(1, Math.floor((y + h - bodyY) / lineAt(textPx)));
  return [
    ...(warning.drill ? [wideFrame(edge)] : []),
    ...(warning.drill ? drillSign(showing, x, top, w) : sign(showing, x, top, w)),
    label({ text: head.text, px: titlePx, w: bodyW, lines: headLines, x, y }),
    label({ text: warning.body, px: textPx, w: bodyW, lines, x, y: bodyY }),
    label({ text: footOf(showing, now), px: PX.foot, w, lines: 1, x, y: footY }),
    ...(picture ? [photo({ address: picture, w: photoW, h, x: x + w - photoW, y })] : []),
  ];
}

/** Until when it holds; of a drill, last of all, that it is one. */
function footOf(showing: LoudShowing, now: number): string {
  const { warning, as } = showing;
  const until = as === 'warning' ? untilOf(warning, now) : '';
  return [until, warning.drill ? t('broadcast.tv.drillNote') : ''].filter(Boolean).join('　');
}

/** Larger than the screen, since all of it moves a little each minute. */
function wideFrame(edge: number): Template {
  const over = 12;
  const frame = drillFrame({ w: SCREEN.w + 2 * over, h: SCREEN.h + 2 * over, edge: edge + over });
  return { x: -over, y: -over, children: frame };
}

/** What it is, by colour, shape and word; and who says it. */
function sign(showing: LoudShowing, x: number, y: number, w: number): Template[] {
  const look = lookOf(showing);
  const textX = x + SIGN + 44;
  const name = [nameOf(showing), newsOf(showing)].filter(Boolean).join('　');
  const top = y + (SIGN - lineAt(PX.name) - lineAt(PX.sender)) / 2;
  const at = { w: x + w - textX, lines: 1, x: textX } as const;
  return [
    levelSign({ look, side: SIGN, x, y }),
    label({ ...at, text: name, px: PX.name, color: LOOKS[look].word, y: top }),
    label({ ...at, text: saysOf(showing), px: PX.sender, y: top + lineAt(PX.name) }),
  ];
}

/** A drill begins with that word, in letters larger than all beside it. */
function drillSign(showing: LoudShowing, x: number, y: number, w: number): Template[] {
  const word = t('broadcast.tv.drill');
  const wordX = x + SIGN + 40;
  const textX = wordX + widthAt(word, PX.drill) + 60;
  const top = y + (SIGN - lineAt(PX.drillName) - lineAt(PX.sender)) / 2;
  const at = { w: x + w - textX, lines: 1, x: textX } as const;
  return [
    levelSign({ look: lookOf(showing), side: SIGN, x, y }),
    label({ text: word, px: PX.drill, color: DRILL.word, x: wordX, y: y + (SIGN - lineAt(PX.drill)) / 2 }),
    label({ ...at, text: nameOf(showing), px: PX.drillName, color: DRILL.word, y: top }),
    label({ ...at, text: saysOf(showing), px: PX.sender, y: top + lineAt(PX.drillName) }),
  ];
}

function saysOf({ warning }: LoudShowing): string {
  return t('broadcast.tv.says', { sender: warning.sender });
}
