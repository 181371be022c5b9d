import type { IceServers } from '../../protocol/contracts/calls.ts';
import type { CallWire } from './wire.ts';

/** A password that ends so soon is not begun with, ms. */
const SPARE_MS = 60_000;

/** Addresses and passwords of the relays, fetched ahead, so that no call waits for them. */
export class Relays {
  readonly #wire: CallWire;
  #known: IceServers | undefined;

  constructor(wire: CallWire) {
    this.#wire = wire;
  }

  /** Good ones; without a line the last ones, and without any only direct ways. */
  async get(): Promise<IceServers> {
    const known = this.#known;
    if (known && Date.parse(known.until) - SPARE_MS > this.#wire.now()) return known;
    const reply = await this.#wire.ask('calls:ice', {});
    if (reply.ok) this.#known = reply.value;
    return this.#known ?? { until: new Date(0).toISOString(), relayOnly: false, servers: [] };
  }
}
