import { Utils } from '@lightningjs/sdk';

/**
 * Each level of warning has a tone of its own, as drills, calls for help and ringing calls have; no tone is used for
 * anything else.
 */
export const TONES = ['red', 'orange', 'yellow', 'drill', 'sos', 'ring'] as const;
export type Tone = (typeof TONES)[number];

/** Plays the tones of warnings, of a call for help and of a call that rings. */
export class Tones {
  readonly #playing = new Map<Tone, HTMLAudioElement>();
  readonly #kept = new Map<Tone, string>();

  /** Fetches all of them, so that they also sound when there is no line. One that does not come is asked for when needed. */
  async load(): Promise<void> {
    await Promise.all(
      TONES.map(async (tone) => {
        try {
          const response = await fetch(addressOf(tone));
          if (response.ok) this.#kept.set(tone, URL.createObjectURL(await response.blob()));
        } catch {
          // Without a line now; `play` tries again by its address.
        }
      }),
    );
  }

  /** Plays it once; resolves when it is over, or at once when the box will not play (false). */
  async play(tone: Tone): Promise<boolean> {
    this.stop(tone);
    const audio = new Audio(this.#kept.get(tone) ?? addressOf(tone));
    this.#playing.set(tone, audio);
    try {
      const over = new Promise<boolean>((resolve) => {
        audio.onended = () => resolve(true);
        audio.onpause = () => resolve(false);
        audio.onerror = () => resolve(false);
      });
      await audio.play();
      return await over;
    } catch {
      return false;
    }
  }

  stop(tone: Tone): void {
    this.#playing.get(tone)?.pause();
    this.#playing.delete(tone);
  }
}

function addressOf(tone: Tone): string {
  return Utils.asset(`tones/${tone}.wav`);
}
