import * as v from 'valibot';
import { ask, defineContract } from '../../protocol/contract.ts';
import { Id } from '../../protocol/ids.ts';
import { Instant } from '../../protocol/time.ts';

/** Who sees to the channels. */
export const keepers = ['officer', 'admin'] as const;

/** A channel as the television has it. `url` of a playlist (RFC 8216): absolute, or from the center's root. */
export const Channel = v.object({
  id: Id,
  /** What is typed on the remote: 1 to 999. */
  number: v.number(),
  name: v.string(),
  url: v.string(),
  favourite: v.boolean(),
});
export type Channel = v.InferOutput<typeof Channel>;

export const Programme = v.object({ channelId: Id, title: v.string(), startsAt: Instant, endsAt: Instant });
export type Programme = v.InferOutput<typeof Programme>;

/** Why the sample channels cannot be seen (yet): they are being made, or ffmpeg is not there to make them. */
export const SampleState = v.picklist(['making', 'noFfmpeg', 'failed']);
export type SampleState = v.InferOutput<typeof SampleState>;

/** The channel list (M3U) and the guide (XMLTV). */
export const SOURCE_KINDS = ['list', 'guide'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/**
 * Where it is read from: '' for the sample; a URL; or the name of a file in the folder `files/tv` of the center's data.
 * A source that fails keeps what was read last.
 */
export const Origin = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(500),
  v.regex(/^$|^https?:\/\/\S+$|^[\w-][\w.-]*$/, 'a URL or the name of a file'),
);

export const SourceView = v.object({
  kind: v.picklist(SOURCE_KINDS),
  origin: v.string(),
  state: v.picklist(['never', 'ok', 'failing']),
  /** What it ran into, as the program said it. */
  trouble: v.string(),
  /** When it was last read well. */
  readAt: v.nullable(Instant),
  /** Channels or programmes that it has. */
  count: v.number(),
});
export type SourceView = v.InferOutput<typeof SourceView>;

/** A channel as its keeper sees it. */
export const KeptChannel = v.object({
  ...v.omit(Channel, ['favourite']).entries,
  group: v.string(),
  hidden: v.boolean(),
  /** The end of the last programme that the guide has for it; null for none. */
  guideTo: v.nullable(Instant),
});
export type KeptChannel = v.InferOutput<typeof KeptChannel>;

const Desk = v.object({
  sources: v.array(SourceView),
  channels: v.array(KeptChannel),
  sample: v.nullable(SampleState),
});
export type Desk = v.InferOutput<typeof Desk>;

const nothing = v.object({});

/** 22 电视直播: channels of somebody's M3U list with somebody's XMLTV guide. */
export const tv = defineContract('tv', {
  asks: {
    /** The channels in their order, and whether this household's box starts with television. */
    channels: ask({
      by: 'box',
      input: nothing,
      reply: v.object({
        channels: v.array(Channel),
        sample: v.nullable(SampleState),
        startWithTv: v.boolean(),
      }),
    }),
    /** What is on: the programmes that touch the time from `from` (ISO) on for so many hours. */
    guide: ask({
      by: 'box',
      input: v.object({ from: Instant, hours: v.pipe(v.number(), v.minValue(1), v.maxValue(24)) }),
      reply: v.object({ programmes: v.array(Programme) }),
    }),
    favour: ask({ by: 'box', input: v.object({ channelId: Id, on: v.boolean() }), reply: nothing, changes: true }),
    startWithTv: ask({ by: 'box', input: v.object({ on: v.boolean() }), reply: nothing, changes: true }),
    /** From the key to the first picture, ms: for the figures. */
    zapped: ask({
      by: 'box',
      input: v.object({ ms: v.pipe(v.number(), v.minValue(0), v.maxValue(120_000)) }),
      reply: nothing,
    }),

    desk: ask({ by: keepers, input: nothing, reply: Desk }),
    setSource: ask({
      by: keepers,
      input: v.object({ kind: v.picklist(SOURCE_KINDS), origin: Origin }),
      reply: nothing,
      changes: true,
    }),
    readNow: ask({
      by: keepers,
      input: v.object({ kind: v.picklist(SOURCE_KINDS) }),
      reply: nothing,
      changes: true,
    }),
    /** All channels in the order that is wanted, each with whether it is hidden. */
    arrange: ask({
      by: keepers,
      input: v.object({ channels: v.pipe(v.array(v.object({ id: Id, hidden: v.boolean() })), v.maxLength(2_000)) }),
      reply: nothing,
      changes: true,
    }),
  },
  pushes: {
    /** Channels, favourites or the guide have changed: ask again. */
    changed: nothing,
  },
});
