import type { OpenPlayer, Player } from './player.ts';

/** hls.js is large: it comes when it is first needed, or before by `loadHls`. */
export const loadHls = () => import('./hls/hls-player.ts');

/** Plays a playlist; while hls.js is still being fetched, what is asked of the player is kept for it. */
export const openPlayer: OpenPlayer = (video, first, news) => {
  let wish = first;
  let player: Player | undefined;
  let closed = false;
  loadHls().then(
    ({ openHls }) => {
      if (!closed) player = openHls(video, wish, news);
    },
    () => closed || news.failed('network'),
  );
  return {
    get position() {
      return player ? player.position : wish.at;
    },
    get duration() {
      return player?.duration;
    },
    play() {
      wish = { ...wish, paused: false };
      player?.play();
    },
    pause() {
      wish = { ...wish, paused: true };
      player?.pause();
    },
    seek(at) {
      wish = { ...wish, at };
      player?.seek(at);
    },
    choose(caption) {
      wish = { ...wish, caption };
      player?.choose(caption);
    },
    unmute: () => player?.unmute(),
    close() {
      closed = true;
      player?.close();
    },
  };
};
