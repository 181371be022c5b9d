import { type Drawing, Focusable, type FocusableSpec } from '../../../tv/components/focusable.ts';
import { ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { colorOf, label, panel, type Template } from '../../../tv/components/template.ts';
import { lineHeight } from '../../../tv/theme.ts';
import type { Warning } from '../protocol.ts';
import { levelSign } from './level-sign.ts';
import { levelOf, momentOf, stateAt, validityOf } from './words.ts';

interface WarningRowSpec extends FocusableSpec {
  readonly w: number;
  readonly warning: Warning;
  /** ms since 1970. */
  readonly now: number;
}

const PAD = 28;
const ABOVE = 20;
/** The share of the second line that sender and time may take beside the validity. */
const TEXT_SHARE = 0.62;

/** From one row to the next, px. */
export const rowStep = (): number => rowHeight(true) + ROW_GAP;

/** A warning in the list: its sign, what it says in short, who sent it when, and whether it still holds. */
class WarningRow extends Focusable<WarningRowSpec> {
  protected override draw({ w, warning, now }: WarningRowSpec): Drawing {
    const h = rowHeight(true);
    const side = h - 2 * ABOVE;
    const x = side + 2 * PAD;
    const valid = stateAt(warning, now) === 'valid';
    const y = ABOVE + lineHeight('body');
    const children: Template[] = [
      { ref: 'Ground', ...panel({ w, h }) },
      levelSign({ level: warning.level, side, x: PAD, y: ABOVE }),
      label({ text: this.#headline(warning), w: w - x - PAD, lines: 1, x, y: ABOVE }),
      label({
        text: `${warning.sender}　${momentOf(warning.sentAt, now)}`,
        size: 'hint',
        color: 'quiet',
        w: Math.round(w * TEXT_SHARE) - x,
        lines: 1,
        x,
        y,
      }),
      label({
        text: validityOf(warning, now),
        size: 'hint',
        color: valid ? 'accent' : 'quiet',
        align: 'right',
        x: w - PAD,
        y,
      }),
    ];
    return { w, h, children };
  }

  #headline(warning: Warning): string {
    return `${levelOf(warning)}　${warning.headline}`;
  }

  protected override light(on: boolean): void {
    this.tag('Ground').color = colorOf(on ? 'surfaceFocus' : 'surface');
  }

  override get words(): string {
    const { warning, now } = this.spec;
    return [this.#headline(warning), warning.sender, validityOf(warning, now)].join('，');
  }
}

export const warningRow = (spec: WarningRowSpec): Template => ({ type: WarningRow, spec });
