import * as v from 'valibot';
import type { RECEIPT_STEPS } from '../protocol/contracts/box.ts';
import { type FeedBody, type FeedName, findNews } from '../protocol/services.ts';
import { type CatchUp, type Cursors, FeedBatch, type FeedMessage } from '../protocol/wire.ts';
import type { Clock } from './clock.ts';
import type { Link } from './link.ts';
import { Receipts } from './receipts.ts';
import { advance, inOrder, isNumber, type OddMessage, Place, sift } from './sift.ts';
import { Signal } from './signal.ts';
import type { Store } from './storage.ts';

const State = v.object({ ...Place.entries, seen: v.array(v.string()), kept: FeedBatch });
type State = v.InferOutput<typeof State>;

/** Ids remembered against doubles, and news kept for services that start later. */
const SEEN_MAX = 500;
const KEPT_MAX = 200;
/** What a center may fill a box with, in characters of JSON: one body, and all that is kept. */
const BODY_MAX_CHARS = 64_000;
const KEPT_MAX_CHARS = 400_000;
const KEEP_WITHOUT_EXPIRY_MS = 7 * 24 * 3_600_000;
const CATCH_UP_WITHIN_MS = 2_500;

/** One piece of lasting news. `id` is what receipts speak of; `scope` and `seq` are its number in the feed. */
export interface FeedItem<Name extends FeedName = FeedName> {
  readonly id: string;
  readonly scope: string;
  readonly seq: number;
  readonly at: string;
  readonly expiresAt: string | null;
  readonly body: FeedBody<Name>;
}

/**
 * Lasting news: stored before the cursor moves, each shown once, none left out, and each receipt sent until the center
 * has confirmed that it keeps it. A center that lies can keep news back, but neither tell old news again by counting
 * from a lower number, nor fill the box, nor make it stumble.
 */
export class Feed {
  readonly #store: Store;
  readonly #link: Link;
  readonly #clock: Clock;
  readonly #receipts: Receipts;
  readonly #listeners = new Map<string, Signal<[item: FeedItem]>>();
  #state: State;
  #waiting: FeedMessage[] | undefined;
  /** What is no news; for who must know that somebody tries. */
  readonly odd = new Signal<[odd: OddMessage]>();

  constructor(store: Store, link: Link, clock: Clock) {
    this.#store = store;
    this.#link = link;
    this.#clock = clock;
    this.#receipts = new Receipts(store, link);
    this.#state = store.read('feed', State) ?? { cursors: {}, tops: {}, latest: {}, seen: [], kept: [] };
    link.greeted.on((hello) => this.take(hello.missed));
    link.fed.on((messages) => this.#hear(messages));
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
    return items.flatMap((message) => open(message) ?? []) as FeedItem<Name>[];
  }

  /** Says that an item was shown, or that the person has confirmed it. */
  receipt(id: string, step: (typeof RECEIPT_STEPS)[number]): void {
    this.#receipts.note([{ id, step, at: this.#clock.iso() }]);
  }

  /** Takes all that was missed, in one piece: first stores it, then moves the cursors. */
  take({ messages, heads }: CatchUp): void {
    this.#accept(inOrder(messages), heads);
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
    const reached = new Map(Object.entries(this.cursors));
    // What lies behind a gap comes once more, with what is missing.
    const whole = messages.filter(({ scope, seq }) => {
      if (!isNumber(seq)) return true;
      const have = reached.get(scope) ?? 0;
      if (seq > have + 1) return false;
      reached.set(scope, Math.max(have, seq));
      return true;
    });
    this.#accept(whole, {});
    if (whole.length < messages.length) void this.catchUp();
  }

  #accept(messages: readonly FeedMessage[], heads: Cursors): void {
    const { fresh, odd, place } = sift(messages, this.#state, this.#state.seen);
    const opened = fresh.map((message) => ({ message, item: open(message) }));
    const readable = opened.flatMap(({ message, item }) => (item ? [message] : []));
    this.#state = {
      ...advance(place, heads, this.#clock.now()),
      seen: [...this.#state.seen, ...fresh.map(({ id }) => id)].slice(-SEEN_MAX),
      kept: newest([...this.#state.kept, ...readable].filter((message) => this.#valid(message))),
    };
    this.#store.write('feed', this.#state);
    const at = this.#clock.iso();
    this.#receipts.note(fresh.map(({ id }) => ({ id, step: 'received', at })));
    for (const { message, item } of opened) {
      if (!item) this.odd.emit({ why: 'unreadable', message });
      else if (this.#valid(message)) this.#tell(message.name, item);
    }
    for (const one of odd) this.odd.emit(one);
  }

  #tell(name: string, item: FeedItem): void {
    try {
      this.#listeners.get(name)?.emit(item);
    } catch (error) {
      // A service that stumbles must not keep from the others what comes after.
      setTimeout(() => {
        throw error;
      });
    }
  }

  #valid(message: FeedMessage): boolean {
    const until = message.expiresAt ? Date.parse(message.expiresAt) : Date.parse(message.at) + KEEP_WITHOUT_EXPIRY_MS;
    return until > this.#clock.now();
  }
}

/** The item with its body parsed; undefined for news that this build does not know, or that is longer than any is. */
function open(message: FeedMessage): FeedItem | undefined {
  const schema = findNews(message.name);
  if (!schema || sizeOf(message.body) > BODY_MAX_CHARS) return undefined;
  const body = v.safeParse(schema, message.body);
  if (!body.success) return undefined;
  const { id, scope, seq, at, expiresAt } = message;
  return { id, scope, seq, at, expiresAt, body: body.output as FeedBody<FeedName> };
}

/** The newest of them that a box has room for. */
function newest(messages: readonly FeedMessage[]): FeedMessage[] {
  let room = KEPT_MAX_CHARS;
  const kept: FeedMessage[] = [];
  for (const message of [...messages].reverse().slice(0, KEPT_MAX)) {
    room -= sizeOf(message.body);
    if (room < 0) break;
    kept.unshift(message);
  }
  return kept;
}

const sizeOf = (body: unknown): number => JSON.stringify(body)?.length ?? 0;
