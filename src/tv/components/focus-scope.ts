import { Lightning } from '@lightningjs/sdk';
import { type Box, type Direction, nextFocus } from '../focus.ts';
import { kit } from '../kit.ts';
import { Focusable } from './focusable.ts';
import { ScrollArea } from './scroll-area.ts';

export interface ScopeTypeConfig extends Lightning.Component.TypeConfig {
  IsPage: true;
}

/**
 * A page or a layer: arrows lead the focus to what the eye sees next, and exactly one thing in it is always in focus,
 * also after it was drawn anew with less in it.
 */
export abstract class FocusScope extends Lightning.Component<Lightning.Component.TemplateSpecLoose, ScopeTypeConfig> {
  #item: Focusable | undefined;
  #key: string | undefined;
  #index = 0;
  /** Where everything lies, from the last drawing or scrolling to the next: an arrow that is held asks for it often. */
  #survey: Survey | undefined;
  #stops: (() => void)[] = [];

  /** Takes what ends a subscription, and ends it when this is taken off for good: `this.until(kit.feed.on(…))`. */
  protected until(...stops: (() => void)[]): void {
    this.#stops.push(...stops);
  }

  override _detach(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  /** What can be in focus, in the order in which it was drawn. */
  get items(): Focusable[] {
    return collect(this, []);
  }

  get focused(): Focusable | undefined {
    if (this.#item?.attached && this.#item.visible) return this.#item;
    const items = this.items;
    return items.find((item) => item.spec.key === this.#key) ?? items[Math.min(this.#index, items.length - 1)];
  }

  /** Puts the focus onto the thing of this key; on the first, if there is none. */
  focusOn(key: string | undefined): void {
    const items = this.items;
    const item = items.find((one) => one.spec.key === key) ?? items[0];
    this.#survey = undefined;
    this.#note(item, items);
    this._refocus();
  }

  /** After its content was made anew: the focus stays, or goes to what stands in its place now. */
  keepFocus(): void {
    this.#item = undefined;
    this.#survey = undefined;
    const item = this.focused;
    this.#note(item, this.items);
    this._refocus();
  }

  override _getFocused(): Lightning.Component {
    return this.focused ?? this;
  }

  override _handleUp(): boolean {
    return this.#move('Up');
  }

  override _handleDown(): boolean {
    return this.#move('Down');
  }

  override _handleLeft(): boolean {
    return this.#move('Left');
  }

  override _handleRight(): boolean {
    return this.#move('Right');
  }

  #move(direction: Direction): boolean {
    const here = this.focused;
    if (!here) return false;
    if (!this.#survey?.items.includes(here)) this.#survey = undefined;
    this.#survey ??= surveyOf(this);
    const { items, boxes } = this.#survey;
    const from = boxes[items.indexOf(here)];
    const next = from && nextFocus(boxes, from, direction);
    const item = next === undefined ? undefined : items[next];
    if (!item) return false;
    this.#note(item, items);
    kit.voice.guide(item.words);
    return true;
  }

  #note(item: Focusable | undefined, items: readonly Focusable[]): void {
    this.#item = item;
    this.#key = item?.spec.key;
    this.#index = item ? items.indexOf(item) : 0;
    if (item && reveal(item)) this.#survey = undefined;
  }
}

interface Survey {
  readonly items: readonly Focusable[];
  readonly boxes: readonly Box[];
}

function surveyOf(scope: FocusScope): Survey {
  const { items } = scope;
  return { items, boxes: items.map((item) => boxIn(item, scope)) };
}

function collect(element: Lightning.Element, found: Focusable[]): Focusable[] {
  for (const child of element.children) {
    if (!child.visible) continue;
    if (child instanceof Focusable) found.push(child);
    else collect(child, found);
  }
  return found;
}

/** Where an element lies in one that it is (deep) in, px; the growth of what is in focus left out. */
function boxIn(element: Lightning.Element, ancestor: Lightning.Element): Box {
  let [x, y] = [0, 0];
  for (let at: Lightning.Element | undefined = element; at && at !== ancestor; at = at.parent ?? undefined) {
    x += Number(at.x);
    y += Number(at.y);
  }
  return { x, y, w: Number(element.w), h: Number(element.h) };
}

/** Scrolls every area that the item is in, so that it can be seen; true when anything has moved. */
function reveal(item: Focusable): boolean {
  let moved = false;
  for (let at = item.parent; at; at = at.parent) {
    if (!(at instanceof ScrollArea)) continue;
    const { y, h } = boxIn(item, at.tag('Content'));
    const before = at.offset;
    at.reveal(y, h);
    moved ||= at.offset !== before;
  }
  return moved;
}
