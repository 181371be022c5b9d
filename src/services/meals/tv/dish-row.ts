import { type Drawing, Focusable, type FocusableSpec } from '../../../tv/components/focusable.ts';
import { rowHeight } from '../../../tv/components/list-row.ts';
import { picture } from '../../../tv/components/picture.ts';
import { colorOf, label, panel, type Template } from '../../../tv/components/template.ts';
import { t } from '../../../tv/text.ts';
import { fontSize, lineHeight } from '../../../tv/theme.ts';

export interface DishRowSpec extends FocusableSpec {
  readonly w: number;
  readonly name: string;
  readonly picture: string;
  /** What the person pays: '您付 9.6 元'. */
  readonly own: string;
  /** What it costs without the subsidy, when that is more. */
  readonly price?: string;
  /** Marks, and how few are left. */
  readonly more: string;
  /** Why it is not for this person. */
  readonly clash?: string;
  readonly soldOut: boolean;
  /** Portions in the basket. */
  readonly count: number;
  /** Left was pressed: one less. Without it the arrow goes on to the neighbour. */
  readonly onLess?: () => void;
}

const PAD = 28;
const ABOVE = 20;
const DIM = 0.45;

/** A dish on the menu, with how many of it are wanted. */
export class DishRow extends Focusable<DishRowSpec> {
  protected override draw(spec: DishRowSpec): Drawing {
    const { w, own, price, clash, more, soldOut, count } = spec;
    const h = rowHeight(true);
    const side = h - 2 * ABOVE;
    const x = PAD + side + PAD;
    const badgeW = fontSize('body') * 2.6;
    const priceX = w - PAD - badgeW - PAD;
    const priceW = fontSize('body') * 5.4;
    const room = priceX - priceW - x;
    const [first, second] = [ABOVE, ABOVE + lineHeight('body')];
    const children: Template[] = [
      { ref: 'Ground', ...panel({ w, h }) },
      { ...picture({ name: spec.picture, side, x: PAD, y: ABOVE }), alpha: soldOut ? DIM : 1 },
      label({ text: spec.name, color: soldOut ? 'quiet' : 'text', w: room, lines: 1, x, y: first }),
      label({ text: own, color: soldOut ? 'quiet' : 'accent', align: 'right', x: priceX, y: first }),
    ];
    if (price) {
      children.push(label({ text: price, size: 'hint', color: 'quiet', align: 'right', x: priceX, y: second }));
    }
    // Without a second price its words may run on under the first one.
    const below = priceX - x - (price ? fontSize('hint') * 5.4 : 0);
    const sign = fontSize('hint');
    if (clash) {
      children.push(
        picture({ name: 'warning', side: sign, x, y: second + (lineHeight('hint') - sign) / 2 }),
        label({ text: clash, size: 'hint', color: 'bad', w: below - sign - 12, lines: 1, x: x + sign + 12, y: second }),
      );
    } else if (more) {
      const color = soldOut ? 'bad' : 'quiet';
      children.push(label({ text: more, size: 'hint', color, w: below, lines: 1, x, y: second }));
    }
    if (count > 0) {
      const at = { x: w - PAD - badgeW, y: (h - lineHeight('body') - 24) / 2 };
      children.push(
        panel({ w: badgeW, h: lineHeight('body') + 24, color: 'accent', ...at }),
        label({
          text: t('meals.portions', { n: count }),
          color: 'onAccent',
          align: 'center',
          x: at.x + badgeW / 2,
          y: at.y + 12,
        }),
      );
    }
    return { w, h, children };
  }

  protected override light(on: boolean): void {
    this.tag('Ground').color = colorOf(on ? 'surfaceFocus' : 'surface');
  }

  override get words(): string {
    const { name, own, clash, more, count } = this.spec;
    return [name, own, clash, more, count > 0 ? t('meals.portions', { n: count }) : ''].filter(Boolean).join('，');
  }

  override _handleLeft(): boolean {
    this.spec.onLess?.();
    return this.spec.onLess !== undefined;
  }
}

export const dishRow = (spec: DishRowSpec): Template => ({ type: DishRow, spec });
