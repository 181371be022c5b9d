import type { Home } from '../protocol/contracts/box.ts';
import type { Cache } from './cache.ts';
import type { Link } from './link.ts';
import { Signal } from './signal.ts';

/** Whose home this box stands in, and which services it has: kept from the last time, fresh as soon as there is a line. */
export class HomeInfo {
  readonly #cache: Cache;
  readonly changed = new Signal();
  current: Home | undefined;
  fallbackPhone = '';

  constructor(cache: Cache, link: Link) {
    this.#cache = cache;
    this.current = cache.read('box:home', {})?.value;
    link.changed.on((state) => state === 'online' && void this.refresh());
    link.on('box:home', () => void this.refresh());
  }

  /** The center's telephone: the community's own, or the one of settings.json while there is none. */
  get helpPhone(): string {
    return this.current?.community.helpPhone || this.fallbackPhone;
  }

  async refresh(): Promise<void> {
    await this.#cache.ask('box:home', {}, (seen) => {
      if (!seen.fresh) return;
      this.current = seen.value;
      this.changed.emit();
    });
  }
}
