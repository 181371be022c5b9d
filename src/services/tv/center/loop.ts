/** Length of every segment of the sample channels, ms. */
export const SEGMENT_MS = 2_000;
/** Segments in the sliding window. */
const WINDOW = 6;

/** A rung of a loop, or its captions: as many segments as the loop has, named by their index. */
export interface LoopTrack {
  readonly segments: number;
  /** Its initialization section; captions have none. */
  readonly init?: string;
  /** Ending of a segment's file, e.g. 'm4s'. */
  readonly ending: string;
}

/**
 * The live playlist (RFC 8216) of a loop at a time (ms): segments go by as the clock does, with a discontinuity where
 * the loop begins anew. Nothing runs for it.
 */
export function livePlaylist({ segments, init, ending }: LoopTrack, now: number): string {
  const last = Math.floor(now / SEGMENT_MS) - 1;
  const first = last - WINDOW + 1;
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${SEGMENT_MS / 1_000}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${Math.floor(first / segments)}`,
  ];
  for (let number = first; number <= last; number++) {
    const index = number % segments;
    if (index === 0 && number > first) lines.push('#EXT-X-DISCONTINUITY');
    if (init && (index === 0 || number === first)) lines.push(`#EXT-X-MAP:URI="${init}"`);
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(number * SEGMENT_MS).toISOString()}`);
    lines.push(`#EXTINF:${(SEGMENT_MS / 1_000).toFixed(3)},`, `${index}.${ending}`);
  }
  return `${lines.join('\n')}\n`;
}
