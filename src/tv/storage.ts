import * as v from 'valibot';
import type { Schema } from '../protocol/contract.ts';
import type { BoxMode } from '../protocol/wire.ts';

/** None begins with the other: what one mode wipes is its own. */
const PREFIXES: Readonly<Record<BoxMode, string>> = { tv: 'xiyangli.', screen: 'xiyangli-screen.' };

/**
 * What the box keeps in this mode: JSON by name in localStorage, parsed with a schema whenever it is read.
 * A full or forbidden localStorage never throws: the value then lives in memory until the box restarts.
 */
export class Store {
  readonly #memory = new Map<string, string>();
  readonly #prefix: string;

  constructor(mode: BoxMode = 'tv') {
    this.#prefix = PREFIXES[mode];
  }

  /** The value kept under `name`; undefined when there is none, or none of this shape (another build wrote it). */
  read<S extends Schema>(name: string, schema: S): v.InferOutput<S> | undefined {
    const text = this.#memory.get(name) ?? this.#disk((disk) => disk.getItem(this.#prefix + name));
    if (text === undefined || text === null) return undefined;
    try {
      const parsed = v.safeParse(schema, JSON.parse(text));
      return parsed.success ? parsed.output : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps a value; false when it will not outlive a restart. */
  write(name: string, value: unknown): boolean {
    const text = JSON.stringify(value);
    const kept = this.#disk((disk) => {
      disk.setItem(this.#prefix + name, text);
      return true;
    });
    if (kept) this.#memory.delete(name);
    else this.#memory.set(name, text);
    return kept === true;
  }

  remove(name: string): void {
    this.#memory.delete(name);
    this.#disk((disk) => disk.removeItem(this.#prefix + name));
  }

  /** Forgets everything but the named values: what belonged to another household must not be seen here. */
  wipe(except: readonly string[]): void {
    for (const name of this.#memory.keys()) if (!except.includes(name)) this.#memory.delete(name);
    this.#disk((disk) => {
      const names = Array.from({ length: disk.length }, (_, index) => disk.key(index) ?? '');
      for (const name of names) {
        if (name.startsWith(this.#prefix) && !except.includes(name.slice(this.#prefix.length))) disk.removeItem(name);
      }
    });
  }

  /** Some boxes throw on the mere mention of localStorage, and all of them when it is full. */
  #disk<T>(use: (disk: Storage) => T): T | undefined {
    try {
      return use(globalThis.localStorage);
    } catch {
      return undefined;
    }
  }
}
