import type { Frame } from './fragments.ts';

/** A camera with a key picture less often than this is followed from the next one on, bytes. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The pictures since the last one that decoding can begin with, so that a new viewer sees something at once. */
export class GopCache {
  #frames: Frame[] = [];
  #bytes = 0;

  /** In the order in which they came; begins with a key picture or is empty. */
  get frames(): readonly Frame[] {
    return this.#frames;
  }

  push(frame: Frame): void {
    if (frame.key) this.clear();
    else if (this.#frames.length === 0) return;
    this.#frames.push(frame);
    this.#bytes += frame.sample.length;
    if (this.#bytes > MOST_BYTES) this.clear();
  }

  clear(): void {
    this.#frames = [];
    this.#bytes = 0;
  }
}
