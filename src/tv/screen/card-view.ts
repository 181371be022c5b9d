import type { Home } from '../../protocol/contracts/box.ts';
import { label, panel, type Template } from '../components/template.ts';
import { fittedAt, fittedPair, linesAt } from '../fit.ts';
import type { Box } from '../focus.ts';
import { t } from '../text.ts';
import { COLOR, lineAt, widthAt } from '../theme.ts';
import type { CardItem } from './source.ts';

const PAD_X = 52;
const PAD_Y = 42;
const GAP = 18;
const SMALL_PX = 60;
/** Letters of titles and texts, px, the largest first. */
const TITLE_PX = [112, 100, 88, 80, 72, 66, 60];
const TEXT_PX = [84, 76, 68, 64, 60];
const DOT = 18;

/** Which of all cards. */
interface Turn {
  readonly index: number;
  readonly of: number;
}

/** A card: what it is, its title, its words, who says it; and the place among all cards. */
export function cardView({ tag, title, text, from }: CardItem, box: Box, turn: Turn): Template[] {
  const w = box.w - 2 * PAD_X;
  const tagH = lineAt(SMALL_PX) + 8;
  const fromH = from ? lineAt(SMALL_PX) : 0;
  const y = PAD_Y + tagH + GAP;
  const h = box.h - PAD_Y - fromH - y;
  const sizes = text
    ? fittedPair({ text: title, sizes: TITLE_PX }, { text, sizes: TEXT_PX }, { w, h, gap: GAP })
    : { titlePx: fittedAt(title, { w, h }, TITLE_PX)[0], textPx: SMALL_PX };
  const titleLines = linesAt(title, sizes.titlePx, w);
  const textY = y + titleLines * lineAt(sizes.titlePx) + GAP;
  const textLines = Math.max(1, Math.floor((y + h - textY) / lineAt(sizes.textPx)));
  return inBox(box, [
    panel({ w: widthAt(tag.text, SMALL_PX) + 48, h: tagH, color: tag.color, x: PAD_X, y: PAD_Y }),
    label({ text: tag.text, px: SMALL_PX, color: tag.ink, x: PAD_X + 24, y: PAD_Y + 4 }),
    label({ text: title, px: sizes.titlePx, w, lines: titleLines, x: PAD_X, y }),
    ...(text ? [label({ text, px: sizes.textPx, w, lines: textLines, x: PAD_X, y: textY })] : []),
    ...(from ? [label({ text: from, px: SMALL_PX, color: 'quiet', w, lines: 1, x: PAD_X, y: y + h })] : []),
    ...dots(box, turn),
  ]);
}

/** When there is nothing to tell: where one is. */
export function placeView(info: Home | undefined, box: Box): Template[] {
  const w = box.w - 2 * PAD_X;
  const name = info?.community.name ?? t('app.name');
  const [px] = fittedAt(name, { w, h: lineAt(150) }, [150, 130, 112, 100, 88]);
  const lines = linesAt(name, px, w);
  const h = lines * lineAt(px) + GAP + lineAt(88);
  const y = (box.h - h) / 2;
  return inBox(box, [
    label({ text: t('app.screen.welcome'), px: 88, color: 'quiet', align: 'center', w, lines: 1, x: PAD_X, y }),
    label({ text: name, px, color: 'accent', align: 'center', w, lines, x: PAD_X, y: y + lineAt(88) + GAP }),
  ]);
}

function inBox({ x, y, w, h }: Box, children: Template[]): Template[] {
  return [{ x, y, children: [panel({ w, h, radius: 32 }), ...children] }];
}

/** Which of all cards this is. */
function dots(box: Box, { index, of }: Turn): Template[] {
  if (of < 2) return [];
  const step = DOT * 2.4;
  const left = (box.w - (of - 1) * step - DOT) / 2;
  return Array.from({ length: of }, (_, at) =>
    panel({
      w: DOT,
      h: DOT,
      radius: DOT / 2,
      color: at === index ? COLOR.accent : COLOR.line,
      x: left + at * step,
      y: box.h - PAD_Y / 2 - DOT / 2,
    }),
  );
}
