import * as v from 'valibot';
import type { Kit } from '../../../tv/kit.ts';
import type { Reason } from '../protocol.ts';

/** A message as it came that this box shows to nobody. */
export interface Refused {
  /** In the feed. */
  readonly messageId: string;
  readonly reason: Reason;
  /** As far as it had any. */
  readonly key: string;
  readonly text: string;
}

const State = v.object({ count: v.number(), told: v.array(v.string()) });
const TOLD_MAX = 300;
/** So many reports wait for the line at most: more of the same tell the desk nothing new. */
const WAITING_MAX = 20;
/** What the ask takes, characters. */
const KEY_MAX = 60;
const TEXT_MAX = 8_000;

/** Tells the center what was refused, once per message and reason, also after a restart; and keeps count. */
export class Refusals {
  readonly #kit: Pick<Kit, 'store' | 'outbox'>;
  #state: v.InferOutput<typeof State>;

  constructor(kit: Pick<Kit, 'store' | 'outbox'>) {
    this.#kit = kit;
    this.#state = kit.store.read('broadcast.refused', State) ?? { count: 0, told: [] };
    // The resident has not asked for anything: an answer, whichever, is nobody's news.
    kit.outbox.onSettled('broadcast:refused', () => undefined);
  }

  /** How many messages were refused since the box is in this home. */
  get count(): number {
    return this.#state.count;
  }

  tell({ messageId, reason, key, text }: Refused): void {
    const { store, outbox } = this.#kit;
    const print = `${messageId} ${reason}`;
    if (this.#state.told.includes(print)) return;
    this.#state = { count: this.#state.count + 1, told: [...this.#state.told, print].slice(-TOLD_MAX) };
    store.write('broadcast.refused', this.#state);
    if (outbox.pending('broadcast:refused').length >= WAITING_MAX) return;
    outbox.send('broadcast:refused', {
      messageId,
      reason,
      key: key.slice(0, KEY_MAX),
      text: text.slice(0, TEXT_MAX),
    });
  }
}
