import { kit } from '../kit.ts';
import type { Layer } from '../layers.ts';
import type { TvService } from '../service.ts';
import { tvServices } from '../services.ts';
import { Signal } from '../signal.ts';
import { t } from '../text.ts';
import { COLOR } from '../theme.ts';
import { FullLayer } from './full-layer.ts';
import { LastHeard } from './last-heard.ts';
import { Rotation } from './rotation.ts';
import type { CardItem, FullItem, ScreenSource } from './source.ts';

/** Long enough for slow readers who look up late. */
const CARD_MS = 16_000;
const FULL_MS = 18_000;
/** A chunk that does not come is asked for again, ms. */
const AGAIN_MS = 10_000;

/** What a public screen shows: the cards that take turns, and what takes the whole screen. */
class ScreenShow {
  readonly cards = new Rotation<CardItem>({ turnMs: CARD_MS });
  readonly heard = new LastHeard(kit);
  /** Something else than whose turn it is has changed. */
  readonly changed = new Signal();
  readonly #full = new Rotation<FullItem>({ turnMs: FULL_MS, newFirst: true, holds: (item) => item.busy });
  readonly #sources: ScreenSource[] = [];
  #layer: Layer<FullLayer> | undefined;
  #entered: FullItem | undefined;
  #started = false;

  /** Begins, once: services' parts come in chunks of their own. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#full.changed.on(() => this.#showFull());
    kit.home.changed.on(() => this.#follow());
    kit.clock.minute.on(() => this.#showFull());
    this.#follow();
    for (const { publicSource } of Object.values<TvService>(tvServices))
      if (publicSource) void this.#load(publicSource);
  }

  async #load(publicSource: NonNullable<TvService['publicSource']>): Promise<void> {
    try {
      const { default: source } = await publicSource();
      this.#sources.push(source);
      source.changed.on(() => this.#follow());
      source.start();
      this.#follow();
    } catch {
      setTimeout(() => void this.#load(publicSource), AGAIN_MS);
    }
  }

  #follow(): void {
    this.#full.set(this.#sources.flatMap((source) => source.full));
    this.cards.set([...lineCard(), ...this.#sources.flatMap((source) => source.cards)]);
    this.changed.emit();
  }

  #showFull(): void {
    const item = this.#full.current;
    if (item !== this.#entered) {
      this.#entered?.leave();
      this.#entered = item;
      item?.enter();
    }
    if (!item) {
      this.#layer?.close();
      this.#layer = undefined;
      return;
    }
    // Over every page that a technician may have open.
    this.#layer ??= kit.layers.show('red', FullLayer, { item });
    this.#layer.component.redraw(item);
    this.#layer.component.stage.once('frameEnd', () => {
      if (this.#layer && this.#full.current === item) item.onShown();
    });
  }
}

/** The message that the community has for all its televisions. */
function lineCard(): CardItem[] {
  const line = kit.home.current?.line;
  if (!line) return [];
  const tag = { text: t('app.screen.line'), color: COLOR.accent, ink: COLOR.onAccent };
  return [{ id: `line ${line}`, tag, title: line }];
}

/** The one of this screen. */
export const screenShow = new ScreenShow();
