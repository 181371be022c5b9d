import * as v from 'valibot';
import { newId } from '../protocol/ids.ts';
import type { Refusal, Reply } from '../protocol/reply.ts';
import { type AskInput, type AskName, type AskOf, type AskReply, findAsk } from '../protocol/services.ts';
import type { Link } from './link.ts';
import { Signal } from './signal.ts';
import type { Store } from './storage.ts';

/** Asks that the box keeps through restarts: the contract marks them `survives`. */
export type SurvivingAsk = { [Name in AskName]: AskOf<Name> extends { survives: true } ? Name : never }[AskName];

export interface Sent<Name extends SurvivingAsk> {
  /** The idempotency key: one key, one effect, however often it is sent. */
  readonly key: string;
  /** The center's answer. Waits as long as it takes; never rejects. */
  readonly done: Promise<Reply<AskReply<Name>>>;
}

/** An answer to something sent, perhaps before the box was restarted. */
export interface Settled<Name extends SurvivingAsk = SurvivingAsk> {
  readonly key: string;
  readonly input: AskInput<Name>;
  readonly reply: Reply<AskReply<Name>>;
}

const Entry = v.object({
  key: v.string(),
  name: v.string(),
  input: v.unknown(),
  at: v.number(),
});
type Entry = v.InferOutput<typeof Entry>;

/** The center remembers keys for 7 days; what is older might be done twice. A cry for help is stale after one. */
const KEEP_MS = 7 * 24 * 3_600_000;
const KEEP_URGENT_MS = 24 * 3_600_000;
const DOUBLE_PRESS_MS = 400;
const AGAIN_MS = 2_000;
const TOO_OLD: Refusal = { code: 'late', text: 'app.refused.tooOld' };

const isUrgent = (entry: Entry): boolean => findAsk(entry.name)?.urgent === true;

/** Asks that must not get lost: stored before they are sent, sent in order until the center has answered. */
export class Outbox {
  readonly #store: Store;
  readonly #link: Link;
  readonly #waiting = new Map<string, (reply: Reply<unknown>) => void>();
  readonly #settled = new Map<string, Signal<[settled: Settled]>>();
  /** Urgent asks have a lane of their own: a call for help waits behind nobody's lunch. */
  readonly #busy = { urgent: false, usual: false };
  #entries: Entry[];
  #last: { readonly print: string; readonly at: number; readonly sent: Sent<SurvivingAsk> } | undefined;

  /** An answer that nobody was waiting for: the page is gone, or the box was restarted in between. */
  readonly unheard = new Signal<[name: SurvivingAsk, settled: Settled]>();
  /** Something was added or settled. */
  readonly changed = new Signal();

  constructor(store: Store, link: Link) {
    this.#store = store;
    this.#link = link;
    this.#entries = store.read('outbox', v.array(Entry)) ?? [];
    link.changed.on((state) => state === 'online' && this.#pump());
  }

  /** Keeps an ask and sends it. The same ask twice within 400 ms is one. */
  send<Name extends SurvivingAsk>(name: Name, input: AskInput<Name>): Sent<Name> {
    const print = `${name} ${JSON.stringify(input)}`;
    if (this.#last && this.#last.print === print && Date.now() - this.#last.at < DOUBLE_PRESS_MS) {
      return this.#last.sent as unknown as Sent<Name>;
    }
    const key = newId();
    const done = new Promise<Reply<unknown>>((resolve) => this.#waiting.set(key, resolve));
    // The reply has been parsed with the schema of this very name.
    const sent = { key, done } as unknown as Sent<Name>;
    this.#last = { print, at: Date.now(), sent: sent as unknown as Sent<SurvivingAsk> };
    this.#keep([...this.#entries, { key, name, input, at: Date.now() }]);
    this.#pump();
    return sent;
  }

  /** How many wait for an answer. */
  get size(): number {
    return this.#entries.length;
  }

  /** What waits for an answer under this name, oldest first; `at` is when it was kept, ms of the box's own clock. */
  pending<Name extends SurvivingAsk>(name: Name): { key: string; input: AskInput<Name>; at: number }[] {
    const entries = this.#entries.filter((entry) => entry.name === name);
    return entries.map(({ key, input, at }) => ({ key, input: input as AskInput<Name>, at }));
  }

  /** The center has answered by another way than the link. */
  answered(key: string, reply: Reply<unknown>): void {
    const entry = this.#entries.find((other) => other.key === key);
    if (entry) this.#settle(entry, reply);
  }

  /** Calls `read` with every answer of this name, also to what was sent before a restart. */
  onSettled<Name extends SurvivingAsk>(name: Name, read: (settled: Settled<Name>) => void): () => void {
    const signal = this.#settled.get(name) ?? new Signal<[settled: Settled]>();
    this.#settled.set(name, signal);
    return signal.on(read as unknown as (settled: Settled) => void);
  }

  #pump(): void {
    void this.#run('urgent');
    void this.#run('usual');
  }

  async #run(lane: 'urgent' | 'usual'): Promise<void> {
    if (this.#busy[lane]) return;
    this.#busy[lane] = true;
    for (let entry = this.#next(lane); entry; entry = this.#next(lane)) {
      const reply = this.#tooOld(entry)
        ? ({ ok: false, refusal: TOO_OLD } as const)
        : await this.#link.ask(entry.name as SurvivingAsk, entry.input as AskInput<SurvivingAsk>, { key: entry.key });
      if (reply.ok || reply.refusal.code !== 'unavailable') this.#settle(entry, reply);
      else await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
    this.#busy[lane] = false;
  }

  #next(lane: 'urgent' | 'usual'): Entry | undefined {
    if (this.#link.state !== 'online') return undefined;
    return this.#entries.find((entry) => isUrgent(entry) === (lane === 'urgent'));
  }

  #tooOld(entry: Entry): boolean {
    return Date.now() - entry.at > (isUrgent(entry) ? KEEP_URGENT_MS : KEEP_MS);
  }

  #settle(entry: Entry, reply: Reply<unknown>): void {
    // It may have come by both ways.
    if (!this.#entries.includes(entry)) return;
    this.#keep(this.#entries.filter((other) => other.key !== entry.key));
    const settled = { key: entry.key, input: entry.input, reply } as Settled;
    const waiting = this.#waiting.get(entry.key);
    const signal = this.#settled.get(entry.name);
    this.#waiting.delete(entry.key);
    waiting?.(reply);
    signal?.emit(settled);
    if (!waiting && !signal?.heard) this.unheard.emit(entry.name as SurvivingAsk, settled);
  }

  #keep(entries: Entry[]): void {
    this.#entries = entries;
    this.#store.write('outbox', entries);
    this.changed.emit();
  }
}
