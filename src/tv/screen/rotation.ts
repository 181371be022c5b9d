import { Signal } from '../signal.ts';

const LOOK_AGAIN_MS = 1_000;

interface RotationOptions<Item> {
  /** How long each has its turn, ms. */
  readonly turnMs: number;
  /** One that is new has its turn at once. */
  readonly newFirst?: boolean;
  /** This one cannot be left now. */
  readonly holds?: (item: Item) => boolean;
}

/** Whose turn it is among several things that share a place. One alone stays. */
export class Rotation<Item extends { readonly id: string }> {
  readonly #options: RotationOptions<Item>;
  #items: readonly Item[] = [];
  #current: Item | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Another one has its turn, or the one that has it has changed. */
  readonly changed = new Signal();

  constructor(options: RotationOptions<Item>) {
    this.#options = options;
  }

  get current(): Item | undefined {
    return this.#current;
  }

  /** Place of the current one, and how many there are. */
  get turn(): { readonly index: number; readonly of: number } {
    return { index: this.#items.findIndex(({ id }) => id === this.#current?.id), of: this.#items.length };
  }

  /** These there are from now on, the most important first. The one that has its turn keeps it, if it is still there. */
  set(items: readonly Item[]): void {
    const before = this.#items;
    const at = Math.max(0, this.turn.index);
    this.#items = items;
    const known = new Set(before.map(({ id }) => id));
    const fresh = this.#options.newFirst && before.length > 0 ? items.find(({ id }) => !known.has(id)) : undefined;
    const same = items.find(({ id }) => id === this.#current?.id);
    this.#give(fresh ?? same ?? items[at] ?? items[0]);
  }

  #give(item: Item | undefined): void {
    const stays = item?.id === this.#current?.id;
    this.#current = item;
    if (!stays) this.#wait(this.#options.turnMs);
    else if (this.#timer === undefined) this.#wait(this.#options.turnMs);
    this.changed.emit();
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = this.#items.length > 1 ? setTimeout(() => this.#next(), ms) : undefined;
  }

  #next(): void {
    this.#timer = undefined;
    const current = this.#current;
    if (current && this.#options.holds?.(current)) {
      this.#wait(LOOK_AGAIN_MS);
      return;
    }
    const { index, of } = this.turn;
    this.#give(this.#items[(index + 1) % of]);
  }
}
