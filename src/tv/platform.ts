import * as v from 'valibot';

/**
 * What an operator's firmware may put on `globalThis.xiyangliBox`, so that the app can set the loudness of the box. Each
 * function may answer at once or with a promise; all of them may be missing.
 */
interface BoxBridge {
  /** 0 to 100. */
  getVolume(): unknown;
  setVolume(level: number): unknown;
  getMute(): unknown;
  setMute(muted: boolean): unknown;
}

const Level = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

/** How loud the box is: 0 to 100, or not at all. */
export interface Loudness {
  readonly level: number;
  readonly muted: boolean;
}

const NAME = 'xiyangliBox';
/** A bridge that does not answer is none, ms. */
const PATIENCE_MS = 1_000;

/** The operator's connector to the box's own parts. Without one it does nothing; a broken one never throws. */
export class Platform {
  /** How loud the box is; undefined where it does not say. */
  async loudness(): Promise<Loudness | undefined> {
    const level = v.safeParse(Level, await this.#call('getVolume'));
    if (!level.success) return undefined;
    return { level: level.output, muted: (await this.#call('getMute')) === true };
  }

  /** Sets how loud the box is. */
  async setLoudness({ level, muted }: Loudness): Promise<void> {
    await this.#call('setVolume', level);
    await this.#call('setMute', muted);
  }

  async #call(name: keyof BoxBridge, value?: number | boolean): Promise<unknown> {
    const bridge = (globalThis as { readonly [NAME]?: Partial<Record<keyof BoxBridge, unknown>> | null })[NAME];
    const call = bridge?.[name];
    if (typeof call !== 'function') return undefined;
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    try {
      return await Promise.race([call.call(bridge, value), late]);
    } catch {
      return undefined;
    }
  }
}
