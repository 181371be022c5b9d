import { buttonHeight } from '../../../tv/components/button.ts';
import { type Drawing, Focusable, type FocusableSpec } from '../../../tv/components/focusable.ts';
import { colorOf, label, panel, type Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';
import { lineHeight } from '../../../tv/theme.ts';

export interface BasketPanelSpec extends FocusableSpec {
  readonly w: number;
  readonly h: number;
  /** Until when can be ordered. */
  readonly cutoff: string;
  readonly lines: readonly { readonly name: string; readonly count: number }[];
  /** What to say while nothing is in it. */
  readonly empty: string;
  /** Number of portions. */
  readonly portions: number;
  /** What the person pays for all. */
  readonly own: string;
}

const PAD = 32;

/** The basket beside the menu, as tall as the page: one arrow to the right of any dish, and OK goes on to the order. */
export class BasketPanel extends Focusable<BasketPanelSpec> {
  protected override draw({ w, h, cutoff, lines, empty, portions, own }: BasketPanelSpec): Drawing {
    const room = w - 2 * PAD;
    const deedY = h - PAD - buttonHeight();
    const children: Template[] = [
      { ref: 'Ground', ...panel({ w, h }) },
      label({ text: cutoff, size: 'hint', color: 'quiet', w: room, lines: 1, x: PAD, y: PAD - 8 }),
    ];
    const top = PAD + lineHeight('hint') + 8;
    if (lines.length === 0) {
      children.push(label({ text: empty, w: room, lines: 4, x: PAD, y: top }));
      return { w, h, children };
    }
    const sumY = deedY - 24 - lineHeight('title') - lineHeight('hint');
    const fit = Math.max(1, Math.floor((sumY - top) / lineHeight('body')));
    // When not all fit, the last line says how many more there are.
    const shown = lines.length <= fit ? lines : lines.slice(0, fit - 1);
    shown.forEach(({ name, count }, index) => {
      const y = top + index * lineHeight('body');
      children.push(
        label({ text: name, w: room - lineHeight('body') * 1.4, lines: 1, x: PAD, y }),
        label({ text: t('meals.portions', { n: count }), align: 'right', x: w - PAD, y }),
      );
    });
    if (shown.length < lines.length) {
      const text = t('meals.basket.more', { n: lines.length - shown.length });
      children.push(label({ text, color: 'quiet', x: PAD, y: top + shown.length * lineHeight('body') }));
    }
    children.push(
      label({ text: t('meals.basket.sum', { n: portions }), size: 'hint', color: 'quiet', x: PAD, y: sumY }),
      label({ text: own, size: 'title', color: 'accent', w: room, lines: 1, x: PAD, y: sumY + lineHeight('hint') }),
      { ref: 'Deed', ...panel({ w: room, h: buttonHeight(), color: 'accent', x: PAD, y: deedY }) },
      label({
        text: t('meals.basket.go'),
        color: 'onAccent',
        align: 'center',
        w: room,
        lines: 1,
        x: PAD,
        y: deedY + 22,
      }),
    );
    return { w, h, children };
  }

  protected override light(on: boolean): void {
    this.tag('Ground').color = colorOf(on ? 'surfaceFocus' : 'surface');
    const deed = this.tag('Deed');
    if (deed) deed.color = colorOf(on ? 'accentFocus' : 'accent');
  }

  override get words(): string {
    const { lines, empty, portions, own } = this.spec;
    if (lines.length === 0) return empty;
    return [t('meals.basket.sum', { n: portions }), own, t('meals.basket.go')].join('，');
  }
}

export const basketPanel = (spec: BasketPanelSpec): Template => ({ type: BasketPanel, spec });
