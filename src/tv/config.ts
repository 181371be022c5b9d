import * as v from 'valibot';
import type { Tuning } from '../media/hls/config.ts';
import { RECONNECT_WINDOW_MS } from '../protocol/wire.ts';
import { KEY_NAMES } from './keys.ts';

const Keys = v.record(v.string(), v.picklist(KEY_NAMES));

/** See `Tuning` of the player. */
const tuning = {
  worker: v.optional(v.boolean()),
  bufferS: v.optional(v.pipe(v.number(), v.minValue(4), v.maxValue(60))),
  liveDelayS: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(12))),
};
const PlayerConfig = v.object({
  ...tuning,
  /** For boxes whose user agent contains a text; of several that fit the later one counts. */
  models: v.optional(v.array(v.object({ agent: v.pipe(v.string(), v.minLength(1)), ...tuning })), []),
});

/** The part of settings.json that is ours; the rest belongs to Lightning's SDK. */
const Config = v.object({
  appSettings: v.optional(
    v.object({
      /** Key code → name. */
      keys: v.optional(Keys, {}),
      /** Origin of the center; empty: where the app came from. */
      center: v.optional(v.string(), ''),
      /** Boxes that lost the center together come back spread over this many ms. */
      reconnectWindowMs: v.optional(v.pipe(v.number(), v.minValue(500)), RECONNECT_WINDOW_MS),
      /** Shown while the box has no household, and so no community of its own. */
      helpPhone: v.optional(v.string(), ''),
      trust: v.optional(
        v.object({
          /** The community's root key (base64), if the box is delivered with it: then it believes no other. */
          root: v.optional(v.string(), ''),
        }),
        {},
      ),
      /** As loud as this, 0 to 100, a red warning is at least, where the box lets us say so. */
      volumeFloor: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), 60),
      /** How films and channels are played. */
      player: v.optional(PlayerConfig, {}),
    }),
    {},
  ),
  platformSettings: v.optional(v.object({ path: v.optional(v.string(), './static') }), {}),
});
export type Config = v.InferOutput<typeof Config>;

/** What a box without a settings.json does. */
export const BUILT_IN: Config = v.parse(Config, {});

/** What the player of a box with this user agent does otherwise. */
export function tuningFor({ appSettings: { player } }: Config, userAgent: string): Tuning {
  const { models, ...all } = player;
  const own = models.filter(({ agent }) => userAgent.includes(agent));
  return Object.assign({}, all, ...own.map(({ agent: _, ...one }) => one));
}

const PATIENCE_MS = 3_000;

/** Reads settings.json beside the app. Without one, or with a broken one, the box starts with what is built in. */
export async function loadConfig(): Promise<Config> {
  const late = new Promise<Config>((resolve) => setTimeout(resolve, PATIENCE_MS, BUILT_IN));
  const read = async (): Promise<Config> => {
    const parsed = v.safeParse(Config, await (await fetch('./settings.json')).json());
    return parsed.success ? parsed.output : BUILT_IN;
  };
  return Promise.race([read().catch(() => BUILT_IN), late]);
}
