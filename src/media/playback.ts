import type { PlayerNews, Wish } from './player.ts';

/** How often it is looked whether the picture goes on, ms. */
const LOOK_MS = 250;
/** A picture that stands still for so long has stalled, ms. */
const STALLED_MS = 1_000;

/** What plays on a `<video>`, whoever fills it: start, first picture, stalls, and sound that must wait for a key. */
export interface Playback {
  /** ms that the picture has stood still by itself; 0 while it goes on, or is not to. */
  stalledMs(): number;
  /** A picture has been seen. */
  readonly seen: boolean;
  play(): void;
  pause(): void;
  unmute(): void;
  close(): void;
}

/** Begins to look after a `<video>`; `look` is called a few times a second. */
export function followPlayback(
  video: HTMLVideoElement,
  wish: Pick<Wish, 'muted' | 'paused'>,
  news: Pick<PlayerNews, 'frame' | 'state'>,
  look: () => void = () => {},
): Playback {
  let closed = false;
  let seen = false;
  let wanted = !wish.paused;
  let told: string | undefined;
  let at = -1;
  let movedAt = performance.now();
  let silent = false;
  const tell = (state: Parameters<PlayerNews['state']>[0]) => {
    if (closed || told === state) return;
    told = state;
    news.state(state);
  };
  const frame = () => {
    if (closed || seen) return;
    seen = true;
    news.frame();
    if (!wanted) tell('paused');
  };
  const start = () => {
    video.play().catch((error: unknown) => {
      // Zapping quickly interrupts a start: AbortError, and nothing is wrong.
      if (closed || !(error instanceof DOMException) || error.name !== 'NotAllowedError' || video.muted) return;
      video.muted = true;
      silent = true;
      start();
    });
  };
  const listeners: readonly [keyof HTMLMediaElementEventMap, () => void][] = [
    ['loadeddata', frame],
    ['ended', () => tell('ended')],
    ['canplay', () => wanted && video.paused && !video.ended && start()],
  ];
  for (const [name, listener] of listeners) video.addEventListener(name, listener);
  const timer = setInterval(() => {
    const now = performance.now();
    if (video.currentTime !== at || !wanted || video.ended) {
      const moved = video.currentTime !== at;
      at = video.currentTime;
      movedAt = now;
      if (moved && seen && wanted && !video.paused) tell(silent ? 'silent' : 'playing');
    } else if (seen && now - movedAt >= STALLED_MS) tell('stalled');
    look();
  }, LOOK_MS);
  video.muted = wish.muted;
  if (wanted) start();

  return {
    stalledMs: () => (wanted && !video.ended ? performance.now() - movedAt : 0),
    get seen() {
      return seen;
    },
    play() {
      wanted = true;
      movedAt = performance.now();
      start();
    },
    pause() {
      wanted = false;
      video.pause();
      tell('paused');
    },
    unmute() {
      if (!silent) return;
      silent = false;
      video.muted = wish.muted;
      start();
    },
    close() {
      closed = true;
      clearInterval(timer);
      for (const [name, listener] of listeners) video.removeEventListener(name, listener);
    },
  };
}
