import * as v from 'valibot';
import type { HomeResident } from '../../../protocol/contracts/box.ts';
import type { Refusal } from '../../../protocol/reply.ts';
import { addDays, dayOf } from '../../../protocol/time.ts';
import { type Kit, kit } from '../../../tv/kit.ts';
import { Signal } from '../../../tv/signal.ts';
import type { Menu, UsualOrder } from '../protocol.ts';
import { type Offer, offersOf } from './offers.ts';

const PERSON = 'meals.person';

/** The menus of today and tomorrow and the usual order, as the person for whom is ordered sees them. */
export class Menus {
  readonly #kit: Pick<Kit, 'cache' | 'clock' | 'feed' | 'home' | 'link' | 'store'>;
  #days = new Map<string, { readonly menus: readonly Menu[]; readonly at: number }>();
  #usual: UsualOrder | null | undefined;
  /** In the household's wallet, as last heard, fen. */
  walletFen: number | undefined;
  /** Why the last asking failed; undefined while it did not. */
  refusal: Refusal | undefined;
  /** Something here is new. */
  readonly changed = new Signal();

  constructor(from: Pick<Kit, 'cache' | 'clock' | 'feed' | 'home' | 'link' | 'store'>) {
    this.#kit = from;
    // An order of this home has used some of its subsidy and its money, and is the usual one now.
    from.feed.on('meals:order', () => this.#days.size > 0 && void this.refresh());
    from.link.on('meals:left', ({ menuId, items }) => this.#takeLeft(menuId, items));
  }

  /** For whom is ordered: who was chosen last on this box, else the first of the household. */
  get person(): HomeResident | undefined {
    const residents = this.#kit.home.current?.residents ?? [];
    const chosen = this.#kit.store.read(PERSON, v.string());
    return residents.find(({ id }) => id === chosen) ?? residents[0];
  }

  /**
   * From now on it is ordered for this resident, at their prices and with their diet. False, and nothing is changed, when
   * those can neither be asked nor were kept.
   */
  choose(residentId: string): boolean {
    const { cache, link, store } = this.#kit;
    const kept = this.#dates().some((day) => cache.read('meals:menus', { day, residentId }));
    if (!kept && !link.up) return false;
    store.write(PERSON, residentId);
    this.#days = new Map();
    this.#usual = undefined;
    void this.refresh();
    this.changed.emit();
    return true;
  }

  /** What the person could order with one key while its menu is open; undefined before anything is known. */
  get usual(): UsualOrder | null | undefined {
    const closed = this.#usual && Date.parse(this.#usual.menu.cutoffAt) <= this.#kit.clock.now();
    return closed ? null : this.#usual;
  }

  /** All meals of today and tomorrow; undefined before anything is known. */
  get offers(): Offer[] | undefined {
    const days = this.#dates().flatMap((day) => this.#days.get(day) ?? []);
    if (days.length === 0) return undefined;
    const menus = days.flatMap((day) => day.menus);
    return offersOf(menus, this.#kit.clock.now());
  }

  /** How old the oldest of what is shown is, ms since 1970. */
  get at(): number {
    return Math.min(...[...this.#days.values()].map((day) => day.at), this.#kit.clock.now());
  }

  find(menuId: string): Menu | undefined {
    const menus = [...this.#days.values()].flatMap((day) => day.menus);
    return menus.find((menu) => menu.id === menuId) ?? (this.#usual?.menu.id === menuId ? this.#usual.menu : undefined);
  }

  /** Shows what was kept, then asks for everything anew. */
  async refresh(): Promise<void> {
    const person = this.person;
    if (!person) return;
    const residentId = person.id;
    const { cache } = this.#kit;
    const still = () => this.person?.id === residentId;
    const replies = await Promise.all([
      cache.ask('meals:usual', { residentId }, ({ value }) => {
        if (!still()) return;
        this.#usual = value.usual;
        this.walletFen = value.walletFen;
        this.changed.emit();
      }),
      ...this.#dates().map((day) =>
        cache.ask('meals:menus', { day, residentId }, ({ value, at }) => {
          if (!still()) return;
          this.#days.set(day, { menus: value.menus, at });
          this.walletFen = value.walletFen;
          this.changed.emit();
        }),
      ),
    ]);
    const refused = replies.find((reply) => !reply.ok);
    this.refusal = refused?.ok === false ? refused.refusal : undefined;
    // Whoever has never had an order has none to repeat, even if that could not be asked.
    if (this.refusal && this.offers) this.#usual ??= null;
    this.changed.emit();
    if (!this.refusal) await this.#keepForOthers(residentId);
  }

  /** The others' prices and diets are kept too, so that it can be changed for whom is ordered without a line. */
  async #keepForOthers(residentId: string): Promise<void> {
    const others = (this.#kit.home.current?.residents ?? []).filter(({ id }) => id !== residentId);
    const nobodyLooks = () => undefined;
    for (const other of others) {
      for (const day of this.#dates()) {
        await this.#kit.cache.ask('meals:menus', { day, residentId: other.id }, nobodyLooks);
      }
    }
  }

  #dates(): string[] {
    const today = dayOf(this.#kit.clock.now());
    return [today, addDays(today, 1)];
  }

  #takeLeft(menuId: string, left: readonly { id: string; left: number }[]): void {
    const news = new Map(left.map((item) => [item.id, item.left]));
    const counted = (menu: Menu): Menu =>
      menu.id === menuId
        ? { ...menu, items: menu.items.map((item) => ({ ...item, left: news.get(item.id) ?? item.left })) }
        : menu;
    for (const [day, { menus, at }] of this.#days) this.#days.set(day, { menus: menus.map(counted), at });
    if (this.#usual) this.#usual = { ...this.#usual, menu: counted(this.#usual.menu) };
    this.changed.emit();
  }
}

/** The pages' one set of menus. */
export const menus = new Menus(kit);
