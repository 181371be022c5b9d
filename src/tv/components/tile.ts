import { grown, lineHeight } from '../theme.ts';
import { type Drawing, Focusable, type FocusableSpec } from './focusable.ts';
import { picture } from './picture.ts';
import { colorOf, label, panel, type Template } from './template.ts';

export interface TileSpec extends FocusableSpec {
  readonly w: number;
  readonly h: number;
  /** Name in the sprite. */
  readonly picture: string;
  readonly text: string;
  /** A second, quieter line. */
  readonly more?: string;
  /** The two digits that open it. */
  readonly number?: string;
}

const PAD = 24;

/** A service, a dish, a thing to choose: a big picture and its name. */
export class Tile extends Focusable<TileSpec> {
  protected override draw(spec: TileSpec): Drawing {
    const { w, h, text, more, number } = spec;
    const lines = lineHeight('body') + (more ? lineHeight('hint') : 0);
    const side = Math.min(h - lines - PAD - 34, w - 2 * PAD - (number ? grown(60) : 0));
    const children: Template[] = [
      { ref: 'Ground', ...panel({ w, h }) },
      picture({ name: spec.picture, side, x: PAD, y: PAD }),
      label({ text, w: w - 2 * PAD, lines: 1, x: PAD, y: h - lines - 14 }),
    ];
    if (more) {
      const y = h - lineHeight('hint') - 14;
      children.push(label({ text: more, size: 'hint', color: 'quiet', w: w - 2 * PAD, lines: 1, x: PAD, y }));
    }
    if (number) children.push(label({ text: number, size: 'hint', color: 'quiet', align: 'right', x: w - PAD, y: 14 }));
    return { w, h, children };
  }

  protected override light(on: boolean): void {
    this.tag('Ground').color = colorOf(on ? 'surfaceFocus' : 'surface');
  }

  override get words(): string {
    return [this.spec.text, this.spec.more].filter(Boolean).join('，');
  }
}

export const tile = (spec: TileSpec): Template => ({ type: Tile, spec });
