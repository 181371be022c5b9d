import { clockTime } from '../../../protocol/time.ts';
import { button, buttonHeight } from '../../../tv/components/button.ts';
import { Page } from '../../../tv/components/page.ts';
import { failedView, loadingView, offlineView } from '../../../tv/components/states.ts';
import { label, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { backTo, type PageParams } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, COLOR, fontSize, grown, lineHeight } from '../../../tv/theme.ts';
import type { Channel } from '../protocol.ts';
import { channels } from './channels.ts';
import { guideCell } from './guide-cell.ts';
import { piecesIn, windowStart } from './guide-window.ts';

/** How much time the page shows, ms: fewer hours where the letters are larger. */
const WINDOW_MS = { normal: 2.5 * 3_600_000, big: 2 * 3_600_000 };
const STEP_MS = 3_600_000;
/** How far ahead it can be looked, ms. */
const MOST_AHEAD_MS = 8 * 3_600_000;
const GAP = 14;

/** Channels below each other, their programmes beside each other, and a line where now is. */
export default class GuidePage extends Page {
  #from = 0;
  #first = 0;
  #favouritesOnly = false;
  #wanted: string | undefined;

  override get title(): string {
    return t('tv.guide.title');
  }

  override get hint(): string {
    return t('tv.guide.hint');
  }

  override _setup(): void {
    channels.open();
    const freshen = () => this.freshen();
    this.until(channels.changed.on(freshen), kit.clock.minute.on(freshen));
  }

  override begin(params: PageParams): void {
    this.#from = windowStart(kit.clock.now());
    this.#wanted = typeof params.channelId === 'string' ? params.channelId : channels.last[0];
    this.#favouritesOnly = false;
    const place = this.#shown.findIndex(({ id }) => id === this.#wanted);
    this.#first = Math.max(0, Math.min(place - 1, this.#shown.length - this.#rows));
    void channels.refreshGuide();
    super.begin(params);
    this.#focusRow(place);
  }

