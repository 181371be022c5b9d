import { picture } from '../../../tv/components/picture.ts';
import { label, outline, panel, type Template } from '../../../tv/components/template.ts';
import { COLOR, FRAME, grown, lineHeight } from '../../../tv/theme.ts';
import type { Step } from './progress.ts';

/** Does not grow with the text: the words beside it need the room. */
const SIDE = 104;
const GAP = 20;
const PAD = 18;
const DIM = 0.4;
const COLORS = { done: 'text', now: 'good', next: 'quiet' } as const;

export function stripHeight(): number {
  return SIDE + lineHeight('hint') + 3 * PAD;
}

/** The steps of an order side by side: what is done is bright with a tick, the present one stands in a frame, the rest is dim. */
export function progressStrip(steps: readonly Step[], w: number): Template[] {
  const h = stripHeight();
  const each = (w - GAP * (steps.length - 1)) / steps.length;
  return steps.flatMap((step, index) => {
    const x = index * (each + GAP);
    const now = step.at === 'now';
    const size = { w: each, h };
    return [
      {
        x,
        children: [
          panel({ ...size, color: now ? 'surfaceFocus' : step.at === 'next' ? 'ground' : 'surface' }),
          ...(now ? [{ ...outline({ ...size, color: COLOR.good }, FRAME / 2) }] : []),
          {
            ...picture({ name: step.picture, side: SIDE, x: (each - SIDE) / 2, y: PAD }),
            alpha: step.at === 'next' ? DIM : 1,
          },
          label({
            text: step.text,
            size: 'hint',
            color: COLORS[step.at],
            align: 'center',
            w: each - 12,
            lines: 1,
            x: 6,
            y: SIDE + 2 * PAD,
          }),
          ...(step.at === 'done' ? [picture({ name: 'ok', side: grown(44), x: each - grown(44) - 12, y: 12 })] : []),
        ],
      },
    ];
  });
}
