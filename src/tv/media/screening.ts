import type { Caption, Fault, OpenPlayer, Player, PlayerNews, Wish } from '../../media/player.ts';
import { openStream } from '../../media/stream-player.ts';
import { Signal } from '../signal.ts';
import type { Frame, Showing, ShowingOptions, ShowingState, Source } from './showing.ts';
import type { VideoPlace } from './video-place.ts';

/** What the owner of the screen hears from a showing. */
export interface ScreeningOwner {
  readonly open: OpenPlayer;
  /** Frame or state have changed. */
  changed(): void;
  closed(screening: Screening): void;
}

/** These do not begin anew by themselves when they get the screen back. */
const AT_REST: ReadonlySet<ShowingState> = new Set(['ended', 'failed']);

/** A showing: keeps what it takes to come back as it was, and has a player only while it has the screen. */
export class Screening implements Showing {
  readonly source: Source;
  readonly options: ShowingOptions;
  readonly changed = new Signal();
  readonly cueChanged = new Signal();
  readonly #owner: ScreeningOwner;
  readonly #askedAt = performance.now();
  #state: ShowingState = 'waiting';
  #fault: Fault | undefined;
  #player: Player | undefined;
  #place: VideoPlace | undefined;
  #frame: Frame | undefined;
  #position: number;
  #duration: number | undefined;
  #paused = false;
  #captions: readonly Caption[] = [];
  #caption: number | undefined;
  #cue = '';
  #firstFrameMs: number | undefined;
  #closed = false;
  /** Counts players and their ends. */
  #run = 0;

  constructor(source: Source, options: ShowingOptions, owner: ScreeningOwner) {
    this.source = source;
    this.options = options;
    this.#owner = owner;
    this.#frame = options.frame;
    this.#position = source.kind === 'hls' ? (source.at ?? 0) : 0;
  }

  get state(): ShowingState {
    return this.#state;
  }

  get fault(): Fault | undefined {
    return this.#fault;
  }

  get position(): number {
    return this.#player?.position ?? this.#position;
  }

  get duration(): number | undefined {
    return this.#player?.duration ?? this.#duration;
  }

  get captions(): readonly Caption[] {
    return this.#captions;
  }

  get caption(): number | undefined {
    return this.#caption;
  }

  get firstFrameMs(): number | undefined {
    return this.#firstFrameMs;
  }

  get cue(): string {
    return this.#cue;
  }

  /** Where it lies; undefined for the whole screen. */
  get frame(): Frame | undefined {
    return this.#frame;
  }

  /** It stands over the picture of its rank, instead of being one. */
  get beside(): boolean {
    return this.source.kind === 'stream' && this.options.muted === true;
  }

  /** It has a player now. */
  get live(): boolean {
    return this.#player !== undefined;
  }

  /** Gets the screen: it is built where it was left. */
  enter(place: VideoPlace): void {
    if (this.#place || this.#closed) return;
    this.#place = place;
    place.move(this.#frame, this.source.kind === 'stream' && this.source.mirrored === true);
    if (!AT_REST.has(this.#state)) this.#open();
  }

  /** Loses the screen until it gets it back. */
  leave(): void {
    if (!this.#place) return;
    this.#drop();
    this.#place = undefined;
    if (!AT_REST.has(this.#state)) this.#become('waiting');
  }

  /** A key was pressed: sound is allowed from now on. */
  unmute(): void {
    if (this.#state === 'silent') this.#player?.unmute();
  }

  pause(): void {
    this.#paused = true;
    this.#player?.pause();
  }

  play(): void {
    this.#paused = false;
    if (this.#state === 'ended') this.#begin(0);
    else this.#player?.play();
  }

  seek(second: number): void {
    this.#position = Math.max(0, second);
    if (this.#state === 'ended') this.#begin(this.#position);
    else this.#player?.seek(this.#position);
  }

  retry(): void {
    if (this.#state === 'failed') this.#begin(this.#position);
  }

  choose(caption: number | undefined): void {
    if (this.#caption === caption) return;
    this.#caption = caption;
    this.#player?.choose(caption);
    this.#note();
  }

  move(frame: Frame): void {
    this.#frame = frame;
    this.#place?.move(frame, this.source.kind === 'stream' && this.source.mirrored === true);
    this.#note();
  }

  close(): void {
    if (this.#closed) return;
    this.leave();
    this.#closed = true;
    this.#owner.closed(this);
  }

  #begin(at: number): void {
    this.#drop();
    this.#position = at;
    this.#fault = undefined;
    this.#paused = false;
    if (this.#place) this.#open();
    else this.#become('waiting');
  }

  #open(): void {
    const video = this.#place?.video;
    if (!video) return;
    this.#become('opening');
    const { source } = this;
    const base = { muted: this.options.muted ?? false, paused: this.#paused };
    const news = this.#listen();
    if (source.kind === 'stream') {
      this.#player = openStream(video, source.stream, base, news);
      return;
    }
    const wish: Wish = { ...base, url: source.url, live: source.live, at: this.#position, caption: this.#caption };
    this.#player = this.#owner.open(video, wish, news);
  }

  /** News of a player that has been dropped meanwhile are nobody's. */
  #listen(): PlayerNews {
    this.#run += 1;
    const run = this.#run;
    const mine = <Args extends unknown[]>(take: (...args: Args) => void) => {
      return (...args: Args) => {
        if (this.#run === run) take(...args);
      };
    };
    return {
      frame: mine(() => {
        this.#firstFrameMs ??= Math.round(performance.now() - this.#askedAt);
      }),
      state: mine((state) => this.#become(state)),
      captions: mine((captions) => {
        this.#captions = captions;
        this.#note();
      }),
      cue: mine((text) => this.#say(text)),
      failed: mine((fault) => {
        this.#fault = fault;
        this.#drop();
        this.#become('failed');
      }),
    };
  }

  #drop(): void {
    const player = this.#player;
    if (!player) return;
    this.#position = player.position;
    this.#duration = player.duration;
    this.#player = undefined;
    this.#run += 1;
    player.close();
    this.#say('');
  }

  #say(cue: string): void {
    if (cue === this.#cue) return;
    this.#cue = cue;
    this.cueChanged.emit();
  }

  #become(state: ShowingState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#note();
  }

  #note(): void {
    this.changed.emit();
    this.#owner.changed();
  }
}
