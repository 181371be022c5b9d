import * as v from 'valibot';
import type { Reply } from '../protocol/reply.ts';
import { type AskInput, type AskName, type AskReply, findAsk } from '../protocol/services.ts';
import type { Clock } from './clock.ts';
import type { Link } from './link.ts';
import type { Store } from './storage.ts';

const MAX = 60;
const Entry = v.object({ at: v.number(), value: v.unknown() });

/** An answer with its age. `fresh` is false for one that was kept from an earlier time. */
export interface Seen<Name extends AskName> {
  readonly value: AskReply<Name>;
  /** When the center gave it, ms. */
  readonly at: number;
  readonly fresh: boolean;
}

/** The last answers to questions, kept so that pages open at once and stay readable off line. */
export class Cache {
  readonly #store: Store;
  readonly #link: Link;
  readonly #clock: Clock;

  constructor(store: Store, link: Link, clock: Clock) {
    this.#store = store;
    this.#link = link;
    this.#clock = clock;
  }

  /** The kept answer to exactly this question, if there is one. */
  read<Name extends AskName>(name: Name, input: AskInput<Name>): Seen<Name> | undefined {
    const entry = this.#store.read(place(name, input), Entry);
    const schema = findAsk(name)?.reply;
    const value = entry && schema && v.safeParse(schema, entry.value);
    return value?.success ? { value: value.output as AskReply<Name>, at: entry?.at ?? 0, fresh: false } : undefined;
  }

  /** Shows the kept answer at once, then asks and shows the fresh one. The reply is of the asking. */
  async ask<Name extends AskName>(
    name: Name,
    input: AskInput<Name>,
    show: (seen: Seen<Name>) => void,
  ): Promise<Reply<AskReply<Name>>> {
    const kept = this.read(name, input);
    if (kept) show(kept);
    const reply = await this.#link.ask(name, input);
    if (reply.ok) {
      this.#write(place(name, input), reply.value);
      show({ value: reply.value, at: this.#clock.now(), fresh: true });
    }
    return reply;
  }

  #write(name: string, value: unknown): void {
    const index = (this.#store.read('cache', v.array(v.string())) ?? []).filter((other) => other !== name);
    for (const old of index.slice(0, Math.max(0, index.length + 1 - MAX))) this.#store.remove(old);
    this.#store.write('cache', [...index, name].slice(-MAX));
    this.#store.write(name, { at: this.#clock.now(), value });
  }
}

function place(name: string, input: unknown): string {
  return `cache.${name} ${JSON.stringify(input)}`;
}
