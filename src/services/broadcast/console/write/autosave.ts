import type { Refusal, Reply } from '../../../../protocol/reply.ts';
import type { Draft, Message } from '../../protocol.ts';

/**
 * Where the words are: `clean` nothing was changed; `saving` on their way; `saved` at the center; `waiting` on this
 * computer, the line is down; `refused` the center does not take them.
 */
export type SaveState =
  | { readonly kind: 'clean' | 'saving' | 'waiting' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What saving needs from around it. */
export interface Around {
  save(draft: Draft): Promise<Reply<Message>>;
  /** Whether an answer was lost with the line. */
  isLost(refusal: Refusal): boolean;
  /** Keeps the words on this computer. */
  keep(draft: Draft): void;
  /** The center has the newest words. */
  forget(): void;
  /** ms between the last key and the saving. */
  readonly restMs: number;
}

/** Saves one draft while it is written: one save at a time, always the newest words, and none of them lost. */
export class Autosave {
  readonly #around: Around;
  readonly #watchers = new Set<() => void>();
  #state: SaveState = { kind: 'clean' };
  #newest: Draft | undefined;
  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(around: Around) {
    this.#around = around;
  }

  readonly state = (): SaveState => this.#state;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Something was written. */
  change(draft: Draft): void {
    this.#newest = draft;
    this.#around.keep(draft);
    this.#set({ kind: this.#state.kind === 'waiting' ? 'waiting' : 'saving' });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), this.#around.restMs);
  }

  /** Saves now what is not saved yet; also after the line has come back. True when the center has the newest words. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#running) await this.#running;
    if (!this.#newest) return this.#state.kind === 'clean' || this.#state.kind === 'saved';
    this.#running = this.#send(this.#newest);
    await this.#running;
    return this.#newest === undefined;
  }

  async #send(draft: Draft): Promise<void> {
    if (this.#state.kind !== 'waiting') this.#set({ kind: 'saving' });
    const reply = await this.#around.save(draft);
    this.#running = undefined;
    if (!reply.ok) {
      const { refusal } = reply;
      this.#set(this.#around.isLost(refusal) ? { kind: 'waiting' } : { kind: 'refused', refusal });
      return;
    }
    if (this.#newest !== draft) {
      this.#set({ kind: 'saving' });
      return;
    }
    this.#newest = undefined;
    this.#around.forget();
    this.#set({ kind: 'saved', at: reply.value.savedAt });
  }

  #set(state: SaveState): void {
    this.#state = state;
    for (const watcher of [...this.#watchers]) watcher();
  }
}