  get #shown(): readonly Channel[] {
    const list = channels.list ?? [];
    return this.#favouritesOnly ? list.filter(({ favourite }) => favourite) : list;
  }

  get #rowH(): number {
    return lineHeight('body') + lineHeight('hint') + 24;
  }

  /** Rows that fit. */
  get #rows(): number {
    return Math.max(1, Math.floor((bodyBox().h - this.#top + GAP) / (this.#rowH + GAP)));
  }

  get #top(): number {
    return buttonHeight() + 24 + lineHeight('hint') + 12;
  }

  get #length(): number {
    return kit.settings.bigText ? WINDOW_MS.big : WINDOW_MS.normal;
  }

  /** The row of what is in focus; -1 for the buttons above. */
  #rowInFocus(): number {
    const id = this.focused?.spec.key.split('@')[0];
    return this.#shown.findIndex((channel) => channel.id === id);
  }

  #focusRow(place: number): void {
    const channel = this.#shown[place];
    if (!channel) return;
    const now = channels.on(channel.id, kit.clock.now()).now;
    const keys = this.items.map(({ spec }) => spec.key).filter((key) => key.startsWith(channel.id));
    const key = now ? `${channel.id}@${now.startsAt}` : undefined;
    this.focusOn(key && keys.includes(key) ? key : keys[0]);
  }

  override _handleDown(): boolean {
    const row = this.#rowInFocus();
    if (row >= 0 && row === this.#first + this.#rows - 1 && row + 1 < this.#shown.length)
      return this.#scroll(1, row + 1);
    return super._handleDown();
  }

  override _handleUp(): boolean {
    const row = this.#rowInFocus();
    if (row > 0 && row === this.#first) return this.#scroll(-1, row - 1);
    return super._handleUp();
  }

  override _handleRight(): boolean {
    if (super._handleRight()) return true;
    const last = windowStart(kit.clock.now()) + MOST_AHEAD_MS;
    return this.#rowInFocus() >= 0 && this.#from + STEP_MS <= last && this.#slide(STEP_MS);
  }

  override _handleLeft(): boolean {
    if (super._handleLeft()) return true;
    return this.#rowInFocus() >= 0 && this.#from > windowStart(kit.clock.now()) && this.#slide(-STEP_MS);
  }

  #scroll(by: 1 | -1, row: number): boolean {
    this.#first += by;
    this.redraw();
    this.#focusRow(row);
    return true;
  }

  /** Another hour; the focus stays in its row, at the edge that it came to. */
  #slide(ms: number): boolean {
    const id = this.#shown[this.#rowInFocus()]?.id ?? '';
    this.#from = Math.max(windowStart(kit.clock.now()), this.#from + ms);
    this.redraw();
    const keys = this.items.map(({ spec }) => spec.key).filter((key) => key.startsWith(id));
    this.focusOn(ms > 0 ? keys.at(-1) : keys[0]);
    return true;
  }

  protected override draw(): Template[] {
    const again = () => void channels.refresh();
    if (!channels.list) {
      if (kit.link.state === 'offline') return offlineView(() => kit.link.reconnect());
      return channels.refusal ? failedView(again) : loadingView();
    }
    const shown = this.#shown;
    const channelW = grown(390);
    const gridX = channelW + GAP;
    const gridW = bodyBox().w - gridX;
    const rows = shown.slice(this.#first, this.#first + this.#rows);
    return [
      ...this.#buttons(),
      ...this.#beyond(channelW),
      ...this.#ruler(gridX, gridW),
      ...(shown.length === 0 ? this.#nothing() : []),
      ...rows.flatMap((channel, index) => this.#row(channel, this.#top + index * (this.#rowH + GAP), gridX, gridW)),
    ];
  }

  /** That there are channels which cannot be seen now, and where. */
  #beyond(w: number): Template[] {
    const below = this.#shown.length - this.#first - this.#rows;
    if (below <= 0 && this.#first === 0) return [];
    const text = below > 0 ? t('tv.guide.below', { n: below }) : t('tv.guide.above', { n: this.#first });
    return [label({ text, size: 'hint', color: 'quiet', w, lines: 1, y: buttonHeight() + 24 })];
  }

  #nothing(): Template[] {
    const text = t(channels.list?.length === 0 ? 'tv.none.title' : 'tv.guide.noFavourites');
    return [label({ text, color: 'quiet', w: bodyBox().w, lines: 2, y: this.#top })];
  }

  #buttons(): Template[] {
    const w = fontSize('body') * 6;
    const startW = fontSize('body') * 12;
    const choose = (only: boolean) => () => {
      this.#favouritesOnly = only;
      this.#first = 0;
      this.redraw();
    };
    const state = t(channels.startWithTv ? 'tv.guide.on' : 'tv.guide.off');
    return [
      button({ key: 'all', text: t('tv.guide.all'), w, main: !this.#favouritesOnly, onPress: choose(false) }),
      button({
        key: 'favourites',
        text: t('tv.guide.favourites'),
        w,
        x: w + 28,
        main: this.#favouritesOnly,
        onPress: choose(true),
      }),
      button({
        key: 'start',
        text: t('tv.guide.start', { state }),
        w: startW,
        x: 2 * (w + 28),
        onPress: () => void channels.setStart(!channels.startWithTv),
      }),
    ];
  }

  /** Half hours, and where now is. */
  #ruler(x: number, w: number): Template[] {
    const y = buttonHeight() + 24;
    const marks: Template[] = [];
    for (let at = this.#from; at < this.#from + this.#length; at += STEP_MS / 2) {
      const place = x + ((at - this.#from) / this.#length) * w;
      marks.push(label({ text: clockTime(at), size: 'hint', color: 'quiet', x: place, y }));
    }
    const now = kit.clock.now();
    const share = (now - this.#from) / this.#length;
    if (share < 0 || share > 1) return marks;
    // Above the rows only: through them it would cross words, and what is on now says so itself.
    return [...marks, { x: x + share * w - 7, y: this.#top - 12, w: 14, h: 9, rect: true, color: COLOR.accent }];
  }

  #row(channel: Channel, y: number, x: number, w: number): Template[] {
    const { id, number, name, favourite } = channel;
    const watch = () => {
      channels.note(id);
      backTo('tv');
    };
    const now = kit.clock.now();
    const h = this.#rowH;
    const pieces = piecesIn(channels.programmes, id, this.#from, this.#length);
    const sign = `${number}　${name}`;
    return [
      label({ text: sign, w: x - GAP, lines: 1, y: y + (favourite ? 8 : (h - lineHeight('body')) / 2) }),
      ...(favourite
        ? [label({ text: t('tv.favourite'), size: 'hint', color: 'accent', y: y + 8 + lineHeight('body') })]
        : []),
      ...(pieces.length === 0
        ? [guideCell({ key: `${id}@`, x, y, w, h, text: name, more: t('tv.now.none'), now: false, onPress: watch })]
        : pieces.map(({ programme: { title, startsAt, endsAt }, from, to }) => {
            const on = Date.parse(startsAt) <= now && now < Date.parse(endsAt);
            const span = `${clockTime(startsAt)}–${clockTime(endsAt)}`;
            const key = `${id}@${startsAt}`;
            const more = on ? `${t('tv.guide.now')} ${span}` : span;
            return guideCell({
              key,
              x: x + from * w,
              y,
              w: (to - from) * w - GAP,
              h,
              text: title,
              more,
              now: on,
              onPress: watch,
            });
          })),
    ];
  }
}
