/** Length of every segment of the sample channels, ms. */
export const SEGMENT_MS = 2_000;
/** Segments in the sliding window. */
const WINDOW = 6;
/**
 * A timeline is at most so long, ms: clocks of MPEG-TS, in which captions are timed, go round after 26.5 hours. It is not
 * short either: hls.js keeps an array as long as the discontinuity sequence, and copies it at each start (a timeline per
 * round made zapping 750 ms slower).
 */
const TIMELINE_MS = 12 * 3_600_000;

/** A rung of a loop, or its captions: as many segments as the loop has, named by their number in the channel. */
export interface LoopTrack {
  readonly segments: number;
  /** Its initialization section; captions have none. */
  readonly init?: string;
  /** Ending of a segment's file, e.g. 'm4s'. */
  readonly ending: string;
}

/** What a channel's segment is made of: the loop's segment `index`, as many ms later as the loop has gone round. */
export interface LoopPlace {
  readonly index: number;
  readonly laterMs: number;
}

/**
 * Where the loop is at a channel's segment. One timeline goes on over all rounds, for captions belong to times and not to
 * pictures: with a timeline for each round players show a round's captions in the next one.
 */
export function placeOf(number: number, segments: number): LoopPlace {
  const inTimeline = number % timelineOf(segments);
  const index = inTimeline % segments;
  return { index, laterMs: (inTimeline - index) * SEGMENT_MS };
}

/** Segments of a timeline: whole rounds. */
const timelineOf = (segments: number) => Math.floor(TIMELINE_MS / SEGMENT_MS / segments) * segments;

/**
 * The live playlist (RFC 8216) of a loop at a time (ms): segments go by as the clock does, with a discontinuity where
 * a timeline begins. Nothing runs for it.
 */
export function livePlaylist({ segments, init, ending }: LoopTrack, now: number): string {
  const last = Math.floor(now / SEGMENT_MS) - 1;
  const first = last - WINDOW + 1;
  const timeline = timelineOf(segments);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${SEGMENT_MS / 1_000}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${Math.floor(first / timeline)}`,
  ];
  for (let number = first; number <= last; number++) {
    const begins = number % timeline === 0;
    if (begins && number > first) lines.push('#EXT-X-DISCONTINUITY');
    if (init && (begins || number === first)) lines.push(`#EXT-X-MAP:URI="${init}"`);
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(number * SEGMENT_MS).toISOString()}`);
    lines.push(`#EXTINF:${(SEGMENT_MS / 1_000).toFixed(3)},`, `${number}.${ending}`);
  }
  return `${lines.join('\n')}\n`;
}
