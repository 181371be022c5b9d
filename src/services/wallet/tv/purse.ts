import type { Refusal } from '../../../protocol/reply.ts';
import { kit } from '../../../tv/kit.ts';
import { Signal } from '../../../tv/signal.ts';
import type { Money } from '../protocol.ts';

/** What the television knows of the household's money, shared by the pages of the wallet. */
class Purse {
  money: Money | undefined;
  /** When it was so, ms. */
  at = 0;
  refusal: Refusal | undefined;
  readonly changed = new Signal();

  /** Shows what was kept, then asks anew. */
  async refresh(): Promise<void> {
    const reply = await kit.cache.ask('wallet:money', {}, ({ value, at }) => {
      this.money = value;
      this.at = at;
      this.changed.emit();
    });
    this.refusal = reply.ok ? undefined : reply.refusal;
    this.changed.emit();
  }

  /** Asks anew at every change, until the returned functions are called. */
  follow(): (() => void)[] {
    const again = () => void this.refresh();
    return [
      kit.link.on('payments:changed', again),
      kit.link.on('wallet:topUp', again),
      kit.link.changed.on((state) => state === 'online' && again()),
    ];
  }
}

export const purse = new Purse();
