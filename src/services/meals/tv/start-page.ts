import { clockTime } from '../../../protocol/time.ts';
import { showDialog } from '../../../tv/components/dialog.ts';
import { listRow, ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { LivePage, onReconnect, staleLine } from '../../../tv/components/live-page.ts';
import { scrollArea } from '../../../tv/components/scroll-area.ts';
import { failedView, loadingView, offlineView, stateView } from '../../../tv/components/states.ts';
import { label, panel, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { go } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, fontSize, lineHeight } from '../../../tv/theme.ts';
import type { UsualOrder } from '../protocol.ts';
import { already } from './again.ts';
import { choice, choiceHeight } from './choice.ts';
import { drafts } from './drafts.ts';
import { menus } from './menus.ts';
import type { Offer } from './offers.ts';
import { orders } from './orders.ts';
import { isLive, statePicture, stateWord } from './progress.ts';
import { usualCard } from './usual-card.ts';
import { cutoffWord, dishesWord, money, whenWord } from './words.ts';

const LEFT = 800;
const GAP = 48;
const MEAL_PICTURES = { breakfast: 'porridge', lunch: 'set-meal', supper: 'noodles' } as const;

/** The first page of 一键点餐: what one has always, and what there is today and tomorrow. */
export default class MealsStartPage extends LivePage {
  /** Once the person has pressed a key here, the focus is theirs. */
  #touched = false;
  /** What shall be in focus again after the page had nothing to show for a moment. */
  #wanted: string | undefined;

  override get title(): string {
    return t('meals.name');
  }

  override begin(params: PageParams): void {
    this.#touched = false;
    super.begin(params);
    this.#place();
    this.#refresh();
  }

  override resume(): void {
    super.resume();
    this.#refresh();
  }

  protected override listen(): (() => void)[] {
    const changed = () => {
      const empty = this.items.length === 0;
      this.redraw();
      if (empty && this.#wanted) this.focusOn(this.#wanted);
      this.#place();
    };
    return [
      menus.changed.on(changed),
      orders.changed.on(changed),
      kit.home.changed.on(() => this.#refresh()),
      kit.clock.minute.on(changed),
      kit.link.changed.on(() => this.redraw()),
      onReconnect(() => this.#refresh()),
      kit.link.on('meals:menu', () => void menus.refresh()),
      kit.pressed.on(() => {
        this.#touched = true;
      }),
    ];
  }

  /** The way to the left column from whichever row, also where nothing stands beside it. */
  override _handleLeft(): boolean {
    if (super._handleLeft()) return true;
    if (!menus.offers?.some(({ key }) => key === this.focused?.spec.key)) return false;
    this.focusOn('orders');
    kit.voice.guide(this.focused?.words ?? '');
    return true;
  }

  #refresh(): void {
    void menus.refresh();
    void orders.refresh();
  }

  /** One press of OK is all that a usual order needs; without one the next meal is the likeliest. */
  #place(): void {
    if (this.#touched) return;
    const next = menus.usual ? 'usual' : menus.offers?.[0]?.key;
    if (!next || this.focused?.spec.key === next) return;
    this.focusOn(next);
    this.introduce();
  }

  protected override draw(): Template[] {
    const { offers, usual, person } = menus;
    if (kit.home.current && !person) {
      return stateView({ picture: 'information', text: t('meals.nobody'), more: t('meals.nobodyHelp') });
    }
    if (!offers || usual === undefined) {
      if (kit.link.state === 'offline') return offlineView(() => kit.link.reconnect());
      return menus.refusal ? failedView(() => this.#refresh()) : loadingView();
    }
    return [...this.#left(usual), ...this.#offers(offers)];
  }

  #left(usual: UsualOrder | null): Template[] {
    const residents = kit.home.current?.residents ?? [];
    const { h } = bodyBox();
    const choiceY = h - choiceHeight();
    const below = residents.length > 1 ? choiceHeight() + ROW_GAP : 0;
    const ordersY = h - below - rowHeight(true);
    const cardH = ordersY - ROW_GAP;
    const children: Template[] = [usual ? this.#usual(usual, cardH) : noUsual(cardH)];
    children.push(listRow({ key: 'orders', w: LEFT, y: ordersY, ...ordersEntry(), onPress: () => go('meals/orders') }));
    if (residents.length > 1) {
      children.push(
        choice({
          key: 'person',
          w: LEFT,
          y: choiceY,
          text: t('meals.person'),
          textW: fontSize('body') * 3.6,
          options: residents.map(({ id, name }) => ({ id, text: name })),
          chosen: menus.person?.id ?? '',
          onChoose: (id) => this.#choose(id),
        }),
      );
    }
    return children;
  }

  #choose(residentId: string): void {
    this.#wanted = 'person';
    if (menus.choose(residentId)) kit.voice.guide(this.focused?.words ?? '');
    else showDialog({ picture: 'offline', title: t('meals.sent.offline'), text: t('meals.person.later') });
  }

  #usual(usual: UsualOrder, h: number): Template {
    const { menu, lines, missing, ownFen } = usual;
    const now = kit.clock.now();
    const gone = dishesWord(missing.map((name) => ({ name, count: 1 })));
    const note = already(menu, menus.person?.id ?? '') ?? (gone && t('meals.usual.missing', { dishes: gone }));
    return usualCard({
      key: 'usual',
      w: LEFT,
      h,
      price: money(ownFen),
      when: t('meals.usual.when', { when: whenWord(menu, now), cutoff: cutoffWord(menu, now) }),
      dishes: dishesWord(lines),
      pictures: lines.map(({ picture }) => picture),
      ...(note && { note }),
      onPress: () => {
        drafts.current = drafts.repeat(usual, menus.person?.id ?? '');
        go('meals/check');
      },
    });
  }

  #offers(offers: readonly Offer[]): Template[] {
    const { w, h } = bodyBox();
    const x = LEFT + GAP;
    const stale = staleLine(menus.at, x);
    const step = rowHeight(true) + ROW_GAP;
    const now = kit.clock.now();
    if (offers.length === 0) {
      const empty = { w: w - x, x, lines: 3 } as const;
      return [...stale.children, label({ text: t('meals.noMenus'), color: 'quiet', y: stale.h, ...empty })];
    }
    const rows = offers.map((offer, index) => {
      const { key, day, meal, open } = offer;
      const [first] = offer.menus;
      const cutoff = cutoffWord(offer, now);
      return listRow({
        key,
        w: w - x,
        y: index * step,
        picture: open ? MEAL_PICTURES[meal] : 'clock',
        text: whenWord(offer, now),
        more: open && first ? t('meals.offer', { cutoff, from: clockTime(first.servedFrom) }) : cutoff,
        onPress: () => go('meals/menu', { day, meal }),
      });
    });
    const box = { x, y: stale.h, w: w - x, h: h - stale.h };
    return [...stale.children, { ref: 'Offers', ...scrollArea(box, rows, rows.length * step - ROW_GAP, step) }];
  }
}

/** What the way to the orders says: how the one that matters most stands. */
function ordersEntry(): { picture: string; text: string; more: string } {
  const [sent] = orders.sent;
  const live = orders.list.find(isLive);
  const now = kit.clock.now();
  if (sent) {
    const more = t(sent.refusal ? 'meals.sent.refused' : 'meals.sent.waits');
    const picture = sent.refusal ? 'warning' : 'wait';
    return { picture, text: t('meals.orders.live', { when: whenWord(sent, now) }), more };
  }
  if (live) {
    const text = t('meals.orders.live', { when: whenWord(live, now) });
    return { picture: statePicture(live.state), text, more: stateWord(live) };
  }
  return { picture: 'bills', text: t('meals.orders.title'), more: t('meals.orders.more') };
}

/** In place of the usual order, for who has never had one. */
function noUsual(h: number): Template {
  const pad = 36;
  const w = LEFT - 2 * pad;
  return {
    children: [
      panel({ w: LEFT, h, color: 'surface' }),
      label({ text: t('meals.usual.none'), size: 'title', w, lines: 1, x: pad, y: pad }),
      label({
        text: t('meals.usual.noneHelp'),
        color: 'quiet',
        w,
        lines: 4,
        x: pad,
        y: pad + lineHeight('title') + 12,
      }),
    ],
  };
}
