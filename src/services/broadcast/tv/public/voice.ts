import type { Kit } from '../../../../tv/kit.ts';
import { roundsOf, toneOf } from '../announcement.ts';
import type { Speaker } from '../speaker.ts';
import type { LoudShowing } from '../warnings.ts';

/** Between two rounds others may have their turn, ms. */
const BREATH_MS = 2_500;

/** Tone and words of one message on a public screen: its rounds and no more, however often it has the screen. */
export class PublicVoice {
  readonly #tones: Pick<Kit['tones'], 'play' | 'stop'>;
  readonly #speaker: Pick<Speaker, 'say' | 'hush'>;
  readonly #showing: LoudShowing;
  #left: number;
  #run = 0;
  #busy = false;

  constructor(
    tones: Pick<Kit['tones'], 'play' | 'stop'>,
    speaker: Pick<Speaker, 'say' | 'hush'>,
    showing: LoudShowing,
  ) {
    this.#tones = tones;
    this.#speaker = speaker;
    this.#showing = showing;
    this.#left = roundsOf(showing);
  }

  /** In the middle of a round. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Plays the rounds that are left. */
  async play(): Promise<void> {
    const run = ++this.#run;
    const tone = toneOf(this.#showing);
    while (this.#left > 0 && run === this.#run) {
      this.#busy = true;
      if (tone) await this.#tones.play(tone);
      if (run !== this.#run) return;
      const said = await this.#speaker.say(this.#showing);
      if (run !== this.#run) return;
      this.#busy = false;
      // No voice at all: tones alone would only frighten.
      this.#left = said ? this.#left - 1 : 0;
      await new Promise((over) => setTimeout(over, BREATH_MS));
    }
  }

  /** Quiet at once. A round that was cut off is played again another time. */
  stop(): void {
    this.#run += 1;
    if (!this.#busy) return;
    this.#busy = false;
    const tone = toneOf(this.#showing);
    if (tone) this.#tones.stop(tone);
    this.#speaker.hush();
  }
}
