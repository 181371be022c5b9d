import { type Drawing, Focusable, type FocusableSpec } from '../../../tv/components/focusable.ts';
import { colorOf, label, panel, type Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';
import { lineHeight } from '../../../tv/theme.ts';

export interface ChoiceSpec extends FocusableSpec {
  readonly w: number;
  /** What is chosen, before the options: '给谁点'. */
  readonly text: string;
  /** Px that `text` takes. */
  readonly textW: number;
  readonly options: readonly { readonly id: string; readonly text: string }[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

const PAD = 28;
const GAP = 16;
const ABOVE = 14;

export function choiceHeight(): number {
  return lineHeight('body') + 2 * ABOVE + 2 * GAP;
}

/** One of a few, all of which can be seen: left and right choose, OK goes round. */
export class Choice extends Focusable<ChoiceSpec> {
  protected override draw({ w, text, textW, options, chosen }: ChoiceSpec): Drawing {
    const h = choiceHeight();
    const from = PAD + textW;
    const each = (w - from - PAD - GAP * (options.length - 1)) / options.length;
    const children: Template[] = [
      { ref: 'Ground', ...panel({ w, h }) },
      label({ text, w: textW, lines: 1, x: PAD, y: GAP + ABOVE }),
    ];
    options.forEach((option, index) => {
      const on = option.id === chosen;
      const x = from + index * (each + GAP);
      const words = on ? t('meals.chosen', { text: option.text }) : option.text;
      children.push(
        panel({ w: each, h: h - 2 * GAP, color: on ? 'accent' : 'ground', x, y: GAP }),
        label({
          text: words,
          color: on ? 'onAccent' : 'text',
          align: 'center',
          w: each - 16,
          lines: 1,
          x: x + 8,
          y: GAP + ABOVE,
        }),
      );
    });
    return { w, h, children };
  }

  protected override light(on: boolean): void {
    this.tag('Ground').color = colorOf(on ? 'surfaceFocus' : 'surface');
  }

  override get words(): string {
    const { text, options, chosen } = this.spec;
    return [text, options.find(({ id }) => id === chosen)?.text].filter(Boolean).join('，');
  }

  override _handleLeft(): boolean {
    return this.#step(-1);
  }

  override _handleRight(): boolean {
    return this.#step(1);
  }

  override _handleEnter(): boolean {
    const { options, onChoose } = this.spec;
    const next = options[(this.#index + 1) % options.length];
    if (next) onChoose(next.id);
    return true;
  }

  get #index(): number {
    return this.spec.options.findIndex(({ id }) => id === this.spec.chosen);
  }

  /** At the end of the row the arrow goes on to the neighbour. */
  #step(by: number): boolean {
    const next = this.spec.options[this.#index + by];
    if (next) this.spec.onChoose(next.id);
    return next !== undefined;
  }
}

export const choice = (spec: ChoiceSpec): Template => ({ type: Choice, spec });
