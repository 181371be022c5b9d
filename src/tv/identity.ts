import * as v from 'valibot';
import { BoxHello } from '../protocol/wire.ts';
import type { Store } from './storage.ts';

/** The community that a box stands in, and the scopes of the feed that are its own. */
const Place = v.nonNullable(BoxHello.entries.place);
export type Place = v.InferOutput<typeof Place>;

const SECRET_BYTES = 32;
const Secret = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** Names in the store that belong to the box and its remote, not to the household that uses it. */
const NOT_PRIVATE = ['settings', 'keys', 'clock', 'reloadedFor'];

/** Who this box is: a secret that it makes itself and only it knows, and the name that the center gave it. */
export class Identity {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The box's only proof, made at first use; the center keeps its hash. */
  secret(): string {
    const kept = this.#store.read('secret', Secret);
    if (kept) return kept;
    const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
    const secret = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    this.#store.write('secret', secret);
    return secret;
  }

  /** The id under which a household has this box; undefined for a newcomer. */
  boxId(): string | undefined {
    return this.#store.read('boxId', v.string());
  }

  /** Where the box stands, as the center last said it: also known while there is no line. */
  place(): Place | undefined {
    return this.#store.read('place', Place);
  }

  /**
   * Notes who the center takes this box to be, and where it stands. False when it was somebody else before: then all it
   * kept was forgotten.
   */
  note(boxId: string | null, place: Place | null): boolean {
    const before = this.boxId();
    const same = before === (boxId ?? undefined);
    if (!same && before) this.#store.wipe([...NOT_PRIVATE, 'secret']);
    if (!same && boxId) this.#store.write('boxId', boxId);
    if (place) this.#store.write('place', place);
    else this.#store.remove('place');
    return same || before === undefined;
  }

  /** The secret was revoked: forget it, and everything about the household. */
  forget(): void {
    this.#store.wipe(NOT_PRIVATE);
  }
}
