/** A list of listeners. */
export class Signal<Args extends readonly unknown[] = []> {
  readonly #listeners = new Set<(...args: Args) => void>();

  /** Calls `listener` at every `emit`, until the returned function is called. */
  readonly on = (listener: (...args: Args) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  emit(...args: Args): void {
    for (const listener of [...this.#listeners]) listener(...args);
  }

  get heard(): boolean {
    return this.#listeners.size > 0;
  }
}
