import type { KeyName } from '../keys.ts';

/**
 * The service combination: on a public screen keys do nothing, but a technician with a keyboard or a remote opens the
 * settings by pressing these in turn, none of them longer than `PATIENCE_MS` after the one before.
 */
const KEYS: readonly KeyName[] = ['Up', 'Up', 'Down', 'Down', 'Enter'];
const PATIENCE_MS = 3_000;

/** Knows the service combination when it is pressed. */
export class Combination {
  #pressed: KeyName[] = [];
  #at = 0;

  /** A key was pressed at `now` (ms); true when it was the last of the combination. */
  press(name: KeyName, now: number): boolean {
    if (now - this.#at > PATIENCE_MS) this.#pressed = [];
    this.#at = now;
    this.#pressed = [...this.#pressed, name].slice(-KEYS.length);
    if (this.#pressed.join() !== KEYS.join()) return false;
    this.#pressed = [];
    return true;
  }
}
