import { Lightning } from '@lightningjs/sdk';
import type { Box } from '../focus.ts';
import type { Template } from './template.ts';

/** Room for focus frames, which stand over their boxes, px. */
const MARGIN = 28;
/** What is in focus is brought so far in from the edge, px: the next one can be seen coming. */
const LOOK_AHEAD = 60;

/** A window onto something higher than itself; it follows the focus. */
export class ScrollArea extends Lightning.Component {
  #h = 0;
  #height = 0;

  static override _template() {
    return { clipping: true, Content: { x: MARGIN, y: MARGIN } };
  }

  /** Px, at the edge of the content; frames may stand over it. */
  set box({ x, y, w, h }: Box) {
    this.#h = h;
    this.patch({ x: x - MARGIN, y: y - MARGIN, w: w + 2 * MARGIN, h: h + 2 * MARGIN });
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
    this.tag('Content').y = MARGIN - Math.max(0, Math.min(most, offset));
  }

  /** Scrolls as little as needed to show something that lies at `y` (px, in the content) with its surroundings. */
  reveal(y: number, h: number): void {
    if (y - LOOK_AHEAD < this.offset) this.scrollTo(y - LOOK_AHEAD);
    else if (y + h + LOOK_AHEAD > this.offset + this.#h) this.scrollTo(y + h + LOOK_AHEAD - this.#h);
  }
}

/** A part of a page that scrolls by itself. */
export function scrollArea(box: Box, children: Template[], h: number): Template {
  return { type: ScrollArea, box, content: { children, h } };
}
