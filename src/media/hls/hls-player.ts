import Hls, { type ErrorData, Events, type HlsListeners } from 'hls.js';
import { clearVideo } from '../clear-video.ts';
import { followPlayback } from '../playback.ts';
import type { Fault, Player, PlayerNews, Wish } from '../player.ts';
import { hlsConfig } from './config.ts';
import { Cues } from './cues.ts';
import { isOver, Recovery } from './faults.ts';
import { openNative } from './native-player.ts';
import { StuckWatch } from './stuck-watch.ts';

/** A picture that stands still although there is more of it in hand is started anew after so long, ms. */
const NUDGE_MS = 4_000;
/** There is more of it in hand, s. */
const AHEAD_S = 1;

/** Plays a playlist by hls.js, and by the browser itself only where hls.js cannot (some say 'maybe' and mean no). */
export function openHls(video: HTMLVideoElement, wish: Wish, news: PlayerNews): Player {
  if (!Hls.isSupported()) return openNative(video, wish, news);
  return new HlsPlayer(video, wish, news);
}

class HlsPlayer implements Player {
  readonly #video: HTMLVideoElement;
  readonly #wish: Wish;
  readonly #news: PlayerNews;
  readonly #recovery = new Recovery();
  readonly #stuck: StuckWatch;
  readonly #cues = new Cues();
  readonly #playback;
  #hls: Hls | undefined;
  #caption: number | undefined;
  #cue = '';
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #goingSince: number | undefined;

  constructor(video: HTMLVideoElement, wish: Wish, news: PlayerNews) {
    this.#video = video;
    this.#wish = wish;
    this.#news = news;
    this.#caption = wish.caption;
    this.#stuck = new StuckWatch(wish.live);
    this.#playback = followPlayback(video, wish, news, () => this.#look());
    this.#build(wish.live ? -1 : wish.at);
  }

  get position(): number {
    if (this.#wish.live) return -(this.#hls?.latency ?? 0);
    return this.#playback.seen ? this.#video.currentTime : this.#wish.at;
  }

  get duration(): number | undefined {
    const { duration } = this.#video;
    return this.#wish.live || !Number.isFinite(duration) ? undefined : duration;
  }

  play(): void {
    // What was live when it was paused is not any more.
    const edge = this.#wish.live ? this.#hls?.liveSyncPosition : undefined;
    if (edge !== null && edge !== undefined) this.#video.currentTime = edge;
    this.#playback.play();
  }

  pause(): void {
    this.#playback.pause();
  }

  seek(second: number): void {
    if (!this.#wish.live) this.#video.currentTime = second;
  }

  choose(caption: number | undefined): void {
    this.#caption = caption;
    this.#cues.clear();
    if (this.#hls) this.#hls.subtitleTrack = caption ?? -1;
    this.#tellCue();
  }

  unmute(): void {
    this.#playback.unmute();
  }

  close(): void {
    clearTimeout(this.#waiting);
    this.#playback.close();
    this.#destroy();
    clearVideo(this.#video);
  }

  /** The old one always goes before the new one comes. */
  #build(at: number): void {
    this.#destroy();
    const hls = new Hls(hlsConfig(at));
    this.#hls = hls;
    const on = <E extends keyof HlsListeners>(event: E, listener: HlsListeners[E]) => hls.on(event, listener);
    on(Events.ERROR, (_, trouble) => this.#onError(trouble));
    on(Events.LEVEL_LOADED, (_, { details }) => this.#stuck.note(details, performance.now()));
    on(Events.SUBTITLE_TRACKS_UPDATED, (_, { subtitleTracks }) => {
      this.#news.captions(subtitleTracks.map(({ id, name, lang = '' }) => ({ id, name, language: lang })));
      hls.subtitleDisplay = true;
      hls.subtitleTrack = this.#caption ?? -1;
    });
    on(Events.CUES_PARSED, (_, { cues }) => this.#cues.add(cues as VTTCue[], this.#video.currentTime));
    hls.loadSource(this.#wish.url);
    hls.attachMedia(this.#video);
  }

  #destroy(): void {
    this.#hls?.destroy();
    this.#hls = undefined;
  }

  #onError(trouble: ErrorData): void {
    if (!isOver(trouble)) return;
    const cure = this.#recovery.cure(trouble, performance.now(), this.#playback.seen);
    this.#goingSince = undefined;
    if (cure.do === 'fail') this.#fail(cure.fault);
    else if (cure.do === 'recover') this.#hls?.recoverMediaError();
    else if (cure.do === 'load') this.#later(cure.afterMs, () => this.#hls?.startLoad());
    else this.#rebuildLater(cure.afterMs);
  }

  #rebuildLater(afterMs: number): void {
    const at = this.#wish.live ? -1 : this.position;
    this.#destroy();
    this.#later(afterMs, () => {
      this.#build(at);
      if (!this.#wish.paused) this.#playback.play();
    });
  }

  #later(ms: number, step: () => void): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(step, ms);
  }

  #fail(fault: Fault): void {
    this.close();
    this.#news.failed(fault);
  }

  #look(): void {
    this.#tellCue();
    const stalledMs = this.#playback.stalledMs();
    const now = performance.now();
    if (stalledMs < 1_000) {
      // A picture that went on for a while is well again; one that moved for a moment between two errors is not.
      this.#goingSince ??= now;
      if (this.#playback.seen && now - this.#goingSince > 10_000) this.#recovery.calm();
      return;
    }
    this.#goingSince = undefined;
    if (this.#stuck.over(stalledMs, now)) this.#fail('stuck');
    else if (stalledMs > NUDGE_MS && this.#ahead() >= AHEAD_S) {
      this.#onError({ type: 'otherError', details: 'standsStill', fatal: true } as unknown as ErrorData);
    }
  }

  /** s of picture in hand from here on. */
  #ahead(): number {
    const { buffered, currentTime } = this.#video;
    for (let i = 0; i < buffered.length; i++) {
      if (buffered.start(i) <= currentTime + 0.1 && currentTime < buffered.end(i)) return buffered.end(i) - currentTime;
    }
    return 0;
  }

  #tellCue(): void {
    const cue = this.#caption === undefined ? '' : this.#cues.at(this.#video.currentTime);
    if (cue === this.#cue) return;
    this.#cue = cue;
    this.#news.cue(cue);
  }
}
