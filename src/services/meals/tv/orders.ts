import * as v from 'valibot';
import { Refusal } from '../../../protocol/reply.ts';
import { type Kit, kit } from '../../../tv/kit.ts';
import type { Settled } from '../../../tv/outbox.ts';
import { Signal } from '../../../tv/signal.ts';
import { MEALS, type Menu, type Order, WAYS } from '../protocol.ts';
import { type Draft, linesOf, orderInput, sumOf } from './basket.ts';
import { isLive } from './progress.ts';

const SENT = 'meals.sent';
const KEEP_REFUSED_MS = 24 * 3_600_000;

/** What was sent, in words: the center's answer may come after a restart, and the outbox knows only ids. */
const SentOrder = v.object({
  key: v.string(),
  at: v.number(),
  day: v.string(),
  meal: v.picklist(MEALS),
  way: v.picklist(WAYS),
  canteen: v.string(),
  menuId: v.string(),
  residentId: v.string(),
  lines: v.array(v.object({ itemId: v.string(), name: v.string(), picture: v.string(), count: v.number() })),
  ownFen: v.number(),
  refusal: v.optional(Refusal),
});
export type SentOrder = v.InferOutput<typeof SentOrder>;

/** Something about an order that its household should hear of wherever it is. */
export type News =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'refused'; readonly sent: SentOrder | undefined; readonly refusal: Refusal }
  | { readonly kind: 'notCancelled'; readonly refusal: Refusal };

/** The household's orders: what the center knows, what is on its way there, and what it would not take. */
export class Orders {
  readonly #kit: Pick<Kit, 'cache' | 'clock' | 'feed' | 'link' | 'outbox' | 'store'>;
  #orders = new Map<string, Order>();
  #sent: SentOrder[];
  /** Under which id an order stands that was sent with a key, as far as known since the start. */
  readonly #placed = new Map<string, string>();
  #watchers = 0;
  /** When the list was last asked for, ms; undefined while it is not known. */
  at: number | undefined;
  refusal: Refusal | undefined;
  readonly changed = new Signal();
  readonly news = new Signal<[news: News]>();
  /** Somebody has begun to look at orders on the screen. */
  readonly seen = new Signal();

  constructor(from: Pick<Kit, 'cache' | 'clock' | 'feed' | 'link' | 'outbox' | 'store'>) {
    this.#kit = from;
    const waiting = new Set(from.outbox.pending('meals:order').map((entry) => entry.key));
    const young = (sent: SentOrder) => from.clock.now() - sent.at < KEEP_REFUSED_MS;
    this.#sent = (from.store.read(SENT, v.array(SentOrder)) ?? []).filter(
      (sent) => waiting.has(sent.key) || (sent.refusal && young(sent)),
    );
    for (const { body } of from.feed.kept('meals:order')) this.#hold(body);
    from.outbox.onSettled('meals:order', (settled) => this.#settleOrder(settled));
    from.outbox.onSettled('meals:cancel', ({ reply }) => {
      if (reply.ok) this.#take(reply.value);
      else this.news.emit({ kind: 'notCancelled', refusal: reply.refusal });
      this.changed.emit();
    });
    from.feed.on('meals:order', ({ body }) => this.#take(body));
  }

  /** Those that go on first, then newest first. */
  get list(): Order[] {
    return [...this.#orders.values()].sort(
      (one, other) =>
        Number(isLive(other)) - Number(isLive(one)) || Date.parse(other.orderedAt) - Date.parse(one.orderedAt),
    );
  }

  /** Not yet with the center, or refused by it; newest first. */
  get sent(): readonly SentOrder[] {
    return this.#sent;
  }

  /** What waits for the center, and what it would not take. */
  findSent(key: string): SentOrder | undefined {
    return this.#sent.find((sent) => sent.key === key);
  }

  /** An order by its id, or by the key that it was sent with. */
  find(idOrKey: string): Order | undefined {
    return this.#orders.get(this.#placed.get(idOrKey) ?? idOrKey);
  }

  /** Somebody is looking at orders on the screen, until the returned function is called: they need no banner. */
  watch(): () => void {
    this.#watchers += 1;
    this.seen.emit();
    return () => {
      this.#watchers -= 1;
    };
  }

  get watched(): boolean {
    return this.#watchers > 0;
  }

  /** Whether a cancellation waits for the center. */
  isCancelling(orderId: string): boolean {
    return this.#kit.outbox.pending('meals:cancel').some(({ input }) => input.orderId === orderId);
  }

  /** Sends an order, now or when there is a line; returns the key under which `find` and `findSent` know it. `permit`: leave for a sum that needs it. */
  place(draft: Draft, menu: Menu, permit = ''): string {
    const input = { ...orderInput(draft, menu), ...(permit && { permit }) };
    const { key } = this.#kit.outbox.send('meals:order', input);
    if (this.findSent(key)) return key;
    const { day, meal, canteen, id: menuId } = menu;
    const lines = linesOf(menu, draft.counts).map(({ itemId, name, picture, count }) => ({
      itemId,
      name,
      picture,
      count,
    }));
    const { ownFen } = sumOf(menu, draft.counts);
    const at = this.#kit.clock.now();
    const { residentId, way } = draft;
    this.#keep([{ key, at, day, meal, way, canteen, menuId, residentId, lines, ownFen }, ...this.#sent]);
    this.changed.emit();
    return key;
  }

  cancel(orderId: string): void {
    this.#kit.outbox.send('meals:cancel', { orderId });
    this.changed.emit();
  }

  /** Takes a refused one off the list: the person has read why. */
  dismiss(key: string): void {
    this.#keep(this.#sent.filter((sent) => sent.key !== key));
    this.changed.emit();
  }

  /** Shows what was kept, then asks for all anew. */
  async refresh(): Promise<void> {
    const reply = await this.#kit.cache.ask('meals:orders', {}, ({ value, at }) => {
      // What the feed has brought since the kept answer is newer than that.
      for (const order of value.orders) this.#hold(order);
      this.at = at;
      this.changed.emit();
    });
    this.refusal = reply.ok ? undefined : reply.refusal;
    this.changed.emit();
  }

  #settleOrder({ key, reply }: Settled<'meals:order'>): void {
    const sent = this.findSent(key);
    if (reply.ok) {
      this.#placed.set(key, reply.value.id);
      this.#keep(this.#sent.filter((other) => other.key !== key));
      const known = this.#orders.has(reply.value.id);
      this.#hold(reply.value);
      // Once the feed has told of it there may be newer news already.
      if (!known) this.news.emit({ kind: 'order', order: reply.value });
    } else {
      this.#keep(this.#sent.map((other) => (other.key === key ? { ...other, refusal: reply.refusal } : other)));
      this.news.emit({ kind: 'refused', sent, refusal: reply.refusal });
    }
    this.changed.emit();
  }

  #take(order: Order): void {
    if (!this.#hold(order)) return;
    this.news.emit({ kind: 'order', order });
    this.changed.emit();
  }

  /** Keeps what is newest of an order; false when that was known. */
  #hold(order: Order): boolean {
    const known = this.#orders.get(order.id);
    const newer = known ? Date.parse(order.since) - Date.parse(known.since) : 1;
    if (newer < 0 || (newer === 0 && known?.state === order.state)) return false;
    this.#orders.set(order.id, order);
    return true;
  }

  #keep(sent: SentOrder[]): void {
    this.#sent = sent;
    this.#kit.store.write(SENT, sent);
  }
}

/** The television's one list of orders. */
export const orders = new Orders(kit);
