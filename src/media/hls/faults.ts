import type { Fault } from '../player.ts';

/** As much of hls.js's ErrorData as is judged. */
export interface HlsTrouble {
  readonly type: string;
  readonly details: string;
  readonly fatal: boolean;
  readonly response?: { readonly code?: number };
}

/** What to do about a trouble that hls.js cannot help itself out of. */
export type Cure =
  | { readonly do: 'load'; readonly afterMs: number }
  | { readonly do: 'rebuild'; readonly afterMs: number }
  | { readonly do: 'recover' }
  | { readonly do: 'fail'; readonly fault: Fault };

const REFUSED: ReadonlySet<number> = new Set([401, 403, 410]);
/** What no second try makes playable. */
const FORMAT = /IncompatibleCodecs|AddCodec|keySystem/i;
/** New starts after damaged pictures, or pieces that are not there, before it is given up. */
const MOST_STARTS = 2;
/** Backoff after the network failed, ms. */
const WAITS = [1_000, 2_000, 3_000, 4_000, 5_000];

/** Longest it is tried before there was a picture, and after one was lost, ms. */
const PATIENCE = { opening: 20_000, playing: 300_000 };

/**
 * Counts what has been tried and says what comes next, as measured: without it a 45-s outage is fatal for good.
 * `calm` is to be called when the picture goes on again: then everything may be tried anew.
 */
export class Recovery {
  #starts = 0;
  #recovered = false;
  #networkTries = 0;
  #troubleAt: number | undefined;

  /** @param now ms, any clock that only goes forward @param seen whether there ever was a picture */
  cure(trouble: HlsTrouble, now: number, seen: boolean): Cure {
    const code = trouble.response?.code ?? 0;
    if (REFUSED.has(code)) return { do: 'fail', fault: 'refused' };
    if (FORMAT.test(trouble.details)) return { do: 'fail', fault: 'format' };
    if (trouble.type === 'networkError') return this.#network(trouble, code, now, seen);
    if (trouble.type === 'mediaError' && trouble.details !== 'mediaSourceRequiresReset' && !this.#recovered) {
      this.#recovered = true;
      return { do: 'recover' };
    }
    return this.#again('broken');
  }

  /** It plays again. */
  calm(): void {
    this.#starts = 0;
    this.#recovered = false;
    this.#networkTries = 0;
    this.#troubleAt = undefined;
  }

  #network({ details }: HlsTrouble, code: number, now: number, seen: boolean): Cure {
    const manifest = /manifest/i.test(details);
    if (/ParsingError/i.test(details)) return this.#again('broken');
    // A list that is not there is not there; a piece of a live one may only have been dropped too early.
    if (code === 404) return manifest ? { do: 'fail', fault: 'missing' } : this.#again('missing');
    this.#troubleAt ??= now;
    if (now - this.#troubleAt > PATIENCE[seen ? 'playing' : 'opening']) return { do: 'fail', fault: 'network' };
    const afterMs = WAITS[Math.min(this.#networkTries++, WAITS.length - 1)] ?? 0;
    return { do: manifest || !seen ? 'rebuild' : 'load', afterMs };
  }

  #again(fault: Fault): Cure {
    this.#starts += 1;
    return this.#starts > MOST_STARTS ? { do: 'fail', fault } : { do: 'rebuild', afterMs: 500 };
  }
}

/** hls.js says this of itself without calling it fatal, and then stands still. */
export function isOver(trouble: HlsTrouble): boolean {
  return trouble.fatal || trouble.details === 'mediaSourceRequiresReset';
}
