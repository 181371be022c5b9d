import type { Category, Quote } from '../../protocol/contracts/payments.ts';
import { yuan } from '../../protocol/money.ts';
import { kit } from '../kit.ts';
import { Signal } from '../signal.ts';
import { t } from '../text.ts';

/** Says on a payment's last screen which accounts it will come from, as the center splits it. */
export class Quoted {
  #of = '';
  #quote: Quote | undefined;
  readonly changed = new Signal();

  /** '助餐补贴 30 元＋现金 12.5 元'; undefined while it is not known, or when all of it is cash. */
  words(fen: number, category: Category): string | undefined {
    const of = `${category} ${fen}`;
    if (of !== this.#of) void this.#ask(of, fen, category);
    const parts = this.#quote?.parts ?? [];
    if (!parts.some(({ account }) => account)) return undefined;
    return parts
      .map((part) => t('payments.part', { account: part.account || t('payments.cashShort'), yuan: yuan(part.fen) }))
      .join(t('payments.and'));
  }

  async #ask(of: string, fen: number, category: Category): Promise<void> {
    this.#of = of;
    this.#quote = undefined;
    const reply = await kit.link.ask('payments:quote', { fen, category });
    if (!reply.ok || of !== this.#of) return;
    this.#quote = reply.value;
    this.changed.emit();
  }

  /** The household's money may have changed: asked anew at the next drawing. */
  forget(): void {
    this.#of = '';
  }
}
