import type { Caption, Fault } from '../../media/player.ts';
import type { LayerKind } from '../layers.ts';
import type { Signal } from '../signal.ts';

/**
 * What can be shown under the canvas.
 * - `hls` a playlist (RFC 8216); `live`: joins at the live edge and has no seconds to come back to. `at`: begins there, s
 * - `stream` pictures that come by WebRTC: a call, a camera. The stream stays its owner's: `close` ends no track.
 */
export type Source =
  | { readonly kind: 'hls'; readonly url: string; readonly live: boolean; readonly at?: number }
  | { readonly kind: 'stream'; readonly stream: MediaStream; readonly mirrored?: boolean };

/** How high it ranks: a page's own picture is below every layer; a call's is with the call layer, and so on. */
export type Rank = 'page' | LayerKind;

/** Where the picture lies, px of the 1920 × 1080 design; the canvas above it must be clear there. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/**
 * opening: no picture yet · playing · stalled: it stopped by itself and is being brought back · paused: by the person ·
 * waiting: something higher has the screen; it comes back as it was · silent: plays without sound until a key is pressed,
 * since browsers allow none before · ended: a lesson is over · failed: `fault` says why, and only the person can go on
 */
export type ShowingState = 'opening' | 'playing' | 'stalled' | 'paused' | 'waiting' | 'silent' | 'ended' | 'failed';

/** One picture that was asked for, until it is closed. */
export interface Showing {
  readonly state: ShowingState;
  readonly fault: Fault | undefined;
  /** Second within the lesson; of live pictures, how far behind the live edge it is (negative). */
  readonly position: number;
  /** Length, s; undefined for live pictures. */
  readonly duration: number | undefined;
  readonly captions: readonly Caption[];
  readonly caption: number | undefined;
  /** ms from `show` to the first frame; undefined until then. */
  readonly firstFrameMs: number | undefined;
  readonly changed: Signal;
  /** The line of captions to be drawn now, '' for none; Lightning draws it, not the browser. */
  readonly cue: string;
  readonly cueChanged: Signal;
  pause(): void;
  play(): void;
  seek(second: number): void;
  /** Tries once more after `failed`. */
  retry(): void;
  choose(caption: number | undefined): void;
  /** Another frame, e.g. from a small picture to the whole screen. */
  move(frame: Frame): void;
  /** Gives the screen back to what was below, which is built anew where it was. Twice is harmless. */
  close(): void;
}

/** How it is to be shown; `frame` is the whole screen unless given. */
export interface ShowingOptions {
  readonly rank: Rank;
  readonly frame?: Frame;
  /**
   * Without sound. A muted `stream` (one's own camera) takes the screen from nobody: it stands over the picture of its rank,
   * in a `<video>` of its own.
   */
  readonly muted?: boolean;
}
