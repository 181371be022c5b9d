import * as v from 'valibot';
import type { Kit } from '../../../tv/kit.ts';

type Proof = typeof import('./proof.ts');
type LoaderKit = Pick<Kit, 'store' | 'link'>;

const AGAIN_MS = 2_000;
/** SystemJS, under old boxes, remembers a chunk that did not come: after so many tries in vain the app starts again. */
const TRIES = 3;
/** But no more often than this, ms. */
const RESTART_AGAIN_MS = 600_000;

/** Fetches what it takes to judge, after the first screen, or at once when a message waits for it; it never gives up. */
export class ProofLoader {
  readonly #kit: LoaderKit;
  readonly #fetch: () => Promise<Proof>;
  readonly #restart: () => void;
  #loading: Promise<Proof> | undefined;
  #waited = false;

  constructor(
    kit: LoaderKit,
    fetch: () => Promise<Proof> = () => import('./proof.ts'),
    restart: () => void = () => globalThis.location.reload(),
  ) {
    this.#kit = kit;
    this.#fetch = fetch;
    this.#restart = restart;
  }

  /** Fetches it once for all. `waited`: a message lies there and cannot be judged without. */
  load(waited = false): Promise<Proof> {
    this.#waited ||= waited;
    this.#loading ??= this.#insist();
    return this.#loading;
  }

  async #insist(): Promise<Proof> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#fetch();
      } catch {
        if (tries >= TRIES && this.#waited && this.#kit.link.state === 'online') this.#startAgain();
        await new Promise((over) => setTimeout(over, AGAIN_MS));
      }
    }
  }

  /** What waits lies on the disk, and is judged after the start. */
  #startAgain(): void {
    const last = this.#kit.store.read('broadcast.restarted', v.number()) ?? 0;
    if (Math.abs(Date.now() - last) < RESTART_AGAIN_MS) return;
    this.#kit.store.write('broadcast.restarted', Date.now());
    this.#restart();
  }
}
