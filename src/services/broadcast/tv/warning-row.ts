import { type Drawing, Focusable, type FocusableSpec } from '../../../tv/components/focusable.ts';
import { ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { colorOf, label, panel, type Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';
import { lineHeight, textWidth } from '../../../tv/theme.ts';
import { levelSign, lookOf } from './level-sign.ts';
import type { Showing } from './warnings.ts';
import { headlineOf, momentOf, nameOf, newsOf, validityOf } from './words.ts';

interface WarningRowSpec extends FocusableSpec {
  readonly w: number;
  readonly showing: Showing;
  /** A notice that nobody has opened. */
  readonly unread: boolean;
  /** ms since 1970. */
  readonly now: number;
}

const PAD = 28;
const ABOVE = 20;
/** The share of the second line that sender and time may take beside the validity. */
const TEXT_SHARE = 0.62;

/** From one row to the next, px. */
export const rowStep = (): number => rowHeight(true) + ROW_GAP;

/** A message in the list: its sign, what it says in short, who sent it when, and whether it still holds. */
class WarningRow extends Focusable<WarningRowSpec> {
  protected override draw({ w, showing, unread, now }: WarningRowSpec): Drawing {
    const { warning } = showing;
    const h = rowHeight(true);
    const side = h - 2 * ABOVE;
    const x = side + 2 * PAD;
    const valid = showing.state === 'valid';
    const y = ABOVE + lineHeight('body');
    const unreadW = unread ? textWidth(t('broadcast.tv.unread'), 'hint') + 2 * PAD : 0;
    const children: Template[] = [
      { ref: 'Ground', ...panel({ w, h }) },
      levelSign({ look: lookOf(showing), side, x: PAD, y: ABOVE }),
      label({ text: this.#headline(showing), w: w - x - PAD - unreadW, lines: 1, x, y: ABOVE }),
      label({
        text: `${momentOf(warning.sentAt, now)}　${warning.sender}`,
        size: 'hint',
        color: 'quiet',
        w: Math.round(w * TEXT_SHARE) - x,
        lines: 1,
        x,
        y,
      }),
      label({
        text: validityOf(showing, now),
        size: 'hint',
        color: valid ? 'accent' : 'quiet',
        align: 'right',
        x: w - PAD,
        y,
      }),
    ];
    if (unread) children.push(...this.#unread(w - PAD, unreadW - PAD));
    return { w, h, children };
  }

  #headline(showing: Showing): string {
    return `${nameOf(showing)}${newsOf(showing)}　${headlineOf(showing)}`;
  }

  #unread(right: number, w: number): Template[] {
    const x = right - w;
    const h = lineHeight('hint');
    const text = t('broadcast.tv.unread');
    return [
      panel({ w, h, color: 'accent', radius: 12, x, y: ABOVE }),
      label({ text, size: 'hint', color: 'onAccent', align: 'center', x: x + w / 2, y: ABOVE }),
    ];
  }

  protected override light(on: boolean): void {
    this.tag('Ground').color = colorOf(on ? 'surfaceFocus' : 'surface');
  }

  override get words(): string {
    const { showing, unread, now } = this.spec;
    const { warning } = showing;
    const parts = [unread ? t('broadcast.tv.unread') : '', this.#headline(showing), warning.sender];
    return [...parts, validityOf(showing, now)].filter(Boolean).join('，');
  }
}

export const warningRow = (spec: WarningRowSpec): Template => ({ type: WarningRow, spec });
