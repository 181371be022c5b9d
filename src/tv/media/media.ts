import { openPlayer } from '../../media/open-player.ts';
import type { OpenPlayer } from '../../media/player.ts';
import { LAYER_KINDS, type Layers } from '../layers.ts';
import { Signal } from '../signal.ts';
import { Screening } from './screening.ts';
import type { Frame, Rank, Showing, ShowingOptions, Source } from './showing.ts';
import { placeVideo, type VideoPlace } from './video-place.ts';

const RANKS: readonly Rank[] = ['page', ...LAYER_KINDS];
/** From this kind of layer on, pictures of lower rank wait; a popup only lies over them. */
const INTERRUPTS = RANKS.indexOf('call');

const heightOf = (rank: Rank) => RANKS.indexOf(rank);

/** What `media` needs around it; tests bring their own players. */
export interface MediaParts {
  readonly layers: Pick<Layers, 'top' | 'changed'>;
  /** A key was pressed. */
  readonly pressed: { on(listener: () => void): unknown };
  readonly open?: OpenPlayer;
  readonly place?: () => VideoPlace;
}

/**
 * The one owner of the `<video>` under the canvas. Whoever ranks highest plays, of one rank the newest; all others wait
 * and come back as they were: same channel, same second. A layer from `call` on silences what lies below it, also when it
 * shows no picture itself.
 */
export class Media {
  readonly #parts: MediaParts;
  /** From below. */
  #stack: Screening[] = [];
  #place: VideoPlace | undefined;
  readonly #beside = new Map<Screening, VideoPlace>();
  #arranging = false;
  /** What is to be seen through the canvas, or who is on top, has changed. */
  readonly changed = new Signal();

  constructor(parts: MediaParts) {
    this.#parts = parts;
    parts.layers.changed.on(() => this.#arrange());
    parts.pressed.on(() => {
      for (const screening of this.#stack) screening.unmute();
    });
  }

  /** Shows something until it is closed; it may have to wait, see `Showing.state`. */
  show(source: Source, options: ShowingOptions): Showing {
    const screening = new Screening(source, options, {
      open: this.#parts.open ?? openPlayer,
      changed: () => this.#arranging || this.changed.emit(),
      closed: (gone) => {
        this.#stack = this.#stack.filter((one) => one !== gone);
        this.#arrange();
      },
    });
    const above = this.#stack.findIndex((one) => heightOf(one.options.rank) > heightOf(options.rank));
    this.#stack.splice(above < 0 ? this.#stack.length : above, 0, screening);
    this.#arrange();
    return screening;
  }

  /** The picture that has the screen. */
  get current(): Showing | undefined {
    return this.#current();
  }

  /** Its rank: what ranks lower is not to be seen while it plays. */
  get rank(): Rank | undefined {
    return this.#current()?.options.rank;
  }

  /** Where the canvas must be clear now; undefined stands for the whole screen. */
  get frames(): readonly (Frame | undefined)[] {
    const current = this.#current();
    const shown = current ? [current, ...this.#beside.keys()] : [...this.#beside.keys()];
    return shown.filter((one) => one.state !== 'failed').map((one) => one.frame);
  }

  /** Players that hold a decoder now. */
  get players(): number {
    return this.#stack.filter((one) => one.live).length;
  }

  #floor(): number {
    const top = this.#parts.layers.top;
    const height = top ? heightOf(top.kind) : 0;
    return height >= INTERRUPTS ? height : 0;
  }

  #current(): Screening | undefined {
    const highest = this.#stack.filter((one) => !one.beside).at(-1);
    return highest && heightOf(highest.options.rank) >= this.#floor() ? highest : undefined;
  }

  #arrange(): void {
    this.#arranging = true;
    const current = this.#current();
    const height = Math.max(this.#floor(), current ? heightOf(current.options.rank) : 0);
    for (const one of this.#stack) if (!one.beside && one !== current) one.leave();
    for (const [one, place] of this.#beside) {
      if (this.#stack.includes(one) && heightOf(one.options.rank) >= height) continue;
      one.leave();
      place.remove();
      this.#beside.delete(one);
    }
    if (current) {
      this.#place ??= this.#newPlace();
      current.enter(this.#place);
    }
    for (const one of this.#stack) {
      if (!one.beside || this.#beside.has(one) || heightOf(one.options.rank) < height) continue;
      const place = this.#newPlace();
      this.#beside.set(one, place);
      one.enter(place);
    }
    this.#arranging = false;
    this.changed.emit();
  }

  #newPlace(): VideoPlace {
    return (this.#parts.place ?? placeVideo)();
  }
}
