import type { Banner } from '../../../tv/banners.ts';
import { firstScreen } from '../../../tv/first-screen.ts';
import { kit } from '../../../tv/kit.ts';
import type { Layer } from '../../../tv/layers.ts';
import { Announcement, LAYERS } from './announcement.ts';
import { Believed } from './believed.ts';
import { Gate } from './gate.ts';
import { BLUE_S, bannerOf, withdrawnBanner, withdrawnText } from './line.ts';
import { LoudnessFloor } from './loudness.ts';
import { MediaShelf } from './media.ts';
import { MessageLayer } from './message-layer.ts';
import { ProofLoader } from './proof-loader.ts';
import { Speaker } from './speaker.ts';
import { type LoudShowing, type Showing, Warnings } from './warnings.ts';

const SECOND_MS = 1_000;
const WITHDRAWN_MS = 10_000;
/** Lines from here up are no warning's: a call for help is under way. */
const RESCUE_RANK = 100;

interface OnScreen {
  readonly announcement: Announcement;
  readonly layer: Layer<MessageLayer>;
}

interface Line {
  readonly showing: Showing;
  readonly banner: Banner;
  readonly hide: () => void;
  /** Seconds in which it could be seen. */
  seconds: number;
}

/** Shows what this box believes: one message over what runs, the small ones at the bottom. */
class BroadcastScreen {
  readonly #proof = new ProofLoader(kit);
  readonly #believed = new Believed(kit.store, kit.clock);
  readonly warnings = new Warnings(kit, this.#believed);
  readonly gate = new Gate(kit, this.#believed, this.#proof, firstScreen);
  readonly media = new MediaShelf(kit, this.#proof);
  readonly speaker = new Speaker(kit, this.media);
  readonly loudness = new LoudnessFloor(kit);
  readonly #lines = new Map<string, Line>();
  #now: OnScreen | undefined;

  /** Runs once at boot. */
  start(): void {
    this.warnings.changed.on(() => this.#follow());
    this.warnings.withdrawn.on((showing) => this.#sayWithdrawn(showing));
    kit.layers.changed.on(() => this.#attend());
    kit.banners.changed.on(() => this.#attend());
    kit.settings.changed.on(() => this.#now?.layer.component.redraw());
    this.media.changed.on(() => this.#now?.layer.component.redraw());
    setInterval(() => this.#count(), SECOND_MS);
    this.#follow();
  }

  #follow(): void {
    const next = this.warnings.onScreen;
    if (this.#now?.announcement.showing.warning.id !== next?.warning.id) {
      this.#close();
      if (next) this.#open(next);
    }
    this.#showLines(this.warnings.lines);
  }

  #open(showing: LoudShowing): void {
    const { level, as, warning } = showing;
    const announcement = new Announcement(kit.tones, this.speaker, showing);
    const picture = () => this.media.addressOf(warning.picture);
    // The voice is to be there before the tone is over.
    this.media.addressOf(warning.voice);
    const layer = kit.layers.show(LAYERS[level], MessageLayer, { announced: { announcement, picture } });
    layer.component.onConfirm = () => this.warnings.confirm(showing);
    layer.component.onAway = () => this.warnings.timeUp(showing);
    announcement.changed.on(() => {
      if (announcement.timeUp) this.warnings.timeUp(showing);
      else layer.component.redraw();
    });
    this.#now = { announcement, layer };
    // A drill startles nobody who has turned the sound down.
    if (level === 'red' && as === 'warning' && !warning.drill) void this.loudness.raise();
    this.#attend();
  }

  #close(): void {
    const now = this.#now;
    this.#now = undefined;
    now?.announcement.stop();
    now?.layer.close();
    if (now) void this.loudness.restore();
  }

  /** Who lies below something else neither speaks nor counts; who lies on top has been shown once a frame was drawn. */
  #attend(): void {
    const { first } = kit.banners;
    const calls = kit.layers.stack.some(({ kind }) => kind === 'sos') || (first?.rank ?? 0) >= RESCUE_RANK;
    this.warnings.holdsDrills = calls;
    const now = this.#now;
    if (!now) return;
    if (kit.layers.top !== now.layer) {
      now.announcement.rest();
      return;
    }
    now.announcement.play();
    now.layer.component.stage.once('frameEnd', () => {
      if (kit.layers.top === now.layer) this.warnings.shown(now.announcement.showing);
    });
  }

  #showLines(showings: readonly Showing[]): void {
    for (const [id, { hide }] of this.#lines) {
      if (showings.some(({ warning }) => warning.id === id)) continue;
      this.#lines.delete(id);
      hide();
    }
    // From the lowest up, since of the same rank the newest banner comes first.
    for (const showing of [...showings].reverse()) {
      const { id } = showing.warning;
      if (this.#lines.has(id)) continue;
      const banner = bannerOf(showing);
      this.#lines.set(id, { showing, banner, hide: kit.banners.show(banner), seconds: 0 });
    }
  }

  /** A line has been shown once it stood there for a moment with nothing above it; a blue one has its time then. */
  #count(): void {
    if (kit.layers.top) return;
    for (const line of this.#lines.values()) {
      const { showing } = line;
      if (kit.banners.current !== line.banner) continue;
      line.seconds += 1;
      this.warnings.shown(showing);
      if (showing.as === 'warning' && showing.level === 'blue' && line.seconds >= BLUE_S) this.warnings.timeUp(showing);
    }
  }

  #sayWithdrawn(showing: Showing): void {
    if (showing.as !== 'warning') return;
    setTimeout(kit.banners.show(withdrawnBanner(showing)), WITHDRAWN_MS);
    if (showing.level === 'red' || showing.level === 'orange')
      void kit.voice.speak(withdrawnText(showing), { always: true });
  }
}

/** The one of this box. */
export const broadcastScreen = new BroadcastScreen();
