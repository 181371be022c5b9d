import { Signal } from './signal.ts';

/** A line at the bottom of every screen. It takes no key and covers nothing but the hint. */
export interface Banner {
  /** What it is, in a word, on its own ground: '红色'. */
  readonly tag: string;
  readonly text: string;
  /** Ground of the tag and the ink on it, 0xAARRGGBB. */
  readonly color: number;
  readonly ink: number;
  /** The higher, the more it comes first; of the same rank the newest. One of 0 waits until there is no other. */
  readonly rank: number;
}

/** What the lines at the bottom say: one is shown, and all that matter have their turn. */
export class Banners {
  #list: Banner[] = [];
  #current: Banner | undefined;
  readonly changed = new Signal();

  get first(): Banner | undefined {
    return this.#list[0];
  }

  /** The one that is shown now. */
  get current(): Banner | undefined {
    return this.#current;
  }

  /** Shows a banner until the returned function is called. */
  show(banner: Banner): () => void {
    const before = this.first;
    this.#list = [banner, ...this.#list].sort((one, other) => other.rank - one.rank);
    // What is worse than all others does not wait for its turn.
    if (this.first !== before) this.#current = this.first;
    this.changed.emit();
    return () => {
      this.#list = this.#list.filter((other) => other !== banner);
      if (this.#current === banner) this.#current = this.first;
      this.changed.emit();
    };
  }

  /** The one that is shown has been read: it is the next one's turn. */
  turn(): void {
    const matter = this.#list.filter(({ rank }) => rank > 0);
    const turns = matter.length > 0 ? matter : this.#list;
    const at = this.#current ? turns.indexOf(this.#current) : -1;
    const next = turns[(at + 1) % turns.length];
    if (next === this.#current) return;
    this.#current = next;
    this.changed.emit();
  }
}
