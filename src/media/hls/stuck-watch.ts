/** As much of a playlist as tells whether it goes on. */
interface Playlist {
  readonly live: boolean;
  readonly endSN: number;
  readonly targetduration: number;
}

/** A live list may be late by so many of its segments. */
const LATE_SEGMENTS = 4;
/** A slow machine may ask late: it is the list that must have come so often without anything new. */
const SAME_LISTS = 3;
/** Shortest time that counts as not going on, ms. */
const LEAST_MS = 6_000;
/** Without any list a picture that stands still so long is given up, ms; the network's own time-outs come before. */
const MOST_MS = 45_000;

/** Finds the live list that is served well and never grows: no request fails, and the picture stands still. */
export class StuckWatch {
  readonly #live: boolean;
  #endSN: number | undefined;
  #grewAt = 0;
  #same = 0;
  #notedAt = 0;
  #allowedMs = LEAST_MS;

  constructor(live: boolean) {
    this.#live = live;
  }

  /** A list has come. `now` in ms. */
  note({ live, endSN, targetduration }: Playlist, now: number): void {
    this.#notedAt = now;
    this.#allowedMs = Math.max(LEAST_MS, LATE_SEGMENTS * targetduration * 1_000);
    if (live && this.#endSN !== endSN) {
      this.#endSN = endSN;
      this.#grewAt = now;
      this.#same = 0;
    } else this.#same += 1;
  }

  /** Is there nothing more to wait for? `stalledMs`: how long the picture has stood still. */
  over(stalledMs: number, now: number): boolean {
    if (!this.#live) return false;
    if (stalledMs > MOST_MS && this.#endSN === undefined) return true;
    const heard = this.#same >= SAME_LISTS && now - this.#notedAt < this.#allowedMs;
    return this.#endSN !== undefined && heard && stalledMs >= 2_000 && now - this.#grewAt > this.#allowedMs;
  }
}
