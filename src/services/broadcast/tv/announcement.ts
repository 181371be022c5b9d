import type { Kit } from '../../../tv/kit.ts';
import type { LayerKind } from '../../../tv/layers.ts';
import { Signal } from '../../../tv/signal.ts';
import type { Tone } from '../../../tv/tones.ts';
import type { Speaker } from './speaker.ts';
import type { LoudLevel, LoudShowing } from './warnings.ts';

interface Rules {
  /** How often tone and words are played. */
  readonly rounds: number;
  /** Seconds until it may be made small. */
  readonly readyS: number;
  /** It may be made small as soon as it was spoken once. */
  readonly readyWhenSaid?: boolean;
  /** Seconds until it goes by itself. */
  readonly leavesS?: number;
}

/** Where each level lies. */
export const LAYERS: Readonly<Record<LoudLevel, LayerKind>> = { red: 'red', orange: 'orange', yellow: 'popup' };

/** What the levels ask of people. A box without a voice gives time to read instead. */
const RULES: Readonly<Record<LoudLevel, Rules>> = {
  red: { rounds: 3, readyS: 10, readyWhenSaid: true },
  orange: { rounds: 2, readyS: 5 },
  yellow: { rounds: 1, readyS: 0, leavesS: 30 },
};
/** To take something back is no alarm: no tone, said once, and it waits as long as it takes. */
const CORRECTION: Rules = { rounds: 1, readyS: 0 };

/** How often tone and words of a message are played. */
export function roundsOf({ as, level }: LoudShowing): number {
  return as === 'correction' ? CORRECTION.rounds : RULES[level].rounds;
}

/** The tone of a message, if it has one. */
export function toneOf({ as, level, warning }: LoudShowing): Tone | undefined {
  if (as !== 'warning') return undefined;
  return warning.drill ? 'drill' : level;
}

const SECOND_MS = 1_000;

/** One message while it has the screen: its tone, its words, its clock. All three rest while something lies above it. */
export class Announcement {
  readonly #tones: Kit['tones'];
  readonly #speaker: Speaker;
  readonly #rules: Rules;
  readonly #tone: Tone | undefined;
  readonly showing: LoudShowing;
  #said = 0;
  #seconds = 0;
  #run = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly changed = new Signal();

  constructor(tones: Kit['tones'], speaker: Speaker, showing: LoudShowing) {
    const { as, level } = showing;
    this.#tones = tones;
    this.#speaker = speaker;
    this.showing = showing;
    this.#rules = as === 'correction' ? CORRECTION : RULES[level];
    this.#tone = toneOf(showing);
  }

  /** Whether the resident may make it small by now. */
  get ready(): boolean {
    const { readyS, readyWhenSaid = false } = this.#rules;
    // A box that speaks is heard out, but not for ever.
    return this.#seconds >= readyS || (readyWhenSaid && this.#said > 0);
  }

  /** It goes by itself. */
  get leaves(): boolean {
    return this.#rules.leavesS !== undefined;
  }

  /** Seconds until it may be made small, or goes by itself. */
  get secondsLeft(): number {
    const { readyS, leavesS = readyS } = this.#rules;
    return Math.max(0, leavesS - this.#seconds);
  }

  /** It went its time, and leaves by itself. */
  get timeUp(): boolean {
    const { leavesS } = this.#rules;
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
    if (this.#tone) this.#tones.stop(this.#tone);
    this.#speaker.rest();
  }

  /** It leaves the screen. */
  stop(): void {
    const playing = this.#timer !== undefined;
    this.rest();
    if (playing) this.#speaker.hush();
  }

  async #rounds(run: number): Promise<void> {
    while (this.#said < this.#rules.rounds) {
      if (this.#tone) await this.#tones.play(this.#tone);
      if (run !== this.#run) return;
      const said = await this.#speaker.say(this.showing);
      // Cut off, or no voice at all: tones alone would only frighten.
      if (run !== this.#run || !said) return;
      this.#said += 1;
      this.changed.emit();
    }
  }
}
