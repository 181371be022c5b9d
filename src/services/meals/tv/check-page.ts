import { button, buttonHeight } from '../../../tv/components/button.ts';
import { LivePage, onReconnect } from '../../../tv/components/live-page.ts';
import { stateView } from '../../../tv/components/states.ts';
import { label, panel, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { back, replace } from '../../../tv/navigate.ts';
import { leaveToPay } from '../../../tv/pay/pay.ts';
import { Quoted } from '../../../tv/pay/quoted.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, fontSize, lineHeight } from '../../../tv/theme.ts';
import { type Menu, WAYS, type WayName } from '../protocol.ts';
import { already } from './again.ts';
import { type Draft, isOpen, linesOf, sumOf } from './basket.ts';
import { choice, choiceHeight } from './choice.ts';
import { drafts } from './drafts.ts';
import { menus } from './menus.ts';
import { orders } from './orders.ts';
import { cutoffWord, dishesWord, money, servedWord, whenWord } from './words.ts';

const LEFT = 1080;
const GAP = 48;
const PAD = 32;
const BUTTON_GAP = 32;

/** The last screen before money is spent: what, how much, to whom, from which account, for whom, when and how. */
export default class MealsCheckPage extends LivePage {
  #sent = false;
  readonly #quoted = new Quoted();

  override get title(): string {
    return t('meals.check.title');
  }

  override begin(params: PageParams): void {
    this.#sent = false;
    this.#quoted.forget();
    super.begin(params);
    // In focus is the deed, not the way back: the person has just chosen it ("去下单", "再来一份"), this screen says all
    // that it does, and the order can be taken back until the cut-off.
    this.focusOn(this.#obstacle ? 'back' : 'order');
  }

  /** The last screen is read out in full. */
  override introduce(): void {
    const { draft, menu } = this.#now ?? {};
    if (!draft || !menu) {
      super.introduce();
      return;
    }
    const when = whenWord(menu, kit.clock.now());
    const parts = [this.title, when, dishesWord(linesOf(menu, draft.counts)), t(`meals.way.${draft.way}`)];
    kit.voice.guide(
      [...parts, menu.canteen, this.#obstacle ?? already(menu, draft.residentId), this.focused?.words]
        .filter(Boolean)
        .join('。'),
    );
  }

  protected override listen(): (() => void)[] {
    const changed = () => this.redraw();
    return [
      menus.changed.on(changed),
      this.#quoted.changed.on(changed),
      kit.clock.minute.on(changed),
      kit.link.changed.on(changed),
      onReconnect(() => void menus.refresh()),
      kit.link.on('meals:menu', () => void menus.refresh()),
    ];
  }

  get #now(): { readonly draft: Draft; readonly menu: Menu } | undefined {
    const draft = drafts.current;
    const menu = draft && menus.find(draft.menuId);
    return draft && menu && { draft, menu };
  }

  /** Why it cannot be ordered, in words; undefined when it can. */
  get #obstacle(): string | undefined {
    const { menu, draft } = this.#now ?? {};
    if (!menu || !draft) return t('meals.menu.gone');
    const now = kit.clock.now();
    if (!isOpen(menu, now)) return cutoffWord(menu, now);
    const { ownFen } = sumOf(menu, draft.counts);
    const short = ownFen - (menus.walletFen ?? ownFen);
    // Off line the balance is of an earlier time: then the center says it.
    if (short > 0 && kit.link.state === 'online') return t('meals.check.short', { money: money(short) });
    return undefined;
  }

  protected override draw(): Template[] {
    if (this.#sent) return stateView({ picture: 'wait', text: t('meals.sent.now') });
    const now = this.#now;
    if (!now) {
      const deed = { text: t('meals.check.back'), onPress: back };
      return stateView({ picture: 'information', text: t('meals.menu.gone'), more: t('meals.menu.goneHelp'), deed });
    }
    return [
      ...this.#facts(now.draft, now.menu),
      ...this.#bill(now.draft, now.menu),
      ...this.#deeds(now.draft, now.menu),
    ];
  }

  #facts(draft: Draft, menu: Menu): Template[] {
    const { way } = draft;
    const residents = kit.home.current?.residents ?? [];
    const forWhom = residents.find(({ id }) => id === draft.residentId)?.name ?? '';
    const door = kit.home.current?.household.label ?? '';
    const when = t('meals.check.whenValue', { when: whenWord(menu, kit.clock.now()), served: servedWord(menu) });
    const balance = menus.walletFen;
    const facts = [
      [t('meals.check.person'), forWhom],
      [t('meals.check.when'), when],
      [t(way === 'delivery' ? 'meals.check.where' : 'meals.check.at'), way === 'delivery' ? door : menu.canteen],
      [t('meals.check.to'), menu.canteen],
      [
        t('meals.check.from'),
        this.#quoted.words(sumOf(menu, draft.counts).ownFen, 'meals') ??
          (balance === undefined ? t('meals.check.wallet') : t('meals.check.walletWith', { money: money(balance) })),
      ],
    ] as const;
    const textW = fontSize('body') * 4.6;
    const top = choiceHeight() + 28;
    const room = bodyBox().h - buttonHeight() - this.#belowHeight(draft, menu) - top;
    const step = Math.min(lineHeight('body') + 24, Math.floor(room / facts.length));
    return [
      choice({
        key: 'way',
        w: LEFT,
        text: t('meals.check.way'),
        textW,
        options: WAYS.map((id) => ({ id, text: t(`meals.way.${id}`) })),
        chosen: way,
        onChoose: (id) => this.#choose(draft, id === 'table' ? 'table' : 'delivery'),
      }),
      ...facts.flatMap(([name, value], index) => {
        const y = top + index * step;
        return [
          label({ text: name, color: 'quiet', w: textW, lines: 1, x: 28, y }),
          label({ text: value, w: LEFT - 28 - textW, lines: 1, x: 28 + textW, y }),
        ];
      }),
    ];
  }

  /** Height of what stands between the facts and the buttons, px. */
  #belowHeight(draft: Draft, menu: Menu): number {
    if (this.#obstacle) return 2 * lineHeight('body') + 24;
    return already(menu, draft.residentId) ? lineHeight('hint') + 24 : 24;
  }

  #choose(draft: Draft, way: WayName): void {
    drafts.go(draft, way);
    this.redraw();
    kit.voice.guide(this.focused?.words ?? '');
  }

  #bill(draft: Draft, menu: Menu): Template[] {
    const { w: full, h } = bodyBox();
    const w = full - LEFT - GAP;
    const x = LEFT + GAP;
    const { totalFen, subsidyFen, ownFen } = sumOf(menu, draft.counts);
    const sums = subsidyFen > 0 ? 2 : 0;
    const sumY = h - PAD - lineHeight('title') - sums * lineHeight('hint');
    const lines = linesOf(menu, draft.counts);
    const fit = Math.max(1, Math.floor((sumY - PAD - 16) / lineHeight('body')));
    const shown = lines.length <= fit ? lines : lines.slice(0, fit - 1);
    const children: Template[] = [panel({ w, h, x })];
    shown.forEach(({ name, count, priceFen }, index) => {
      const y = PAD + index * lineHeight('body');
      const text = count > 1 ? t('meals.line', { name, n: count }) : name;
      children.push(
        label({ text, w: w - 2 * PAD - fontSize('body') * 2.6, lines: 1, x: x + PAD, y }),
        label({ text: money(count * priceFen), align: 'right', x: x + w - PAD, y }),
      );
    });
    if (shown.length < lines.length) {
      const text = t('meals.basket.more', { n: lines.length - shown.length });
      children.push(label({ text, color: 'quiet', x: x + PAD, y: PAD + shown.length * lineHeight('body') }));
    }
    if (sums > 0) children.push(...line(t('meals.check.total'), money(totalFen), 0));
    if (sums > 0) children.push(...line(t('meals.check.subsidy'), t('meals.minus', { money: money(subsidyFen) }), 1));
    const ownY = sumY + sums * lineHeight('hint');
    children.push(
      label({ text: t('meals.check.own'), size: 'title', x: x + PAD, y: ownY }),
      label({ text: money(ownFen), size: 'title', color: 'accent', align: 'right', x: x + w - PAD, y: ownY }),
    );
    return children;

    function line(text: string, value: string, index: number): Template[] {
      const y = sumY + index * lineHeight('hint');
      return [
        label({ text, size: 'hint', color: 'quiet', x: x + PAD, y }),
        label({ text: value, size: 'hint', color: 'quiet', align: 'right', x: x + w - PAD, y }),
      ];
    }
  }

  #deeds(draft: Draft, menu: Menu): Template[] {
    const { h } = bodyBox();
    const y = h - buttonHeight();
    const obstacle = this.#obstacle;
    const goBack = { key: 'back', text: t('meals.check.back'), onPress: back };
    if (obstacle) {
      return [
        label({ text: obstacle, color: 'bad', w: LEFT, lines: 2, y: y - 2 * lineHeight('body') - 12 }),
        button({ ...goBack, w: LEFT, y }),
      ];
    }
    const orderW = Math.round((LEFT - BUTTON_GAP) * 0.56);
    const text = t('meals.check.order', { money: money(sumOf(menu, draft.counts).ownFen) });
    const note = already(menu, draft.residentId);
    return [
      ...(note ? [label({ text: note, size: 'hint', color: 'bad', x: 28, y: y - lineHeight('hint') - 16 })] : []),
      button({ key: 'order', text, w: orderW, y, main: true, onPress: () => this.#order(draft, menu) }),
      button({ ...goBack, w: LEFT - BUTTON_GAP - orderW, x: orderW + BUTTON_GAP, y }),
    ];
  }

  #order(draft: Draft, menu: Menu): void {
    // The next page may still be on its way here: this one cannot be pressed twice.
    this.#sent = true;
    this.redraw();
    const what = t(`meals.meal.${menu.meal}`);
    const { ownFen } = sumOf(menu, draft.counts);
    void leaveToPay({ fen: ownFen, category: 'meals', payee: menu.canteen, what }).then((permit) => {
      if (permit === undefined) {
        this.#sent = false;
        this.redraw();
        this.focusOn('order');
        return;
      }
      // The answer may be quicker than the page that shows it.
      this.attend(orders.watch());
      const sent = orders.place(draft, menu, permit);
      drafts.drop(draft);
      replace('meals/order', { sent });
    });
  }
}
