/**
 * Why pictures cannot be shown.
 * missing: not there (404) · refused: the right to see it ran out (401, 403, 410) · format: nothing that this box can
 * play · broken: what came is damaged, also after a new start · stuck: a live list that does not go on · network: not
 * reached
 */
export type Fault = 'missing' | 'refused' | 'format' | 'broken' | 'stuck' | 'network';

/** A track of captions (WebVTT, RFC 8216 §3.5). */
export interface Caption {
  readonly id: number;
  /** BCP 47, '' where the list does not say. */
  readonly language: string;
  readonly name: string;
}

/** What is to be played, and how it begins. */
export interface Wish {
  /** Absolute, or from the page: a playlist (RFC 8216). */
  readonly url: string;
  /** Joins at the live edge; `at` means nothing then. */
  readonly live: boolean;
  /** Begins at this second. */
  readonly at: number;
  readonly muted: boolean;
  /** Shows its picture there, but does not go on by itself. */
  readonly paused: boolean;
  readonly caption: number | undefined;
}

/** What a player tells. Nothing more is told after `close`. */
export interface PlayerNews {
  /** The first picture is to be seen. */
  readonly frame: () => void;
  /** `silent`: the browser allows no sound before a key is pressed. */
  readonly state: (state: 'playing' | 'stalled' | 'silent' | 'paused' | 'ended') => void;
  /** It is over until somebody opens another one. */
  readonly failed: (fault: Fault) => void;
  /** The captions there are. */
  readonly captions: (captions: readonly Caption[]) => void;
  /** The line to be read now, '' for none. */
  readonly cue: (text: string) => void;
}

/** One playback on one `<video>`; `close` gives back everything that it took. */
export interface Player {
  /** s; of live pictures how far behind the live edge it is (negative). */
  readonly position: number;
  /** s; undefined for live pictures and until it is known. */
  readonly duration: number | undefined;
  play(): void;
  pause(): void;
  seek(second: number): void;
  choose(caption: number | undefined): void;
  /** With sound again, after a key was pressed. */
  unmute(): void;
  close(): void;
}

/** Begins to play a playlist on a `<video>`. */
export type OpenPlayer = (video: HTMLVideoElement, wish: Wish, news: PlayerNews) => Player;
