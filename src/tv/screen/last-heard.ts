import * as v from 'valibot';
import type { Kit } from '../kit.ts';

/** Remembers until when what the screen shows was fresh: also through a restart without a line. */
export class LastHeard {
  readonly #kit: Pick<Kit, 'store' | 'clock' | 'link'>;
  #at: number | undefined;

  constructor(kit: Pick<Kit, 'store' | 'clock' | 'link'>) {
    this.#kit = kit;
    this.#at = kit.store.read('lastHeard', v.number());
    const note = () => kit.link.state === 'online' && this.#note();
    kit.clock.minute.on(note);
    kit.link.changed.on(note);
  }

  /** How old it is by now, ms; undefined while there is a line, or when nothing was ever heard. */
  get age(): number | undefined {
    if (this.#kit.link.state === 'online' || this.#at === undefined) return undefined;
    return Math.max(0, this.#kit.clock.now() - this.#at);
  }

  #note(): void {
    this.#at = this.#kit.clock.now();
    this.#kit.store.write('lastHeard', this.#at);
  }
}
