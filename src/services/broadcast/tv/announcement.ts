import type { Kit } from '../../../tv/kit.ts';
import type { LayerKind } from '../../../tv/layers.ts';
import { Signal } from '../../../tv/signal.ts';
import type { Level, Warning } from '../protocol.ts';
import { spokenOf } from './words.ts';

export type LoudLevel = Exclude<Level, 'blue'>;

interface Rules {
  readonly layer: LayerKind;
  /** How often tone and words are played. */
  readonly rounds: number;
  /** Seconds until it may be made small. */
  readonly readyS: number;
  /** It may be made small as soon as it was spoken once. */
  readonly readyWhenSaid?: boolean;
  /** Seconds until it goes by itself. */
  readonly leavesS?: number;
}

/** What the levels ask of people. A box without a voice gives time to read instead. */
export const RULES: Readonly<Record<LoudLevel, Rules>> = {
  red: { layer: 'red', rounds: 3, readyS: 10, readyWhenSaid: true },
  orange: { layer: 'orange', rounds: 2, readyS: 5 },
  yellow: { layer: 'popup', rounds: 1, readyS: 0, leavesS: 30 },
};

const SECOND_MS = 1_000;

/** One warning while it has the screen: its tone, its words, its clock. All three rest while something lies above it. */
export class Announcement {
  readonly #kit: Pick<Kit, 'tones' | 'voice'>;
  readonly #level: LoudLevel;
  readonly warning: Warning;
  #said = 0;
  #seconds = 0;
  #run = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly changed = new Signal();

  constructor(kit: Pick<Kit, 'tones' | 'voice'>, warning: Warning, level: LoudLevel) {
    this.#kit = kit;
    this.warning = warning;
    this.#level = level;
  }

  /** Whether the resident may make it small by now. */
  get ready(): boolean {
    const { readyS, readyWhenSaid = false } = RULES[this.#level];
    // A box that speaks is heard out, but not for ever.
    return this.#seconds >= readyS || (readyWhenSaid && this.#said > 0);
  }

  /** Seconds until it may be made small, or goes by itself. */
  get secondsLeft(): number {
    const { readyS, leavesS = readyS } = RULES[this.#level];
    return Math.max(0, leavesS - this.#seconds);
  }

  /** It went its time, and leaves by itself. */
  get timeUp(): boolean {
    const { leavesS } = RULES[this.#level];
    return leavesS !== undefined && this.#seconds >= leavesS;
  }

  /** Nothing lies above it: it begins, or goes on. */
  play(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(() => {
      this.#seconds += 1;
      this.changed.emit();
    }, SECOND_MS);
    void this.#rounds(++this.#run);
  }

  /** Something lies above it now, which may be speaking. */
  rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#run += 1;
    this.#kit.tones.stop(this.#level);
  }

  /** It leaves the screen. */
  stop(): void {
    const playing = this.#timer !== undefined;
    this.rest();
    if (playing) this.#kit.voice.hush();
  }

  async #rounds(run: number): Promise<void> {
    const { tones, voice } = this.#kit;
    while (this.#said < RULES[this.#level].rounds) {
      await tones.play(this.#level);
      if (run !== this.#run) return;
      const said = await voice.speak(spokenOf(this.warning), { always: true });
      // Cut off, or no voice at all: tones alone would only frighten.
      if (run !== this.#run || !said) return;
      this.#said += 1;
      this.changed.emit();
    }
  }
}
