import * as v from 'valibot';
import type { RECEIPT_STEPS } from '../protocol/contracts/box.ts';
import { Receipt } from '../protocol/contracts/box.ts';
import { type FeedBody, type FeedName, findNews } from '../protocol/services.ts';
import { type CatchUp, Cursors, FeedBatch, type FeedMessage } from '../protocol/wire.ts';
import type { Clock } from './clock.ts';
import type { Link } from './link.ts';
import { Signal } from './signal.ts';
import type { Store } from './storage.ts';

const State = v.object({ cursors: Cursors, seen: v.array(v.string()), kept: FeedBatch });
const Receipts = v.array(Receipt);

/** Ids remembered against doubles, and news kept for services that start later. */
const SEEN_MAX = 500;
const KEPT_MAX = 200;
const KEEP_WITHOUT_EXPIRY_MS = 7 * 24 * 3_600_000;
const RECEIPTS_AT_ONCE = 100;
const RECEIPTS_AFTER_MS = 100;
const RECEIPTS_AGAIN_MS = 5_000;
const CATCH_UP_WITHIN_MS = 2_500;

/** One piece of lasting news. `id` is what receipts speak of. */
export interface FeedItem<Name extends FeedName = FeedName> {
  readonly id: string;
  readonly at: string;
  readonly expiresAt: string | null;
  readonly body: FeedBody<Name>;
}

/**
 * Lasting news: stored before the cursor moves, each shown once, none left out, and each receipt sent until the center
 * has confirmed that it keeps it.
 */
export class Feed {
  readonly #store: Store;
  readonly #link: Link;
  readonly #clock: Clock;
  readonly #listeners = new Map<string, Signal<[item: FeedItem]>>();
  #state: v.InferOutput<typeof State>;
  #receipts: Receipt[];
  #waiting: FeedMessage[] | undefined;
  #flush: ReturnType<typeof setTimeout> | undefined;

  constructor(store: Store, link: Link, clock: Clock) {
    this.#store = store;
    this.#link = link;
    this.#clock = clock;
    this.#state = store.read('feed', State) ?? { cursors: {}, seen: [], kept: [] };
    this.#receipts = store.read('receipts', Receipts) ?? [];
    link.greeted.on((hello) => this.take(hello.missed));
    link.fed.on((messages) => this.#hear(messages));
    link.changed.on((state) => state === 'online' && this.#flushSoon(0));
  }

  /** The last number that this box has of each scope. */
  get cursors(): Cursors {
    return this.#state.cursors;
  }

  /** Calls `read` with every new item of this name. What came before, perhaps before a restart, is in `kept`. */
  on<Name extends FeedName>(name: Name, read: (item: FeedItem<Name>) => void): () => void {
    const signal = this.#listeners.get(name) ?? new Signal<[item: FeedItem]>();
    this.#listeners.set(name, signal);
    // The body has been parsed with the schema of this very name.
    return signal.on(read as unknown as (item: FeedItem) => void);
  }

  /** What is still valid of this name, oldest first. */
  kept<Name extends FeedName>(name: Name): FeedItem<Name>[] {
    const items = this.#state.kept.filter((message) => message.name === name && this.#valid(message));
    return items.flatMap((message) => this.#open(message) ?? []) as FeedItem<Name>[];
  }

  /** Says that an item was shown, or that the person has confirmed it. */
  receipt(id: string, step: (typeof RECEIPT_STEPS)[number]): void {
    this.#note([{ id, step, at: this.#clock.iso() }]);
  }

  /** Takes all that was missed, in one piece: first stores it, then moves the cursors. */
  take({ messages, heads }: CatchUp): void {
    const fresh = this.#fresh(messages);
    this.#keep(fresh, { ...this.#state.cursors, ...heads });
    this.#tell(fresh);
  }

  /** Asks for what was missed; false when no answer came. Also the test whether a silent line still lives. */
  async catchUp(): Promise<boolean> {
    if (this.#waiting) return true;
    this.#waiting = [];
    const reply = await this.#link.ask('box:catchup', { cursors: this.cursors }, { withinMs: CATCH_UP_WITHIN_MS });
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (reply.ok) {
      this.take(reply.value);
      this.#hear(waiting);
    }
    return reply.ok;
  }

  #hear(messages: readonly FeedMessage[]): void {
    if (this.#waiting) {
      this.#waiting.push(...messages);
      return;
    }
    const cursors = { ...this.cursors };
    const next: FeedMessage[] = [];
    let gap = false;
    for (const message of messages) {
      const have = cursors[message.scope] ?? 0;
      if (message.seq <= have) continue;
      if (message.seq > have + 1) gap = true;
      else {
        cursors[message.scope] = message.seq;
        next.push(message);
      }
    }
    const fresh = this.#fresh(next);
    if (next.length > 0) this.#keep(fresh, cursors);
    this.#tell(fresh);
    if (gap) void this.catchUp();
  }

  #fresh(messages: readonly FeedMessage[]): FeedMessage[] {
    const seen = new Set(this.#state.seen);
    return messages.filter((message) => !seen.has(message.id) && seen.add(message.id));
  }

  #keep(fresh: readonly FeedMessage[], cursors: Cursors): void {
    const kept = [...this.#state.kept, ...fresh].filter((message) => this.#valid(message)).slice(-KEPT_MAX);
    const seen = [...this.#state.seen, ...fresh.map((message) => message.id)].slice(-SEEN_MAX);
    this.#state = { cursors, seen, kept };
    this.#store.write('feed', this.#state);
    const at = this.#clock.iso();
    this.#note(fresh.map((message) => ({ id: message.id, step: 'received', at })));
  }

  #tell(fresh: readonly FeedMessage[]): void {
    for (const message of fresh) {
      const item = this.#valid(message) && this.#open(message);
      if (item) this.#listeners.get(message.name)?.emit(item);
    }
  }

  #valid(message: FeedMessage): boolean {
    const until = message.expiresAt ? Date.parse(message.expiresAt) : Date.parse(message.at) + KEEP_WITHOUT_EXPIRY_MS;
    return until > this.#clock.now();
  }

  /** The item with its body parsed; undefined for news that this build does not know. */
  #open(message: FeedMessage): FeedItem | undefined {
    const schema = findNews(message.name);
    const body = schema && v.safeParse(schema, message.body);
    if (!body?.success) return undefined;
    const { id, at, expiresAt } = message;
    return { id, at, expiresAt, body: body.output as FeedBody<FeedName> };
  }

  #note(receipts: readonly Receipt[]): void {
    if (receipts.length === 0) return;
    this.#receipts = [...this.#receipts, ...receipts];
    this.#store.write('receipts', this.#receipts);
    this.#flushSoon(RECEIPTS_AFTER_MS);
  }

  #flushSoon(ms: number): void {
    if (this.#flush !== undefined || this.#receipts.length === 0) return;
    this.#flush = setTimeout(() => void this.#send(), ms);
  }

  async #send(): Promise<void> {
    const items = this.#receipts.slice(0, RECEIPTS_AT_ONCE);
    const reply = this.#link.state === 'online' ? await this.#link.ask('box:receipts', { items }) : undefined;
    this.#flush = undefined;
    // An `invalid` batch would be refused for ever; every other refusal is worth another try.
    if (reply?.ok || reply?.refusal.code === 'invalid') {
      this.#receipts = this.#receipts.slice(items.length);
      this.#store.write('receipts', this.#receipts);
      this.#flushSoon(0);
    } else if (reply) this.#flushSoon(RECEIPTS_AGAIN_MS);
  }
}
