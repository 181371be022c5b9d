import { Signal } from './signal.ts';

/** A line at the bottom of every screen. It takes no key and covers nothing but the hint. */
export interface Banner {
  /** What it is, in a word, on its own ground: '红色'. */
  readonly tag: string;
  readonly text: string;
  /** Ground of the tag and the ink on it, 0xAARRGGBB. */
  readonly color: number;
  readonly ink: number;
  /** The higher, the more it comes first; of the same rank the newest. */
  readonly rank: number;
}

/** What the lines at the bottom say; the first is shown. */
export class Banners {
  #list: Banner[] = [];
  readonly changed = new Signal();

  get first(): Banner | undefined {
    return this.#list[0];
  }

  /** Shows a banner until the returned function is called. */
  show(banner: Banner): () => void {
    this.#list = [banner, ...this.#list].sort((one, other) => other.rank - one.rank);
    this.changed.emit();
    return () => {
      this.#list = this.#list.filter((other) => other !== banner);
      this.changed.emit();
    };
  }
}
