import * as v from 'valibot';
import { Receipt } from '../protocol/contracts/box.ts';
import type { Link } from './link.ts';
import type { Store } from './storage.ts';

/** A center that never answers must not fill the box: the oldest give way. */
const MAX = 1_000;
const AT_ONCE = 100;
const AFTER_MS = 100;
const AGAIN_MS = 5_000;

/** What this box has to say about lasting news, each sent until the center has confirmed that it keeps it. */
export class Receipts {
  readonly #store: Store;
  readonly #link: Link;
  #receipts: Receipt[];
  #flush: ReturnType<typeof setTimeout> | undefined;

  constructor(store: Store, link: Link) {
    this.#store = store;
    this.#link = link;
    this.#receipts = store.read('receipts', v.array(Receipt)) ?? [];
    link.changed.on((state) => state === 'online' && this.#flushSoon(0));
  }

  /** Keeps receipts and sends them soon, in a batch. */
  note(receipts: readonly Receipt[]): void {
    if (receipts.length === 0) return;
    this.#receipts = [...this.#receipts, ...receipts].slice(-MAX);
    this.#store.write('receipts', this.#receipts);
    this.#flushSoon(AFTER_MS);
  }

  #flushSoon(ms: number): void {
    if (this.#flush !== undefined || this.#receipts.length === 0) return;
    this.#flush = setTimeout(() => void this.#send(), ms);
  }

  async #send(): Promise<void> {
    const items = this.#receipts.slice(0, AT_ONCE);
    const reply = this.#link.state === 'online' ? await this.#link.ask('box:receipts', { items }) : undefined;
    this.#flush = undefined;
    // An `invalid` batch would be refused for ever; every other refusal is worth another try.
    if (reply?.ok || reply?.refusal.code === 'invalid') {
      this.#receipts = this.#receipts.filter((receipt) => !items.includes(receipt));
      this.#store.write('receipts', this.#receipts);
      this.#flushSoon(0);
    } else if (reply) this.#flushSoon(AGAIN_MS);
  }
}
