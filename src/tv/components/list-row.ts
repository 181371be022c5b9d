import { type ColorName, lineHeight } from '../theme.ts';
import { type Drawing, Focusable, type FocusableSpec } from './focusable.ts';
import { picture } from './picture.ts';
import { colorOf, label, panel, type Template } from './template.ts';

export interface ListRowSpec extends FocusableSpec {
  readonly w: number;
  readonly text: string;
  /** A second, quieter line. */
  readonly more?: string;
  /** Name in the sprite. */
  readonly picture?: string;
  /** In the picture's place: something else as high as the row's inside (px), and how wide it is. */
  readonly front?: (h: number) => { readonly w: number; readonly children: readonly Template[] };
  /** At the right: a price, a state, a switch. */
  readonly value?: string;
  readonly valueColor?: ColorName;
  /** Px between the value and the right edge's margin, for what stands there besides. */
  readonly valueInset?: number;
}

/** From the edges of a row to what is in it, px. */
export const PAD = 28;
const ABOVE = 20;
/** The share of the row that its text may take beside a value. */
const TEXT_SHARE = 0.62;

/** Height of a row, px; rows stand `ROW_GAP` apart. */
export function rowHeight(more = false): number {
  return lineHeight('body') + (more ? lineHeight('hint') : 0) + 2 * ABOVE;
}
export const ROW_GAP = 20;

/** One of a list. */
export class ListRow extends Focusable<ListRowSpec> {
  protected override draw(spec: ListRowSpec): Drawing {
    const { w, text, more, value } = spec;
    const h = rowHeight(more !== undefined);
    const side = h - 2 * ABOVE;
    const front = spec.front?.(side);
    const frontW = front?.w ?? (spec.picture ? side : 0);
    const x = PAD + (frontW ? frontW + PAD : 0);
    const room = (value ? Math.round(w * TEXT_SHARE) : w - PAD) - x;
    const children: Template[] = [
      { ref: 'Ground', ...panel({ w, h }) },
      // Without a second line the first one stands in the middle, in a row as high as its neighbours.
      label({ text, w: room, lines: 1, x, y: more ? ABOVE : (h - lineHeight('body')) / 2 }),
    ];
    if (front) children.push({ x: PAD, y: ABOVE, children: [...front.children] });
    else if (spec.picture) children.push(picture({ name: spec.picture, side, x: PAD, y: ABOVE }));
    if (more) {
      const y = ABOVE + lineHeight('body');
      children.push(label({ text: more, size: 'hint', color: 'quiet', w: room, lines: 1, x, y }));
    }
    if (value) {
      const y = (h - lineHeight('body')) / 2;
      const right = w - PAD - (spec.valueInset ?? 0);
      children.push(label({ text: value, color: spec.valueColor ?? 'accent', align: 'right', x: right, y }));
    }
    return { w, h, children };
  }

  protected override light(on: boolean): void {
    this.tag('Ground').color = colorOf(on ? 'surfaceFocus' : 'surface');
  }

  override get words(): string {
    const { text, value, more } = this.spec;
    return [text, value, more].filter(Boolean).join('，');
  }
}

export const listRow = (spec: ListRowSpec): Template => ({ type: ListRow, spec });
