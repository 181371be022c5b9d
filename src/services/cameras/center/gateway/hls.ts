import type { Frame, Track } from './fragments.ts';

/** Parts aim at this length, and are never longer, s (Low-Latency HLS, RFC 8216bis 4.4.3.7). */
const PART_S = 0.2;
const PART_TARGET_S = 0.34;
/** Whole segments that are kept besides the one that grows. */
const KEPT = 4;
/** The longest that a player's question for what is not there yet is kept waiting, ms. */
const WAIT_MS = 3_000;

interface Part {
  readonly bytes: Buffer;
  readonly seconds: number;
  readonly key: boolean;
}

interface Segment {
  readonly number: number;
  readonly parts: Part[];
}

const secondsOf = (segment: Segment) => segment.parts.reduce((sum, part) => sum + part.seconds, 0);

/** A camera's Low-Latency HLS in memory: one rung, segments that begin with a key picture, parts of 200 ms. */
export class LowLatencyList {
  readonly #track: Track;
  #segments: Segment[] = [];
  #pending: Frame[] = [];
  #next = 0;
  #longest = 1;
  #waiting = new Set<() => void>();

  constructor(track: Track) {
    this.#track = track;
  }

  get init(): Buffer {
    return this.#track.init;
  }

  push(frame: Frame): void {
    const last = this.#segments.at(-1);
    if (!last && !frame.key) return;
    if (frame.key) {
      this.#closePart();
      this.#segments.push({ number: this.#next++, parts: [] });
      if (last) this.#longest = Math.max(this.#longest, Math.ceil(secondsOf(last)));
      this.#segments = this.#segments.slice(-KEPT - 1);
    }
    this.#pending.push(frame);
    if (this.#seconds(this.#pending) >= PART_S - 0.001) this.#closePart();
  }

  /** Nothing more will come: lets everybody who waits go. */
  end(): void {
    this.#wake();
  }

  /**
   * The playlist; with `number` and `part` it waits until that part is in it (blocking reload), or the wait is over.
   * Undefined while there is no part at all.
   */
  async playlist(number?: number, part = 0): Promise<string | undefined> {
    const end = Date.now() + WAIT_MS;
    while (!this.#has(number ?? 0, number === undefined ? 0 : part) && Date.now() < end) await this.#change(end);
    return this.#segments.some(({ parts }) => parts.length > 0) ? this.#write() : undefined;
  }

  /** The bytes of `<number>.m4s` or of its part `<number>.<part>.m4s`; waits for a part that comes next. */
  async bytes(number: number, part?: number): Promise<Buffer | undefined> {
    if (part !== undefined && number >= this.#next - 1) await this.playlist(number, part);
    const parts = this.#segments.find((one) => one.number === number)?.parts;
    if (part === undefined) return parts && Buffer.concat(parts.map(({ bytes }) => bytes));
    return parts?.[part]?.bytes;
  }

  #seconds(frames: readonly Frame[]): number {
    return frames.reduce((sum, frame) => sum + frame.duration, 0) / this.#track.timescale;
  }

  #closePart(): void {
    const frames = this.#pending;
    const segment = this.#segments.at(-1);
    this.#pending = [];
    if (frames.length === 0 || !segment) return;
    segment.parts.push({
      bytes: Buffer.concat(frames.map(({ chunk }) => chunk)),
      seconds: this.#seconds(frames),
      key: frames[0]?.key ?? false,
    });
    this.#wake();
  }

  #has(number: number, part: number): boolean {
    const segment = this.#segments.find((one) => one.number >= number);
    return segment !== undefined && (segment.number > number || segment.parts.length > part);
  }

  #change(end: number): Promise<void> {
    return new Promise((done) => {
      const over = setTimeout(go, Math.max(0, end - Date.now()));
      const waiting = this.#waiting;
      function go() {
        clearTimeout(over);
        waiting.delete(go);
        done();
      }
      waiting.add(go);
    });
  }

  #wake(): void {
    for (const go of [...this.#waiting]) go();
  }

  #write(): string {
    const lines = [
      '#EXTM3U',
      '#EXT-X-VERSION:9',
      `#EXT-X-TARGETDURATION:${this.#longest}`,
      `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${(PART_TARGET_S * 3).toFixed(3)}`,
      `#EXT-X-PART-INF:PART-TARGET=${PART_TARGET_S}`,
      `#EXT-X-MEDIA-SEQUENCE:${this.#segments[0]?.number ?? 0}`,
      '#EXT-X-MAP:URI="init.mp4"',
    ];
    for (const { number, parts } of this.#segments) {
      const growing = number === this.#next - 1;
      parts.forEach(({ seconds, key }, index) => {
        const independent = key ? ',INDEPENDENT=YES' : '';
        lines.push(`#EXT-X-PART:DURATION=${seconds.toFixed(5)},URI="${number}.${index}.m4s"${independent}`);
      });
      if (growing) lines.push(`#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${number}.${parts.length}.m4s"`);
      else lines.push(`#EXTINF:${secondsOf({ number, parts }).toFixed(5)},`, `${number}.m4s`);
    }
    return `${lines.join('\n')}\n`;
  }
}
