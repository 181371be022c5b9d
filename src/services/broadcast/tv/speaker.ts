import type { Kit } from '../../../tv/kit.ts';
import { t } from '../../../tv/text.ts';
import type { MediaShelf } from './media.ts';
import { Recording } from './recording.ts';
import type { Showing } from './warnings.ts';
import { spokenOf } from './words.ts';

type SpeakerKit = Pick<Kit, 'voice' | 'clock'>;

/** Says a message: with the voice that came with it, otherwise with the box's own, whether the voice guide is on or not. */
export class Speaker {
  readonly #kit: SpeakerKit;
  readonly #media: Pick<MediaShelf, 'addressOf'>;
  readonly #recording = new Recording();
  #run = 0;

  constructor(kit: SpeakerKit, media: Pick<MediaShelf, 'addressOf'>) {
    this.#kit = kit;
    this.#media = media;
  }

  /** Resolves when it was said (true), or when it was not: cut off, or no voice at all (false). */
  async say(showing: Showing): Promise<boolean> {
    const run = ++this.#run;
    const { voice, clock } = this.#kit;
    const { warning } = showing;
    const recorded = this.#media.addressOf(warning.voice);
    if (!recorded) return voice.speak(spokenOf(showing, clock.now()), { always: true });
    // Nobody knows whether who recorded a drill has said so first and last.
    if (warning.drill) await voice.speak(t('broadcast.tv.drillFirst'), { always: true });
    if (run !== this.#run) return false;
    const end = await this.#recording.play(recorded);
    if (run !== this.#run || end === 'stopped') return false;
    if (end === 'failed') return voice.speak(spokenOf(showing, clock.now()), { always: true });
    if (warning.drill) await voice.speak(t('broadcast.tv.drillLast'), { always: true });
    return run === this.#run;
  }

  /** Something else is to be heard now, which may be speaking already. */
  rest(): void {
    this.#run += 1;
    this.#recording.stop();
  }

  /** Not another word. */
  hush(): void {
    this.rest();
    this.#kit.voice.hush();
  }
}
