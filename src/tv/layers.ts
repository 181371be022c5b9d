import type { Lightning } from '@lightningjs/sdk';
import { Signal } from './signal.ts';

/**
 * What may lie over the pages, from below. A higher layer suspends a lower one and gives it back as it was: the lower
 * one is neither closed nor changed, it only does not get the keys. Of the same kind the newest is on top.
 */
export const LAYER_KINDS = ['popup', 'call', 'orange', 'red', 'sos'] as const;
export type LayerKind = (typeof LAYER_KINDS)[number];

/** A component that lies over the page. It takes all keys while it is on top: what it leaves unhandled does nothing. */
export type LayerComponent = Lightning.Component;

export interface Layer {
  readonly kind: LayerKind;
  readonly component: LayerComponent;
}

/** Who is on top. Crawls and banners are no layers: they never take a key. */
export class Layers {
  #stack: Layer[] = [];
  readonly changed = new Signal();

  /** From below to the top. */
  get stack(): readonly Layer[] {
    return this.#stack;
  }

  get top(): Layer | undefined {
    return this.#stack.at(-1);
  }

  /** Lays a component over everything of lower or the same kind. Returns what takes it off again; taking off twice is harmless. */
  show(kind: LayerKind, component: LayerComponent): () => void {
    const layer: Layer = { kind, component };
    const rank = LAYER_KINDS.indexOf(kind);
    const above = this.#stack.findIndex((other) => LAYER_KINDS.indexOf(other.kind) > rank);
    this.#stack =
      above < 0 ? [...this.#stack, layer] : [...this.#stack.slice(0, above), layer, ...this.#stack.slice(above)];
    this.changed.emit();
    return () => {
      if (!this.#stack.includes(layer)) return;
      this.#stack = this.#stack.filter((other) => other !== layer);
      this.changed.emit();
    };
  }
}
