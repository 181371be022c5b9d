import type { HlsConfig } from 'hls.js';

/** What boxes differ in; see `player` of the TV's settings.json. */
export interface Tuning {
  /** Unpacks in a worker. Some boxes crash with it (Tizen, WPE), and fMP4 leaves it nothing to do. */
  readonly worker?: boolean | undefined;
  /** s of picture in hand. */
  readonly bufferS?: number | undefined;
  /** s behind the live edge. */
  readonly liveDelayS?: number | undefined;
}

let tuning: Tuning = {};

/** Says once, at the start, what this box needs otherwise. */
export function tuneHls(to: Tuning): void {
  tuning = to;
}

/** Live pictures stay this near to the edge, s: with segments of 2 s about 4 s behind the camera. */
const LIVE_DELAY_S = 3;
/** Boxes have little memory, s. */
const BUFFER_S = 15;

/** hls.js for boxes with little memory: few seconds in hand, the smallest picture first. Measured; see docs of hls.js for the names. */
export function hlsConfig(at: number): Partial<HlsConfig> {
  return {
    startPosition: at,
    // The first picture comes from the smallest rung; how much the line carries is learnt from it.
    startLevel: 0,
    testBandwidth: false,
    maxBufferLength: tuning.bufferS ?? BUFFER_S,
    maxMaxBufferLength: tuning.bufferS ?? BUFFER_S,
    frontBufferFlushThreshold: 30,
    backBufferLength: 10,
    capLevelToPlayerSize: true,
    capLevelOnFPSDrop: true,
    liveSyncDuration: tuning.liveDelayS ?? LIVE_DELAY_S,
    liveMaxLatencyDuration: 8 * 2,
    maxLiveSyncPlaybackRate: 1.05,
    enableWorker: tuning.worker ?? false,
    // Lightning draws captions.
    renderTextTracksNatively: false,
    enableCEA708Captions: false,
  };
}
