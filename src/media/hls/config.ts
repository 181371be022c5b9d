import type { HlsConfig } from 'hls.js';

/** Live pictures stay this near to the edge, s: with segments of 2 s about 4 s behind the camera. */
const LIVE_DELAY_S = 3;

/** hls.js for boxes with little memory: few seconds in hand, the smallest picture first. Measured; see docs of hls.js for the names. */
export function hlsConfig(at: number): Partial<HlsConfig> {
  return {
    startPosition: at,
    // The first picture comes from the smallest rung; how much the line carries is learnt from it.
    startLevel: 0,
    testBandwidth: false,
    maxBufferLength: 15,
    maxMaxBufferLength: 15,
    frontBufferFlushThreshold: 30,
    backBufferLength: 10,
    capLevelToPlayerSize: true,
    capLevelOnFPSDrop: true,
    liveSyncDuration: LIVE_DELAY_S,
    liveMaxLatencyDuration: 8 * 2,
    maxLiveSyncPlaybackRate: 1.05,
    // Some boxes crash with it (Tizen, WPE), and fMP4 leaves it nothing to do.
    enableWorker: false,
    // Lightning draws captions.
    renderTextTracksNatively: false,
    enableCEA708Captions: false,
  };
}
