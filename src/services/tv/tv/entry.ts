import { Signal } from '../../../tv/signal.ts';

/** Digits may come so far apart, ms. */
const WAIT_MS = 1_800;
const MOST_DIGITS = 3;

/** The number of a channel while it is being typed. */
export class Entry {
  #text = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly changed = new Signal();
  readonly chosen = new Signal<[number: number]>();

  get text(): string {
    return this.#text;
  }

  press(digit: number): void {
    clearTimeout(this.#timer);
    this.#text += String(digit);
    if (this.#text.length >= MOST_DIGITS) this.finish();
    else {
      this.#timer = setTimeout(() => this.finish(), WAIT_MS);
      this.changed.emit();
    }
  }

  /** OK, or no more digits have come. False when nothing was typed. */
  finish(): boolean {
    const text = this.#text;
    this.drop();
    if (text === '') return false;
    this.chosen.emit(Number(text));
    return true;
  }

  drop(): void {
    clearTimeout(this.#timer);
    if (this.#text === '') return;
    this.#text = '';
    this.changed.emit();
  }
}
