import { clearVideo } from '../clear-video.ts';
import { followPlayback } from '../playback.ts';
import type { Fault, Player, PlayerNews, Wish } from '../player.ts';

/** What the browser says of itself (MediaError.code), in our words. */
const FAULTS: Readonly<Record<number, Fault>> = { 2: 'network', 3: 'broken', 4: 'format' };
/** Starts anew after an error so many times; waits, ms. */
const WAITS = [1_000, 3_000, 5_000];

/** Plays a playlist by the browser's own HLS: for boxes without MediaSource. It has no captions. */
export function openNative(video: HTMLVideoElement, wish: Wish, news: PlayerNews): Player {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let at = wish.at;
  const playback = followPlayback(video, wish, news, () => {
    if (!playback.seen || playback.stalledMs() > 0) return;
    if (!wish.live) at = video.currentTime;
    tries = 0;
  });
  const begin = () => {
    video.src = wish.url;
    if (!wish.paused) playback.play();
  };
  const onMetadata = () => {
    if (!wish.live && at > 0) video.currentTime = at;
  };
  const onError = () => {
    const wait = WAITS[tries++];
    if (wait !== undefined) waiting = setTimeout(begin, wait);
    else {
      const fault = FAULTS[video.error?.code ?? 0] ?? 'broken';
      player.close();
      news.failed(fault);
    }
  };
  video.addEventListener('loadedmetadata', onMetadata);
  video.addEventListener('error', onError);
  const player: Player = {
    get position() {
      return wish.live ? 0 : video.currentTime || at;
    },
    get duration() {
      return wish.live || !Number.isFinite(video.duration) ? undefined : video.duration;
    },
    play: () => playback.play(),
    pause: () => playback.pause(),
    seek: (second) => {
      if (!wish.live) video.currentTime = second;
    },
    choose: () => {},
    unmute: () => playback.unmute(),
    close() {
      clearTimeout(waiting);
      video.removeEventListener('loadedmetadata', onMetadata);
      video.removeEventListener('error', onError);
      playback.close();
      clearVideo(video);
    },
  };
  begin();
  return player;
}
