import { Lightning } from '@lightningjs/sdk';
import type { Box } from '../focus.ts';
import { COLOR } from '../theme.ts';
import type { Template } from './template.ts';

/** Room for focus frames, which stand over their boxes, px. */
const MARGIN = 18;
/** The bar at the right says that there is more, px; the frames end beside it. */
const BAR = 8;

/** A window onto something higher than itself; it follows the focus. */
export class ScrollArea extends Lightning.Component {
  #h = 0;
  #height = 0;
  /** The content moves by whole steps of so many px, so that no row is cut at the top. */
  step = 1;

  static override _template() {
    return { clipping: true, Content: { x: MARGIN, y: MARGIN }, Bar: { rect: true, w: BAR, color: COLOR.line } };
  }

  /** Px, at the edge of the content; frames may stand over it. */
  set box({ x, y, w, h }: Box) {
    this.#h = h;
    this.patch({
      x: x - MARGIN,
      y: y - MARGIN,
      w: w + 2 * (MARGIN + BAR),
      h: h + 2 * MARGIN,
      Bar: { x: w + 2 * MARGIN + BAR },
    });
  }

  /** What is in it, and its full height in px. */
  set content({ children, h }: { readonly children: Template[]; readonly h: number }) {
    this.#height = h;
    this.tag('Content').children = children;
    this.scrollTo(this.offset);
  }

  /** How far it is scrolled, px. */
  get offset(): number {
    return MARGIN - this.tag('Content').y;
  }

  scrollTo(offset: number): void {
    const most = Math.max(0, this.#height - this.#h);
    const steps = Math.ceil(Math.max(0, Math.min(most, offset)) / this.step);
    this.tag('Content').y = MARGIN - steps * this.step;
    const share = this.#h / Math.max(this.#h, this.#height);
    const start = Math.min(1 - share, this.offset / this.#height);
    this.tag('Bar').patch({ visible: share < 1, y: MARGIN + start * this.#h, h: share * this.#h });
  }

  /** Scrolls as little as needed to show something that lies at `y` (px, in the content). */
  reveal(y: number, h: number): void {
    if (y < this.offset) this.scrollTo(y);
    else if (y + h > this.offset + this.#h) this.scrollTo(y + h - this.#h);
  }
}

/** A part of a page that scrolls by itself. `h` and `step` in px: the content's height, and a row of it with its gap. */
export function scrollArea(box: Box, children: Template[], h: number, step = 1): Template {
  return { type: ScrollArea, box, step, content: { children, h } };
}
