import * as v from 'valibot';
import { Signal } from './signal.ts';
import type { Store } from './storage.ts';

const Values = v.object({
  bigText: v.optional(v.boolean(), false),
  voice: v.optional(v.boolean(), true),
});
type Values = v.InferOutput<typeof Values>;

/** What the household has set on this box: text size and the voice guide. */
export class Settings {
  readonly #store: Store;
  #values: Values;
  /** Told the name of what has changed. */
  readonly changed = new Signal<[name: keyof Values]>();

  constructor(store: Store) {
    this.#store = store;
    this.#values = store.read('settings', Values) ?? v.parse(Values, {});
  }

  get bigText(): boolean {
    return this.#values.bigText;
  }

  get voice(): boolean {
    return this.#values.voice;
  }

  set<Name extends keyof Values>(name: Name, value: Values[Name]): void {
    if (this.#values[name] === value) return;
    this.#values = { ...this.#values, [name]: value };
    this.#store.write('settings', this.#values);
    this.changed.emit(name);
  }
}
