import * as v from 'valibot';
import type { Clock } from './clock.ts';
import type { Store } from './storage.ts';

/** How many of each thing by its id; what nobody wants is not in it. */
export type Counts = Readonly<Record<string, number>>;

/** Nobody orders more than nine of one thing by remote; contracts say so too. */
export const MOST_OF_ONE = 9;

/** A basket that nobody has touched for so long is not what the person wants any more, ms. */
const KEPT_MS = 24 * 3_600_000;
/** So many baskets are kept on a box; the oldest go first. */
const MOST_BASKETS = 12;

/** Why not one more of a thing can be taken; undefined when it can. */
export type Limit = 'soldout' | 'left' | 'most';

export function countOf(counts: Counts, id: string): number {
  return counts[id] ?? 0;
}

/** What stands against one more of this thing, of which `left` are to be had. */
export function limitOf(
  counts: Counts,
  { id, left }: { readonly id: string; readonly left: number },
): Limit | undefined {
  if (left <= 0) return 'soldout';
  const count = countOf(counts, id);
  if (count >= MOST_OF_ONE) return 'most';
  return count >= left ? 'left' : undefined;
}

/** One more, or the same when a limit is reached. */
export function addOne(counts: Counts, thing: { readonly id: string; readonly left: number }): Counts {
  return limitOf(counts, thing) ? counts : { ...counts, [thing.id]: countOf(counts, thing.id) + 1 };
}

/** One less; the last one takes the thing out. */
export function takeOne(counts: Counts, id: string): Counts {
  const { [id]: count = 0, ...others } = counts;
  return count > 1 ? { ...others, [id]: count - 1 } : others;
}

/** The basket as far as it can still be had: after somebody else was quicker. In the order of `things`. */
export function fitted(counts: Counts, things: readonly { readonly id: string; readonly left: number }[]): Counts {
  return Object.fromEntries(
    things.flatMap(({ id, left }) => {
      const count = Math.min(countOf(counts, id), left);
      return count > 0 ? [[id, count]] : [];
    }),
  );
}

const Kept = v.record(v.string(), v.object({ at: v.number(), counts: v.record(v.string(), v.number()) }));

/**
 * A service's baskets on this box, one a place that sells (a menu, a shop) and person. They survive a restart of the box, and
 * end when they are sent, emptied, or left alone for a day.
 */
export class Baskets {
  readonly #store: Store;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #name: string;

  /** `name` is the service's: 'meals'. */
  constructor(store: Store, clock: Pick<Clock, 'now'>, name: string) {
    this.#store = store;
    this.#clock = clock;
    this.#name = `${name}.baskets`;
  }

  /** What was put together there so far. */
  of(key: string): Counts {
    return this.#kept()[key]?.counts ?? {};
  }

  /** Puts this in place of what was there. */
  fill(key: string, counts: Counts): void {
    const { [key]: _, ...others } = this.#kept();
    const young = Object.entries(others)
      .sort(([, a], [, b]) => b.at - a.at)
      .slice(0, MOST_BASKETS - 1);
    const own = Object.keys(counts).length > 0 ? [[key, { at: this.#clock.now(), counts }] as const] : [];
    this.#store.write(this.#name, Object.fromEntries([...own, ...young]));
  }

  /** It was sent, or is not wanted. */
  drop(key: string): void {
    this.fill(key, {});
  }

  #kept(): v.InferOutput<typeof Kept> {
    const since = this.#clock.now() - KEPT_MS;
    const kept = Object.entries(this.#store.read(this.#name, Kept) ?? {});
    return Object.fromEntries(kept.filter(([, { at }]) => at > since));
  }
}
