import { DONE_DAYS, type MineItem } from '../protocol/contracts/mine.ts';
import type { Refusal } from '../protocol/reply.ts';
import type { Cache } from './cache.ts';
import type { Clock } from './clock.ts';
import type { Link } from './link.ts';
import { Signal } from './signal.ts';

/** What this household has asked for, of whatever service: kept from the last time, fresh as soon as there is a line. */
export class Mine {
  readonly #cache: Cache;
  readonly #clock: Clock;
  #items = new Map<string, MineItem>();
  /** When the center was last heard, ms; undefined while nothing is known. */
  at: number | undefined;
  /** Why the last asking failed; undefined while it did not. */
  refusal: Refusal | undefined;
  readonly changed = new Signal();

  constructor(cache: Cache, link: Link, clock: Clock) {
    this.#cache = cache;
    this.#clock = clock;
    const kept = cache.read('mine:list', {});
    if (kept) this.#take(kept.value.items, kept.at);
    link.on('mine:item', (item) => {
      const known = this.#items.get(item.id);
      if (known && known.version >= item.version) return;
      this.#items.set(item.id, item);
      this.changed.emit();
    });
  }

  /** What is under way, newest first. */
  get live(): MineItem[] {
    return this.#newest(({ closed }) => !closed);
  }

  /** What was over within the last days, the last one first. */
  get done(): MineItem[] {
    const since = this.#clock.now() - DONE_DAYS * 24 * 3_600_000;
    return this.#newest((item) => item.closed && Date.parse(item.since) > since);
  }

  #newest(wanted: (item: MineItem) => boolean): MineItem[] {
    return [...this.#items.values()].filter(wanted).sort((a, b) => Date.parse(b.since) - Date.parse(a.since));
  }

  /** Asks for all anew. */
  async refresh(): Promise<void> {
    const reply = await this.#cache.ask('mine:list', {}, ({ value, at, fresh }) => {
      if (fresh) this.#take(value.items, at);
    });
    this.refusal = reply.ok ? undefined : reply.refusal;
    this.changed.emit();
  }

  /** The answer is all there is; but news may have been faster than it. */
  #take(items: readonly MineItem[], at: number): void {
    const before = this.#items;
    this.#items = new Map(
      items.map((item) => {
        const known = before.get(item.id);
        return [item.id, known && known.version > item.version ? known : item];
      }),
    );
    this.at = at;
  }
}
