import { type Drawing, Focusable, type FocusableSpec } from '../../../tv/components/focusable.ts';
import { colorOf, label, panel, type Template } from '../../../tv/components/template.ts';
import { lineHeight } from '../../../tv/theme.ts';

interface GuideCellSpec extends FocusableSpec {
  readonly w: number;
  readonly h: number;
  readonly text: string;
  /** A second, quieter line: its times. */
  readonly more: string;
  /** It is on now: brighter, and named so. */
  readonly now: boolean;
}

const PAD = 20;
/** A cell that is narrower has no room for words, px. */
const LEAST_W = 120;

/** A programme in the guide. */
class GuideCell extends Focusable<GuideCellSpec> {
  protected override draw({ w, h, text, more, now }: GuideCellSpec): Drawing {
    const textW = w - 2 * PAD;
    const y = (h - lineHeight('body') - lineHeight('hint')) / 2;
    const children: Template[] = [{ ref: 'Ground', ...panel({ w, h, color: now ? 'surfaceFocus' : 'surface' }) }];
    if (w >= LEAST_W) {
      children.push(
        label({ text, w: textW, lines: 1, x: PAD, y }),
        label({
          text: more,
          size: 'hint',
          color: now ? 'accent' : 'quiet',
          w: textW,
          lines: 1,
          x: PAD,
          y: y + lineHeight('body'),
        }),
      );
    }
    return { w, h, children };
  }

  protected override light(on: boolean): void {
    this.tag('Ground').color = colorOf(on ? 'line' : this.spec.now ? 'surfaceFocus' : 'surface');
  }

  override get words(): string {
    return `${this.spec.text}，${this.spec.more}`;
  }
}

export const guideCell = (spec: GuideCellSpec): Template => ({ type: GuideCell, spec });
