import { t } from '../text.ts';
import { fontSize, lineHeight } from '../theme.ts';
import { type Drawing, Focusable, type FocusableSpec } from './focusable.ts';
import { colorOf, label, panel, type Template } from './template.ts';

export interface StepperSpec extends FocusableSpec {
  readonly w: number;
  readonly text: string;
  /** As it stands between the arrows: '2 份'. */
  readonly value: string;
  /** Left (−1) or right (1) was pressed; the page draws the new value. Without it the arrow at that end is dim. */
  readonly onLess?: () => void;
  readonly onMore?: () => void;
}

const PAD = 28;

/** A number that left and right make smaller and larger. */
export class Stepper extends Focusable<StepperSpec> {
  protected override draw({ w, text, value, onLess, onMore }: StepperSpec): Drawing {
    const h = lineHeight('body') + 44;
    const room = fontSize('body') * 8;
    const y = 22;
    return {
      w,
      h,
      children: [
        { ref: 'Ground', ...panel({ w, h }) },
        label({ text, w: w - room - 2 * PAD, lines: 1, x: PAD, y }),
        label({ text: t('tv.stepper.less'), color: onLess ? 'accent' : 'line', x: w - room, y }),
        label({ text: value, align: 'center', x: w - PAD - room / 2 + PAD / 2, y }),
        label({ text: t('tv.stepper.more'), color: onMore ? 'accent' : 'line', align: 'right', x: w - PAD, y }),
      ],
    };
  }

  protected override light(on: boolean): void {
    this.tag('Ground').color = colorOf(on ? 'surfaceFocus' : 'surface');
  }

  override get words(): string {
    return `${this.spec.text}，${this.spec.value}`;
  }

  override _handleLeft(): boolean {
    return this.#step(this.spec.onLess);
  }

  override _handleRight(): boolean {
    return this.#step(this.spec.onMore);
  }

  /** At the end of its range it lets the arrow go on to the neighbour. */
  #step(deed: (() => void) | undefined): boolean {
    deed?.();
    return deed !== undefined;
  }
}

export const stepper = (spec: StepperSpec): Template => ({ type: Stepper, spec });
