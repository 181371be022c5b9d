import type { Home, Weather } from '../../protocol/contracts/box.ts';
import { clockTime, shanghai } from '../../protocol/time.ts';
import { bannerHeight } from '../components/banner-line.ts';
import { Page } from '../components/page.ts';
import { picture } from '../components/picture.ts';
import { label, type Template } from '../components/template.ts';
import { kit } from '../kit.ts';
import { t, tAgo, tDay } from '../text.ts';
import { COLOR, lineAt, SAFE, SCREEN } from '../theme.ts';
import { WEATHER_PICTURES } from '../weather.ts';
import { cardView, placeView } from './card-view.ts';
import { shadeAt, shiftAt } from './care.ts';
import { screenShow } from './show.ts';

/** px: all of it is to be read at five metres. */
const PX = { name: 76, place: 64, clock: 204, date: 70, weather: 76, small: 60, foot: 66 } as const;
const LEFT_W = 610;
const GAP = 46;
const FADE_S = 0.8;

/** The screen of a lobby: what time it is, and what there is to know here. It has no focus; nobody has a remote. */
export default class ScreenPage extends Page {
  #card: string | undefined;

  static override _template() {
    return { ...Page._template(), Card: {}, Shade: { rect: true, ...SCREEN, color: 0xff000000, alpha: 0 } };
  }

  override get title(): string {
    return '';
  }

  override get hint(): string {
    return '';
  }

  override _setup(): void {
    const redraw = () => this.redraw();
    this.until(
      kit.clock.minute.on(redraw),
      kit.link.changed.on(redraw),
      kit.banners.changed.on(redraw),
      screenShow.changed.on(redraw),
      screenShow.cards.changed.on(redraw),
      kit.layers.changed.on(() => this.#noteShown()),
    );
  }

  override begin(): void {
    screenShow.start();
    this.redraw();
  }

  override redraw(): void {
    const now = kit.clock.now();
    const shift = shiftAt(now);
    this.tag('Body').patch(shift);
    this.tag('Body').children = this.draw();
    this.tag('Card').patch(shift);
    this.#drawCard();
    this.tag('Shade').setSmooth('alpha', shadeAt(shanghai(now).hour()));
  }

  protected override draw(): Template[] {
    const info = kit.home.current;
    return [...placeName(info), ...timeOfDay(), ...(info?.weather ? sky(info.weather) : []), ...foot()];
  }

  /** The next card fades in over the last one: nothing flashes. */
  #drawCard(): void {
    const card = screenShow.cards.current;
    const { index, of } = screenShow.cards.turn;
    const box = cardBox();
    const drawn = [JSON.stringify(card), index, of, box.h, kit.home.current?.household.label].join();
    if (drawn === this.#card) return;
    this.#card = drawn;
    const cards = this.tag('Card').childList;
    const before = cards.last;
    const children = card ? cardView(card, box, { index, of }) : placeView(kit.home.current, box);
    cards.a({ alpha: before ? 0 : 1, children });
    if (before) {
      cards.last.setSmooth('alpha', 1, { duration: FADE_S });
      before.setSmooth('alpha', 0, { duration: FADE_S });
      before.transition('alpha').once('finish', () => cards.remove(before));
    }
    this.#noteShown();
  }

  #noteShown(): void {
    const card = screenShow.cards.current;
    if (!card?.onShown || !this.active || kit.layers.top) return;
    this.stage.once('frameEnd', () => {
      if (this.active && !kit.layers.top && screenShow.cards.current?.id === card.id) card.onShown?.();
    });
  }

  override _active(): void {
    super._active();
    this.#noteShown();
  }

  /** Nothing lies behind it. */
  override _handleBack(): boolean {
    return true;
  }
}

/** Above what lies at the bottom: the screen's own foot, and above that a warning's line. */
function footY(): number {
  const below = kit.banners.current ? bannerHeight() + 10 : SAFE.y;
  return SCREEN.h - below - lineAt(PX.foot);
}

function cardBox() {
  const x = SAFE.x + LEFT_W + GAP;
  return { x, y: SAFE.y, w: SCREEN.w - SAFE.x - x, h: footY() - 30 - SAFE.y };
}

function placeName(info: Home | undefined): Template[] {
  const at = { w: LEFT_W, lines: 1, x: SAFE.x } as const;
  return [
    label({ ...at, text: info?.community.name ?? t('app.name'), px: PX.name, color: 'accent', y: SAFE.y }),
    label({ ...at, text: info?.household.label ?? '', px: PX.place, color: 'quiet', y: SAFE.y + lineAt(PX.name) }),
  ];
}

function timeOfDay(): Template[] {
  const now = kit.clock.now();
  const y = SAFE.y + lineAt(PX.name) + lineAt(PX.place) + 8;
  return [
    label({ text: clockTime(now), px: PX.clock, x: SAFE.x, y }),
    label({ text: tDay(now), px: PX.date, x: SAFE.x, y: y + lineAt(PX.clock) - 30 }),
  ];
}

function sky({ kind, low, high, source }: Weather): Template[] {
  const y = SAFE.y + lineAt(PX.name) + lineAt(PX.place) + lineAt(PX.clock) + lineAt(PX.date) + 8;
  const side = 140;
  const x = SAFE.x + side + 26;
  const words = [t(`app.weather.${kind}`), source === 'climate' ? t('app.weather.usual') : '']
    .filter(Boolean)
    .join(' ');
  return [
    picture({ name: WEATHER_PICTURES[kind], side, x: SAFE.x, y: y + 24 }),
    label({ text: t('app.screen.range', { low, high }), px: PX.weather, x, y }),
    label({ text: words, px: PX.small, color: 'quiet', x, y: y + lineAt(PX.weather) - 4 }),
  ];
}

/** Whom to call, and whether what stands here is fresh. */
function foot(): Template[] {
  const phone = kit.home.helpPhone;
  const y = footY();
  const side = 76;
  const children: Template[] = [];
  if (phone) {
    children.push(
      picture({ name: 'phone', side, x: SAFE.x, y: y + (lineAt(PX.foot) - side) / 2 }),
      label({ text: t('app.screen.phone', { phone }), px: PX.foot, x: SAFE.x + side + 24, y }),
    );
  }
  const stale = staleness();
  if (stale)
    children.push(
      label({ text: stale, px: PX.small, color: COLOR.bad, align: 'right', x: SCREEN.w - SAFE.x, y: y + 4 }),
    );
  return children;
}

function staleness(): string {
  if (kit.link.state === 'online' || kit.link.state === 'connecting') return '';
  const { age } = screenShow.heard;
  return age === undefined ? t('app.link.offline') : t('app.link.stale', { ago: tAgo(age) });
}
