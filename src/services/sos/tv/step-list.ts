import { picture } from '../../../tv/components/picture.ts';
import { label, panel, type Template } from '../../../tv/components/template.ts';
import type { Box } from '../../../tv/focus.ts';
import { t } from '../../../tv/text.ts';
import { COLOR, type ColorName, grown, lineHeight } from '../../../tv/theme.ts';
import type { Call } from './call.ts';
import { STEPS, type StepLook, stepLooks } from './words.ts';

const PAD = 36;
const COLORS: Readonly<Record<StepLook, ColorName>> = { done: 'text', now: 'accent', skipped: 'quiet', ahead: 'quiet' };

/** How far help has come, as a list from top to bottom in a box (px): done, now, and what may still come. */
export function stepList({ states, stage }: Pick<Call, 'states' | 'stage'>, { x, y, w, h }: Box): Template[] {
  const rowH = (h - 2 * PAD) / STEPS.length;
  const side = grown(48);
  const rows = stepLooks(states, stage).flatMap((look, index): Template[] => {
    const middle = y + PAD + (index + 0.5) * rowH;
    const text = t(`state.${STEPS[index] ?? 'pressed'}`);
    const at = { x: x + PAD + side + 28, y: middle - lineHeight('strong') / 2 };
    return [sign(look, side, x + PAD, middle - side / 2), label({ text, size: 'strong', color: COLORS[look], ...at })];
  });
  return [panel({ x, y, w, h, color: COLOR.ground }), ...rows];
}

/** A tick, a big dot, or a small one. */
function sign(look: StepLook, side: number, x: number, y: number): Template {
  if (look === 'done') return picture({ name: 'ok', side, x, y });
  if (look === 'now') return panel({ w: side, h: side, radius: side / 2, color: 'accent', x, y });
  const small = Math.round(side / 3);
  const inset = (side - small) / 2;
  return panel({ w: small, h: small, radius: small / 2, color: 'line', x: x + inset, y: y + inset });
}
