import { clearVideo } from './clear-video.ts';
import { followPlayback } from './playback.ts';
import type { Player, PlayerNews, Wish } from './player.ts';

/** Plays what comes by WebRTC. The stream is its owner's: `close` leaves its tracks alone. */
export function openStream(
  video: HTMLVideoElement,
  stream: MediaStream,
  wish: Pick<Wish, 'muted' | 'paused'>,
  news: PlayerNews,
): Player {
  const playback = followPlayback(video, wish, news);
  video.srcObject = stream;
  if (!wish.paused) playback.play();
  return {
    position: 0,
    duration: undefined,
    play: () => playback.play(),
    pause: () => playback.pause(),
    seek: () => {},
    choose: () => {},
    unmute: () => playback.unmute(),
    close() {
      playback.close();
      clearVideo(video);
    },
  };
}
