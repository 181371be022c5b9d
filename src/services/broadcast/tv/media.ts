import type { Kit } from '../../../tv/kit.ts';
import { Signal } from '../../../tv/signal.ts';
import type { Media } from '../protocol.ts';
import { pictureOf } from './photo.ts';
import type { ProofLoader } from './proof-loader.ts';

/** The box has little memory, and nobody looks at more at a time. */
const KEPT_MAX = 6;
const TRY_AGAIN_MS = 15_000;
const TRIES = 4;

/**
 * Pictures and voices of messages, fetched from the center when a message is believed and kept in memory. What is not
 * exactly what was signed does not exist; nothing ever waits for it.
 */
export class MediaShelf {
  readonly #kit: Pick<Kit, 'link'>;
  readonly #proof: Pick<ProofLoader, 'load'>;
  readonly #decode: (address: string) => Promise<unknown>;
  /** Address of what has come, by hash; null while it is on the way or when it did not come. */
  readonly #addresses = new Map<string, string | null>();
  readonly changed = new Signal<[hash: string]>();

  /** `decode` rejects for a picture that this box cannot draw. */
  constructor(
    kit: Pick<Kit, 'link'>,
    proof: Pick<ProofLoader, 'load'>,
    decode: (address: string) => Promise<unknown> = pictureOf,
  ) {
    this.#kit = kit;
    this.#proof = proof;
    this.#decode = decode;
  }

  /** The address of what is there; asks for what is not. */
  addressOf(media: Media | null): string | undefined {
    if (!media) return undefined;
    const address = this.#addresses.get(media.hash);
    if (address === undefined) void this.#fetch(media);
    return address ?? undefined;
  }

  async #fetch(media: Media): Promise<void> {
    const { hash } = media;
    this.#addresses.set(hash, null);
    this.#makeRoom();
    for (let tries = 1; tries <= TRIES; tries++) {
      const address = await this.#load(media);
      if (address && this.#addresses.has(hash)) {
        this.#addresses.set(hash, address);
        this.changed.emit(hash);
        return;
      }
      await new Promise((over) => setTimeout(over, TRY_AGAIN_MS));
    }
    this.#addresses.delete(hash);
  }

  async #load({ hash, type, bytes }: Media): Promise<string | undefined> {
    try {
      const response = await fetch(this.#kit.link.addressOf(`/media/${hash}`));
      const data = response.ok ? await read(response, bytes) : undefined;
      const { fits } = await this.#proof.load();
      if (!data || !(await fits(data, hash))) return undefined;
      const address = URL.createObjectURL(new Blob([data], { type }));
      if (type !== 'audio/wav') await this.#decode(address);
      return address;
    } catch {
      return undefined;
    }
  }

  /** The oldest goes. */
  #makeRoom(): void {
    for (const [hash, address] of this.#addresses) {
      if (this.#addresses.size <= KEPT_MAX) return;
      this.#addresses.delete(hash);
      if (address) URL.revokeObjectURL(address);
    }
  }
}

/** Exactly so many bytes; undefined as soon as there are more, so that nobody fills the box. */
async function read(response: Response, bytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = response.body?.getReader();
  const data = new Uint8Array(bytes);
  let at = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    if (at + part.value.length > bytes) {
      await reader?.cancel();
      return undefined;
    }
    data.set(part.value, at);
    at += part.value.length;
  }
  return at === bytes ? data : undefined;
}
