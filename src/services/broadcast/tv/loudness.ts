import * as v from 'valibot';
import type { Kit } from '../../../tv/kit.ts';

type LoudnessKit = Pick<Kit, 'store' | 'platform' | 'config'>;

const Level = v.object({ level: v.number(), muted: v.boolean() });
/** How loud it was before, and how loud we made it. */
const Raised = v.object({ before: Level, to: v.number() });

/** Makes the box loud enough for a red warning, where its platform lets us, and puts back what was, also after a restart. */
export class LoudnessFloor {
  readonly #kit: LoudnessKit;
  /** One after the other: a warning may go in the moment in which it comes. */
  #last: Promise<void>;

  constructor(kit: LoudnessKit) {
    this.#kit = kit;
    // The power was cut while it was loud.
    this.#last = this.#putBack();
  }

  raise(): Promise<void> {
    this.#last = this.#last.then(() => this.#lift());
    return this.#last;
  }

  restore(): Promise<void> {
    this.#last = this.#last.then(() => this.#putBack());
    return this.#last;
  }

  async #lift(): Promise<void> {
    const { store, platform, config } = this.#kit;
    const floor = config.appSettings.volumeFloor;
    const before = await platform.loudness();
    if (!before || store.read('broadcast.loudness', Raised) || (before.level >= floor && !before.muted)) return;
    const to = Math.max(before.level, floor);
    store.write('broadcast.loudness', { before, to });
    await platform.setLoudness({ level: to, muted: false });
  }

  /** What somebody has set meanwhile with the remote stays. */
  async #putBack(): Promise<void> {
    const { store, platform } = this.#kit;
    const raised = store.read('broadcast.loudness', Raised);
    if (!raised) return;
    const now = await platform.loudness();
    if (now && now.level === raised.to && !now.muted) await platform.setLoudness(raised.before);
    store.remove('broadcast.loudness');
  }
}
