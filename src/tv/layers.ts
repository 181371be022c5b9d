import type { Lightning } from '@lightningjs/sdk';
import { Signal } from './signal.ts';

/**
 * What may lie over the pages, from below. A higher layer suspends a lower one and gives it back as it was: the lower
 * one is neither closed nor changed, it only does not get the keys. Of the same kind the newest is on top.
 */
export const LAYER_KINDS = ['popup', 'call', 'orange', 'red', 'sos'] as const;
export type LayerKind = (typeof LAYER_KINDS)[number];

/** A component that lies over the page. While it is on top it gets all keys; what it does not handle does nothing. */
type LayerType = Lightning.Component;

export interface Layer<Type extends LayerType = LayerType> {
  readonly kind: LayerKind;
  readonly component: Type;
  /** Takes it off again; twice is harmless. */
  readonly close: () => void;
}

/** More than there will ever be layers of one kind at once. */
const OF_ONE_KIND = 1_000;

/** Where layers are drawn: the App. */
export interface LayerHost {
  add<Type extends LayerType>(type: new (...args: never[]) => Type, props: object, zIndex: number): Type;
  remove(component: LayerType): void;
}

/** Who is on top. Banners and crawls are no layers: they never take a key. */
export class Layers {
  #stack: Layer[] = [];
  #host: LayerHost | undefined;
  readonly changed = new Signal();

  /** From below to the top. */
  get stack(): readonly Layer[] {
    return this.#stack;
  }

  get top(): Layer | undefined {
    return this.#stack.at(-1);
  }

  /** Says where layers are drawn; before that none can be shown. */
  use(host: LayerHost): void {
    this.#host = host;
  }

  /** Lays a component over everything of lower or the same kind; `props` are set on it before it is drawn. */
  show<Type extends LayerType>(kind: LayerKind, type: new (...args: never[]) => Type, props: object = {}): Layer<Type> {
    const host = this.#host;
    if (!host) throw new Error('A layer was shown before there is an app');
    const component = host.add(type, props, this.#heightFor(kind));
    const layer: Layer<Type> = {
      kind,
      component,
      close: () => {
        if (!this.#stack.includes(layer)) return;
        this.#stack = this.#stack.filter((other) => other !== layer);
        host.remove(component);
        this.changed.emit();
      },
    };
    const rank = LAYER_KINDS.indexOf(kind);
    const below = this.#stack.filter((other) => LAYER_KINDS.indexOf(other.kind) <= rank);
    this.#stack = [...below, layer, ...this.#stack.slice(below.length)];
    this.changed.emit();
    return layer;
  }

  /**
   * Above all of its kind that are there, each at a height of its own: of one height Lightning draws on top whatever has
   * changed last, and a clock that runs would hide the question above it.
   */
  #heightFor(kind: LayerKind): number {
    const newest = this.#stack.filter((layer) => layer.kind === kind).at(-1);
    return 1 + (newest?.component.zIndex ?? LAYER_KINDS.indexOf(kind) * OF_ONE_KIND);
  }
}
