import type { Banner } from '../../../tv/banners.ts';
import { t } from '../../../tv/text.ts';
import { LEVELS } from '../protocol.ts';
import { DRILL, LOOKS, lookOf } from './level-sign.ts';
import type { Showing } from './warnings.ts';
import { lineOf, nameOf } from './words.ts';

/** A blue warning runs along the bottom so long, seconds that it could be seen. */
export const BLUE_S = 90;

/** Above every warning for a moment: that one of them is over. */
const OVER_RANK = LEVELS.length + 1;

/** A message as a line at the bottom: the worse its level the higher it ranks; a notice below all others. */
export function bannerOf(showing: Showing): Banner {
  const { warning, as, level } = showing;
  const { color, ink } = LOOKS[lookOf(showing)];
  const colors = warning.drill ? { color: DRILL.word, ink: DRILL.ground } : { color, ink };
  const rank = as === 'notice' ? 0 : warning.drill ? 1 : LEVELS.length - LEVELS.indexOf(level);
  const text = as === 'notice' ? `${lineOf(showing)}　${t('broadcast.tv.noticeHint')}` : lineOf(showing);
  return { tag: nameOf(showing), text, ...colors, rank };
}

/** Says on a line that a warning is over. */
export function withdrawnBanner(showing: Showing): Banner {
  const { color, ink } = LOOKS.correction;
  return { tag: t('broadcast.tv.withdrawn'), text: withdrawnText(showing), color, ink, rank: OVER_RANK };
}

export function withdrawnText(showing: Showing): string {
  return t('broadcast.tv.withdrawnNow', { level: nameOf(showing), headline: showing.warning.headline });
}
