import type { Banner } from '../../../../tv/banners.ts';
import { kit } from '../../../../tv/kit.ts';
import type { CardItem, FullItem, ScreenSource } from '../../../../tv/screen/source.ts';
import { Signal } from '../../../../tv/signal.ts';
import { LOOKS, lookOf } from '../level-sign.ts';
import { bannerOf } from '../line.ts';
import { broadcastScreen } from '../screen.ts';
import type { LoudShowing, Showing } from '../warnings.ts';
import { momentOf, nameOf, untilOf } from '../words.ts';
import { sortForScreen } from './sorted.ts';
import { groundOf, publicView } from './view.ts';
import { PublicVoice } from './voice.ts';

const SECOND_MS = 1_000;

const { warnings, media, speaker, loudness } = broadcastScreen;

/** One message while it holds: its voice goes on where it was when it has the screen again. */
class PublicMessage implements FullItem {
  readonly id: string;
  readonly #voice: PublicVoice;
  #showing: LoudShowing;

  constructor(showing: LoudShowing) {
    this.id = showing.warning.id;
    this.#showing = showing;
    this.#voice = new PublicVoice(kit.tones, speaker, showing);
    // The voice is to be there before the tone is over.
    media.addressOf(showing.warning.voice);
  }

  get look(): string {
    const { warning, as, level } = this.#showing;
    return [as, level, untilOf(warning, kit.clock.now()), media.addressOf(warning.picture)].join();
  }

  get ground(): number {
    return groundOf(this.#showing);
  }

  get busy(): boolean {
    return this.#voice.busy;
  }

  set showing(showing: LoudShowing) {
    this.#showing = showing;
  }

  draw() {
    return publicView(this.#showing, kit.clock.now(), media.addressOf(this.#showing.warning.picture));
  }

  enter(): void {
    const { level, as, warning } = this.#showing;
    if (level === 'red' && as === 'warning' && !warning.drill) void loudness.raise();
    void this.#voice.play();
  }

  leave(): void {
    this.#voice.stop();
    void loudness.restore();
  }

  onShown(): void {
    warnings.shown(this.#showing);
  }
}

/** What 02 has for a public screen. Nobody confirms there: it only says that it has received and shown. */
class PublicSource implements ScreenSource {
  readonly changed = new Signal();
  full: readonly FullItem[] = [];
  cards: readonly CardItem[] = [];
  readonly #messages = new Map<string, PublicMessage>();
  readonly #lines = new Map<string, { showing: Showing; banner: Banner; hide: () => void }>();

  start(): void {
    warnings.changed.on(() => this.#follow());
    media.changed.on(() => this.changed.emit());
    kit.clock.minute.on(() => this.#follow());
    setInterval(() => this.#noteLines(), SECOND_MS);
    this.#follow();
  }

  #follow(): void {
    const { full, lines, cards } = sortForScreen(warnings.valid, warnings.now);
    this.full = full.map((showing) => this.#message(showing));
    for (const id of this.#messages.keys())
      if (!full.some(({ warning }) => warning.id === id)) this.#messages.delete(id);
    this.cards = cards.map(cardOf);
    this.#showLines(lines);
    this.changed.emit();
  }

  #message(showing: LoudShowing): PublicMessage {
    const { id } = showing.warning;
    const message = this.#messages.get(id) ?? new PublicMessage(showing);
    message.showing = showing;
    this.#messages.set(id, message);
    return message;
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
      this.#lines.set(id, { showing, banner, hide: kit.banners.show(banner) });
    }
  }

  /** A line has been shown once it stood there for a moment with nothing above it. */
  #noteLines(): void {
    if (kit.layers.top) return;
    for (const { showing, banner } of this.#lines.values()) {
      if (kit.banners.current === banner) warnings.shown(showing);
    }
  }
}

function cardOf(showing: Showing): CardItem {
  const { id, headline, body, sender, sentAt } = showing.warning;
  const { color, ink } = LOOKS[lookOf(showing)];
  return {
    id,
    tag: { text: nameOf(showing), color, ink },
    title: headline,
    text: body,
    from: `${sender}　${momentOf(sentAt, kit.clock.now())}`,
    onShown: () => warnings.shown(showing),
  };
}

/** The one of this screen. */
export default new PublicSource() satisfies ScreenSource;
