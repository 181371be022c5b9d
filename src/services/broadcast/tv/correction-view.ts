import { buttonHeight } from '../../../tv/components/button.ts';
import { drillFrame } from '../../../tv/components/drill-frame.ts';
import { label, outline, panel, type Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';
import { fontSize, grown, lineHeight, SAFE, SCREEN } from '../../../tv/theme.ts';
import { firstThatFits, fitted, fittedLabel } from './fit.ts';
import { DRILL, LOOKS, levelSign } from './level-sign.ts';
import { drillBand } from './message-header.ts';
import type { MessageView } from './message-view.ts';
import type { LoudLevel, LoudShowing } from './warnings.ts';
import { nameOf, wrongOf } from './words.ts';

/** As much of the screen as what was wrong has taken, but never all of it, px; and its letters at most. */
const SHAPES: Readonly<Record<LoudLevel, { readonly w: number; readonly h: number; readonly most: number }>> = {
  red: { w: SCREEN.w - 2 * SAFE.x, h: SCREEN.h - 2 * SAFE.y, most: 88 },
  orange: { w: 1560, h: 880, most: 76 },
  yellow: { w: 1420, h: 0, most: 52 },
};
const MAX_H = SCREEN.h - 2 * SAFE.y;
/** A drill's frame may lie where overscan takes some of it. */
const DRILL_MAX_H = SCREEN.h - 40;
const PAD = 56;
const GAP = 24;
const EDGE = 10;
const FRAME = 48;
/** Sides of its sign that are tried, px; 0 for none. */
const SIGNS = [140, 90, 0];
const STEP = 4;

/**
 * Takes back what was wrong. Nothing of it looks like a warning: a tick instead of a mark that warns, all of it around
 * the middle of a calm sheet, and no time that runs.
 */
export function correctionView(showing: LoudShowing): MessageView {
  const { most } = SHAPES[showing.level];
  const least = fontSize('body');
  const sizes: number[] = [];
  for (let px = Math.max(most, fontSize('strong')); px >= least; px -= STEP) sizes.push(px);
  const variants = SIGNS.flatMap((sign) => sizes.map((px) => () => layOut(showing, sign, px)));
  return firstThatFits(variants, () => layOut(showing, 0, fontSize('hint'), true));
}

function layOut(showing: LoudShowing, sign: number, px: number, anyhow: boolean = false): MessageView | undefined {
  const { warning, level } = showing;
  const { drill, body } = warning;
  const shape = SHAPES[level];
  const edge = drill ? FRAME : 0;
  const pad = edge + PAD;
  const w = shape.w - 2 * pad;
  const top = drill ? edge + 16 : PAD;
  const band = drill ? drillBand({ x: pad, y: top, w }) : { h: 0, children: [] };
  const side = grown(sign);
  const wrong = fitted(wrongOf(showing), { w, h: MAX_H }, px);
  const words = fitted(body, { w, h: MAX_H }, px);
  const heights = {
    sign: side && side + GAP / 2,
    name: lineHeight('title') + lineHeight('body') + GAP,
    wrong: wrong.lines * wrong.line + GAP / 2,
    body: words.lines * words.line + GAP,
    key: buttonHeight() + Math.max(PAD, edge + 24),
  };
  const needed = top + band.h + Object.values(heights).reduce((sum, one) => sum + one, 0);
  if (!anyhow && needed > (drill ? DRILL_MAX_H : shape.h || MAX_H)) return undefined;
  const h = Math.max(needed, shape.h);
  const keyW = grown(440);
  const middle = { align: 'center', w, x: pad } as const;
  const signY = top + band.h + (h - needed) / 2;
  const nameY = signY + heights.sign;
  const wrongY = nameY + heights.name;
  const says = t('broadcast.tv.says', { sender: warning.sender });
  return {
    w: shape.w,
    h,
    children: [
      ...groundOf(drill, shape.w, h, edge),
      ...band.children,
      ...(side ? [levelSign({ look: 'correction', side, x: (shape.w - side) / 2, y: signY })] : []),
      label({ text: nameOf(showing), size: 'title', color: LOOKS.correction.word, ...middle, lines: 1, y: nameY }),
      label({ text: says, color: 'quiet', ...middle, lines: 1, y: nameY + lineHeight('title') }),
      fittedLabel(wrong, { text: wrongOf(showing), ...middle, y: wrongY }),
      fittedLabel(words, { text: body, ...middle, y: wrongY + heights.wrong }),
    ],
    key: { x: (shape.w - keyW) / 2, y: h - heights.key, w: keyW },
  };
}

function groundOf(drill: boolean, w: number, h: number, edge: number): Template[] {
  if (drill) return [{ rect: true, w, h, color: DRILL.ground }, ...drillFrame({ w, h, edge })];
  const { ground, color } = LOOKS.correction;
  const line = outline({ w: w - 2 * EDGE, h: h - 2 * EDGE, color, radius: 40 }, EDGE);
  return [panel({ w, h, color: ground, radius: 48 }), { ...line, x: 0, y: 0 }];
}
