import { addOne, countOf, limitOf, takeOne } from '../../../tv/basket.ts';
import { showDialog } from '../../../tv/components/dialog.ts';
import { ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { LivePage, onReconnect, staleLine } from '../../../tv/components/live-page.ts';
import { scrollArea } from '../../../tv/components/scroll-area.ts';
import { failedView, loadingView, offlineView, stateView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { go } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, fontSize } from '../../../tv/theme.ts';
import { MEALS, type Menu, type MenuItem } from '../protocol.ts';
import { type Draft, isOpen, linesOf, sumOf } from './basket.ts';
import { basketPanel } from './basket-panel.ts';
import { choice, choiceHeight } from './choice.ts';
import { dishRow } from './dish-row.ts';
import { drafts } from './drafts.ts';
import { menus } from './menus.ts';
import type { Offer } from './offers.ts';
import { clashWord, cutoffWord, leftWord, marksWord, money, whenWord } from './words.ts';

const PANEL = 520;
const GAP = 48;
const BASKET = 'basket';

/** The dishes of one meal. OK takes one, left gives it back, right leads to the basket and on to the order. */
export default class MealsMenuPage extends LivePage {
  #day = '';
  #meal: Offer['meal'] = 'lunch';
  #menuId: string | undefined;
  /** Where the focus was before it went to the basket. */
  #dish: string | undefined;

  override get title(): string {
    const name = menus.person?.name ?? '';
    return t('meals.menu.title', { when: whenWord({ day: this.#day, meal: this.#meal }, kit.clock.now()), name });
  }

  override get hint(): string {
    return this.#menu ? t('meals.menu.hint') : super.hint;
  }

  override begin(params: PageParams): void {
    const { day, meal, menuId } = params;
    this.#day = String(day);
    this.#meal = MEALS.find((name) => name === meal) ?? 'lunch';
    this.#menuId = typeof menuId === 'string' ? menuId : undefined;
    super.begin(params);
    this.focusOn(this.#firstDish());
    if (!this.#menu) void menus.refresh();
  }

  override resume(): void {
    super.resume();
    void menus.refresh();
  }

  protected override listen(): (() => void)[] {
    const changed = () => {
      const empty = this.items.length === 0;
      this.redraw();
      if (empty) this.focusOn(this.#firstDish());
    };
    return [
      menus.changed.on(changed),
      kit.clock.minute.on(changed),
      kit.link.changed.on(changed),
      onReconnect(() => void menus.refresh()),
      kit.link.on('meals:menu', () => void menus.refresh()),
    ];
  }

  get #menus(): readonly Menu[] {
    return menus.offers?.find(({ day, meal }) => day === this.#day && meal === this.#meal)?.menus ?? [];
  }

  get #menu(): Menu | undefined {
    const all = this.#menus;
    const now = kit.clock.now();
    return all.find(({ id }) => id === this.#menuId) ?? all.find((menu) => isOpen(menu, now)) ?? all[0];
  }

  #firstDish(): string | undefined {
    const items = this.#menu?.items ?? [];
    return (items.find(({ left }) => left > 0) ?? items[0])?.id;
  }

  protected override draw(): Template[] {
    const menu = this.#menu;
    if (!menu) return this.#nothing();
    // From now on it is this canteen's, also when it closes before the other.
    this.#menuId = menu.id;
    const draft = drafts.of(menu.id, menus.person?.id ?? '');
    const { w, h } = bodyBox();
    const listW = w - PANEL - GAP;
    const stale = staleLine(menus.at);
    const children: Template[] = [...stale.children];
    let y = stale.h;
    if (this.#menus.length > 1) {
      children.push(this.#canteens(menu, listW, y));
      y += choiceHeight() + ROW_GAP;
    }
    const step = rowHeight(true) + ROW_GAP;
    const rows = menu.items.map((item, index) => this.#row(menu, draft, item, listW, index * step));
    const sum = sumOf(menu, draft.counts);
    const now = kit.clock.now();
    children.push(
      { ref: 'Dishes', ...scrollArea({ x: 0, y, w: listW, h: h - y }, rows, rows.length * step - ROW_GAP, step) },
      basketPanel({
        key: BASKET,
        x: listW + GAP,
        w: PANEL,
        h,
        cutoff: cutoffWord(menu, now),
        lines: linesOf(menu, draft.counts),
        empty: t(isOpen(menu, now) ? 'meals.basket.empty' : 'meals.closedHelp'),
        portions: sum.portions,
        own: t('meals.own', { money: money(sum.ownFen) }),
        ...(sum.portions > 0 && { onPress: () => this.#check(menu, draft) }),
      }),
    );
    return children;
  }

  #nothing(): Template[] {
    if (menus.offers && kit.link.state === 'online' && !menus.refusal) {
      return stateView({ picture: 'information', text: t('meals.menu.gone'), more: t('meals.menu.goneHelp') });
    }
    if (kit.link.state === 'offline') return offlineView(() => kit.link.reconnect());
    return menus.refusal ? failedView(() => void menus.refresh()) : loadingView();
  }

  #canteens(menu: Menu, w: number, y: number): Template {
    return choice({
      key: 'canteen',
      w,
      y,
      text: t('meals.canteen'),
      textW: fontSize('body') * 2.6,
      options: this.#menus.map(({ id, canteen }) => ({ id, text: canteen })),
      chosen: menu.id,
      onChoose: (id) => {
        this.#menuId = id;
        this.redraw();
        kit.voice.guide(this.focused?.words ?? '');
      },
    });
  }

  #row(menu: Menu, draft: Draft, item: MenuItem, w: number, y: number): Template {
    const { id, name, picture, priceFen, left, clashes } = item;
    const count = countOf(draft.counts, id);
    const clash = clashWord(clashes);
    // What one portion costs as things stand: an order before this one may have used the subsidy up.
    const { ownFen, subsidyFen } = sumOf(menu, { [id]: 1 });
    return dishRow({
      key: id,
      w,
      y,
      name,
      picture,
      own: t('meals.own', { money: money(ownFen) }),
      ...(subsidyFen > 0 && { price: t('meals.price', { money: money(priceFen) }) }),
      more: left > 0 ? [leftWord(item), marksWord(item)].filter(Boolean).join('　') : leftWord(item),
      ...(clash && left > 0 && { clash }),
      soldOut: left <= 0,
      count,
      onPress: () => this.#add(menu, draft, item),
      onFocus: () => {
        this.#dish = id;
      },
      ...(count > 0 && { onLess: () => this.#fill(menu, draft, takeOne(draft.counts, id), item) }),
    });
  }

  /** One more of a dish; what the person should not eat is asked about once. */
  #add(menu: Menu, draft: Draft, item: MenuItem): void {
    const { name, left } = item;
    if (!isOpen(menu, kit.clock.now())) {
      showDialog({ title: cutoffWord(menu, kit.clock.now()), text: t('meals.closedHelp'), picture: 'clock' });
      return;
    }
    const limit = limitOf(draft.counts, item);
    if (limit) {
      const more = limit === 'soldout' ? t('meals.limit.soldoutHelp') : undefined;
      showDialog({
        title: t(`meals.limit.${limit}`, { dish: name, left }),
        picture: 'information',
        ...(more && { text: more }),
      });
      return;
    }
    const add = () => this.#fill(menu, draft, addOne(draft.counts, item), item);
    const clash = clashWord(item.clashes);
    if (!clash || countOf(draft.counts, item.id) > 0) {
      add();
      return;
    }
    showDialog({
      picture: 'warning',
      title: t('meals.clash.ask', { dish: name }),
      text: clash,
      safe: { text: t('meals.clash.no') },
      deed: { text: t('meals.clash.yes'), onPress: add },
    });
  }

  #fill(menu: Menu, draft: Draft, counts: Draft['counts'], item: MenuItem): void {
    drafts.fill(draft, counts);
    this.redraw();
    const n = countOf(counts, item.id);
    const sum = t('meals.own', { money: money(sumOf(menu, counts).ownFen) });
    kit.voice.guide([item.name, t('meals.portions', { n }), sum].join('，'));
  }

  #check(menu: Menu, draft: Draft): void {
    if (!isOpen(menu, kit.clock.now())) {
      showDialog({ title: cutoffWord(menu, kit.clock.now()), text: t('meals.closedHelp'), picture: 'clock' });
      return;
    }
    drafts.current = draft;
    go('meals/check');
  }

  /** From the basket the arrow leads back to the dish that one came from. */
  override _handleLeft(): boolean {
    if (this.focused?.spec.key !== BASKET || !this.#dish) return super._handleLeft();
    this.focusOn(this.#dish);
    kit.voice.guide(this.focused?.words ?? '');
    return true;
  }
}
