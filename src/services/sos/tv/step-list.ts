import { picture } from '../../../tv/components/picture.ts';
import { label, panel, type Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';
import { COLOR, type ColorName, grown, lineHeight } from '../../../tv/theme.ts';
import type { SosState } from '../protocol.ts';
import type { CallStage } from './call.ts';
import { STEPS, type StepLook, stepLooks } from './words.ts';

interface StepListSpec {
  readonly states: readonly SosState[];
  readonly stage: CallStage | undefined;
  readonly x: number;
  readonly y: number;
  readonly w: number;
}

const PAD = 32;
const COLORS: Readonly<Record<StepLook, ColorName>> = { done: 'quiet', now: 'accent', skipped: 'line', ahead: 'line' };

/** How far help has come, as a list from top to bottom: done, now, and what may still come. */
export function stepList({ states, stage, x, y, w }: StepListSpec): Template[] {
  const rowH = lineHeight('body') + grown(24);
  const side = grown(44);
  const rows = stepLooks(states, stage).flatMap((look, index): Template[] => {
    const top = y + PAD + index * rowH;
    const step = STEPS[index] ?? 'pressed';
    const signY = top + (lineHeight('body') - side) / 2;
    const sign =
      look === 'done'
        ? picture({ name: 'ok', side, x: x + PAD, y: signY })
        : look === 'now'
          ? panel({ w: side, h: side, radius: side / 2, color: 'accent', x: x + PAD, y: signY })
          : panel({
              w: side / 2,
              h: side / 2,
              radius: side / 4,
              color: 'line',
              x: x + PAD + side / 4,
              y: signY + side / 4,
            });
    const text = label({ text: t(`sos.state.${step}`), color: COLORS[look], x: x + PAD + side + 28, y: top });
    return [sign, text];
  });
  return [panel({ x, y, w, h: STEPS.length * rowH + 2 * PAD - grown(24), color: COLOR.ground }), ...rows];
}
