import { Signal } from './signal.ts';

const WAIT_MS = 1_500;

/** Two digits pressed one after the other open the service of that number, as they change channels on any television. */
export class Digits {
  #first: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What to draw while waiting: '0', then '06' for the moment of opening, then ''. */
  readonly shown = new Signal<[text: string]>();
  readonly opened = new Signal<[digits: string]>();

  press(digit: number): void {
    if (this.#first === undefined) {
      this.#first = digit;
      this.shown.emit(String(digit));
      this.#timer = setTimeout(() => this.drop(), WAIT_MS);
      return;
    }
    const digits = `${this.#first}${digit}`;
    this.drop();
    this.shown.emit(digits);
    this.#timer = setTimeout(() => this.drop(), WAIT_MS / 2);
    this.opened.emit(digits);
  }

  /** Forgets a digit that waits: another key was pressed, or the second digit did not come. */
  drop(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#first = undefined;
    this.shown.emit('');
  }
}
