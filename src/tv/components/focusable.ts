import { Lightning } from '@lightningjs/sdk';
import { type ColorName, FRAME } from '../theme.ts';
import { outline, type Template } from './template.ts';

/** What everything that can be in focus has. */
export interface FocusableSpec {
  readonly x?: number;
  readonly y?: number;
  /** Under this name the focus finds it again when the page is drawn anew. */
  readonly key: string;
  /** OK was pressed on it. */
  readonly onPress?: () => void;
  /** It has come into focus. */
  readonly onFocus?: () => void;
}

/** What `draw` gives back: its size (px) and what it is made of. */
export interface Drawing {
  readonly w: number;
  readonly h: number;
  readonly children: Template[];
}

/** What is in focus is larger: by a share of its size, but no wide row by more px to a side than stand free around it. */
const GROWTH = 0.04;
const GROWTH_PX = 8;

/**
 * Something that can be in focus: shown by frame, size and brightness together, never by colour alone.
 * Bare core elements, since ui-components cost twice the time per key.
 */
export abstract class Focusable<Spec extends FocusableSpec = FocusableSpec> extends Lightning.Component {
  #spec: Spec | undefined;

  /** Draws it; called once, when `spec` is set. */
  protected abstract draw(spec: Spec): Drawing;
  /** Brightens its ground, or dims it again. */
  protected abstract light(on: boolean): void;
  /** What the voice guide says of it. */
  abstract get words(): string;

  /** Of its frame; something that is warm itself needs another than the warm one. */
  protected get frameColor(): ColorName {
    return 'accent';
  }

  get spec(): Spec {
    if (!this.#spec) throw new Error('A focusable is used before its spec is set');
    return this.#spec;
  }

  set spec(spec: Spec) {
    this.#spec = spec;
    const { w, h, children } = this.draw(spec);
    this.patch({ x: spec.x ?? 0, y: spec.y ?? 0, w, h, pivot: 0.5 });
    this.children = children;
  }

  override _focus(): void {
    const frame = this.tag('Frame');
    if (frame) frame.visible = true;
    else this.childList.a({ ref: 'Frame', ...outline({ w: this.w, h: this.h, color: this.frameColor }, FRAME) });
    this.patch({ scale: 1 + Math.min(GROWTH, (2 * GROWTH_PX) / this.w), zIndex: 1 });
    this.light(true);
    this.spec.onFocus?.();
  }

  override _unfocus(): void {
    const frame = this.tag('Frame');
    if (frame) frame.visible = false;
    this.patch({ scale: 1, zIndex: 0 });
    this.light(false);
  }

  override _handleEnter(): boolean {
    this.spec.onPress?.();
    return this.spec.onPress !== undefined;
  }
}
