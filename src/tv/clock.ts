import * as v from 'valibot';
import { Signal } from './signal.ts';
import type { Store } from './storage.ts';

/** The center's time. Boxes' own clocks are often wrong, and an order that closes at 9:30 must close at 9:30. */
export class Clock {
  readonly #store: Store;
  #offsetMs: number;
  /** Once a minute, shortly after it has changed. */
  readonly minute = new Signal();

  constructor(store: Store) {
    this.#store = store;
    this.#offsetMs = store.read('clock', v.number()) ?? 0;
    this.#next();
  }

  /** Now, in ms since 1970, by the center's clock as last heard. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  /** Now, as ISO time in UTC. */
  iso(): string {
    return new Date(this.now()).toISOString();
  }

  /** Takes the center's time (ISO) as it was heard just now. */
  set(serverTime: string): void {
    const offset = Date.parse(serverTime) - Date.now();
    if (Number.isNaN(offset)) return;
    this.#offsetMs = offset;
    this.#store.write('clock', offset);
    this.minute.emit();
  }

  #next(): void {
    const ms = 60_000 - (this.now() % 60_000) + 20;
    setTimeout(() => {
      this.minute.emit();
      this.#next();
    }, ms);
  }
}
