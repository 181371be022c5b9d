import { type ColorName, lineHeight } from '../theme.ts';
import { type Drawing, Focusable, type FocusableSpec } from './focusable.ts';
import { colorOf, label, panel, type Template } from './template.ts';

export interface ButtonSpec extends FocusableSpec {
  readonly text: string;
  readonly w: number;
  /** The one that the person most likely wants. */
  readonly main?: boolean;
}

/** Height of a button, px. */
export function buttonHeight(): number {
  return lineHeight('body') + 44;
}

/** A deed in words: "下单", never "确定". */
export class Button extends Focusable<ButtonSpec> {
  protected override draw({ w, text, main }: ButtonSpec): Drawing {
    const h = buttonHeight();
    return {
      w,
      h,
      children: [
        { ref: 'Ground', ...panel({ w, h, color: main ? 'accent' : 'surface' }) },
        label({ text, color: main ? 'onAccent' : 'text', align: 'center', w: w - 20, lines: 1, x: 10, y: 22 }),
      ],
    };
  }

  protected override light(on: boolean): void {
    const bright = this.spec.main ? 'accentFocus' : 'surfaceFocus';
    const calm = this.spec.main ? 'accent' : 'surface';
    this.tag('Ground').color = colorOf(on ? bright : calm);
  }

  protected override get frameColor(): ColorName {
    return this.spec.main ? 'white' : 'accent';
  }

  override get words(): string {
    return this.spec.text;
  }
}

export const button = (spec: ButtonSpec): Template => ({ type: Button, spec });
