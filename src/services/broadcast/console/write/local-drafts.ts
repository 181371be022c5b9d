import type { Draft } from '../../protocol.ts';

/** A draft as this computer keeps it until the center has it. */
export interface LocalDraft {
  readonly id: string;
  readonly draft: Draft;
  /** ms */
  readonly at: number;
}

/** What `localStorage` offers, as far as it is used here. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * Words that the center has not got yet, by person: written to this computer at every change, so that neither a dead
 * line nor a closed window loses them.
 */
export class LocalDrafts {
  readonly #shelf: Shelf;
  readonly #prefix: string;
  /** Just begun: not worth keeping before something was changed. */
  readonly #begun = new Map<string, Draft>();

  constructor(staffId: string, shelf: Shelf) {
    this.#shelf = shelf;
    this.#prefix = `broadcast.draft.${staffId}.`;
  }

  begin(id: string, draft: Draft): void {
    this.#begun.set(id, draft);
  }

  keep(id: string, draft: Draft, at: number): void {
    this.#begun.set(id, draft);
    try {
      this.#shelf.setItem(this.#prefix + id, JSON.stringify({ id, draft, at } satisfies LocalDraft));
    } catch {
      // A full or forbidden store: the words stay in this window, and the page says that they are not saved.
    }
  }

  /** The words of a draft that the center may lack; undefined when it has them all. */
  find(id: string): Draft | undefined {
    return this.#read(this.#prefix + id)?.draft ?? this.#begun.get(id);
  }

  /** Everything that is kept for this person, the newest first. */
  list(): LocalDraft[] {
    const keys = Array.from({ length: this.#shelf.length }, (_, index) => this.#shelf.key(index));
    return keys
      .filter((key) => key?.startsWith(this.#prefix))
      .flatMap((key) => this.#read(key ?? '') ?? [])
      .sort((a, b) => b.at - a.at);
  }

  /** The center has it. */
  forget(id: string): void {
    this.#begun.delete(id);
    this.#shelf.removeItem(this.#prefix + id);
  }

  #read(key: string): LocalDraft | undefined {
    try {
      const text = this.#shelf.getItem(key);
      // Written by this very class; what the center does not accept, it refuses in words.
      return text === null ? undefined : (JSON.parse(text) as LocalDraft);
    } catch {
      return undefined;
    }
  }
}
