import { type Drawing, Focusable, type FocusableSpec } from '../../../tv/components/focusable.ts';
import { picture } from '../../../tv/components/picture.ts';
import { colorOf, label, panel, type Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';
import { fontSize, grown, lineHeight } from '../../../tv/theme.ts';

export interface UsualCardSpec extends FocusableSpec {
  readonly w: number;
  readonly h: number;
  readonly price: string;
  readonly when: string;
  readonly dishes: string;
  readonly pictures: readonly string[];
  /** What to know before it is ordered again. */
  readonly note?: string;
}

const PAD = 28;
const GAP = 20;
const MOST_LINES = 3;

/** „再来一份": what the person had last, ready to be ordered again. */
export class UsualCard extends Focusable<UsualCardSpec> {
  protected override draw({ w, h, price, when, dishes, pictures, note }: UsualCardSpec): Drawing {
    const room = w - 2 * PAD;
    const fixed = lineHeight('title') + lineHeight('body') + (note ? lineHeight('hint') : 0) + 2 * PAD;
    const side = grown(104);
    const forLines = h - fixed;
    const needed = Math.min(MOST_LINES, Math.ceil(([...dishes].length * fontSize('body')) / room));
    // Pictures are for where there is room for them: letters come first.
    const shown = forLines >= side + GAP + needed * lineHeight('body');
    const lines = Math.min(
      MOST_LINES,
      Math.max(1, Math.floor((forLines - (shown ? side + GAP : 0)) / lineHeight('body'))),
    );
    const children: Template[] = [
      { ref: 'Ground', ...panel({ w, h }) },
      label({ text: t('meals.usual'), size: 'title', x: PAD, y: PAD }),
      label({ text: price, size: 'title', color: 'accent', align: 'right', x: w - PAD, y: PAD }),
    ];
    let y = PAD + lineHeight('title');
    children.push(label({ text: when, color: 'quiet', w: room, lines: 1, x: PAD, y }));
    y += lineHeight('body');
    if (shown) {
      const fit = Math.floor((room + GAP) / (side + GAP));
      pictures.slice(0, fit).forEach((name, index) => {
        children.push(picture({ name, side, x: PAD + index * (side + GAP), y: y + GAP / 2 }));
      });
      y += side + GAP;
    }
    children.push(label({ text: dishes, w: room, lines, x: PAD, y }));
    if (note) {
      const at = h - PAD - lineHeight('hint');
      children.push(label({ text: note, size: 'hint', color: 'bad', w: room, lines: 1, x: PAD, y: at }));
    }
    return { w, h, children };
  }

  protected override light(on: boolean): void {
    this.tag('Ground').color = colorOf(on ? 'surfaceFocus' : 'surface');
  }

  override get words(): string {
    const { dishes, when, price, note } = this.spec;
    return [t('meals.usual'), dishes, when, t('meals.own', { money: price }), note].filter(Boolean).join('，');
  }
}

export const usualCard = (spec: UsualCardSpec): Template => ({ type: UsualCard, spec });
