import { button, buttonHeight } from '../../../tv/components/button.ts';
import { showDialog } from '../../../tv/components/dialog.ts';
import { LivePage, onReconnect, staleLine } from '../../../tv/components/live-page.ts';
import { picture } from '../../../tv/components/picture.ts';
import { failedView, loadingView, offlineView } from '../../../tv/components/states.ts';
import { label, type Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { back, backTo } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import { bodyBox, fontSize, grown, lineHeight } from '../../../tv/theme.ts';
import type { Order } from '../protocol.ts';
import { orders } from './orders.ts';
import { cancelling, isLive, nextWord, statePicture, stateWord, stepsOf } from './progress.ts';
import { progressStrip, stripHeight } from './progress-strip.ts';
import { sentView } from './sent-view.ts';
import { dishesWord, money, whenWord } from './words.ts';

const GAP = 24;
const DEED = 440;

/** One order: first whether the center has taken it, then where it stands, until the plate is on the table. */
export default class MealsOrderPage extends LivePage {
  /** Its id, or the key that it was sent with. */
  #order = '';
  /** It was ordered just now: behind this page lies the basket, which is empty. */
  #fresh = false;

  override get title(): string {
    const order = orders.find(this.#order);
    const about = order ?? orders.findSent(this.#order);
    if (!about) return t('meals.orders.title');
    const when = whenWord(about, kit.clock.now());
    return order ? t('meals.order.title', { when, number: order.number }) : when;
  }

  override begin(params: PageParams): void {
    const { sent, order } = params;
    this.#fresh = typeof sent === 'string';
    this.#order = String(sent ?? order ?? '');
    super.begin(params);
    if (!this.#known) void orders.refresh();
  }

  protected override listen(): (() => void)[] {
    return [
      orders.watch(),
      orders.changed.on(() => this.#changed()),
      kit.clock.minute.on(() => this.redraw()),
      kit.link.changed.on(() => this.redraw()),
      onReconnect(() => void orders.refresh()),
    ];
  }

  get #known(): boolean {
    return orders.find(this.#order) !== undefined || orders.findSent(this.#order) !== undefined;
  }

  #said = '';

  /** Draws what is new, and says it. */
  #changed(): void {
    this.redraw();
    const order = orders.find(this.#order);
    const words = order ? `${stateWord(order)}。${nextWord(order)}` : '';
    if (words !== this.#said) kit.voice.guide(words);
    this.#said = words;
  }

  protected override draw(): Template[] {
    const order = orders.find(this.#order);
    if (order) return this.#standing(order);
    const sent = orders.findSent(this.#order);
    if (sent) return sentView(sent, () => this.#leave());
    if (kit.link.state === 'offline') return offlineView(() => kit.link.reconnect());
    return orders.refusal ? failedView(() => void orders.refresh()) : loadingView();
  }

  #standing(order: Order): Template[] {
    const { w, h } = bodyBox();
    const steps = stepsOf(order);
    const stale = staleLine(orders.at ?? kit.clock.now());
    const children: Template[] = [...stale.children];
    let y = stale.h;
    if (steps.length > 0) {
      children.push({ y, children: progressStrip(steps, w) });
      y += stripHeight() + GAP;
    }
    const side = steps.length > 0 ? 0 : grown(120);
    const x = side > 0 ? side + GAP : 0;
    if (side > 0) children.push(picture({ name: statePicture(order.state), side, x: 0, y }));
    children.push(
      label({ text: stateWord(order), size: 'title', w: w - x, lines: 1, x, y }),
      label({ text: nextWord(order), w: w - x, lines: 1, x, y: y + lineHeight('title') }),
    );
    y += lineHeight('title') + lineHeight('body') + GAP;
    const deedY = h - buttonHeight();
    const room = Math.floor((deedY - GAP / 2 - y) / lineHeight('body'));
    for (const text of factsOf(order).slice(0, room)) {
      children.push(label({ text, color: 'quiet', w, lines: 1, y }));
      y += lineHeight('body');
    }
    return [...children, ...this.#deeds(order, deedY)];
  }

  /** The ways on, and beside them until when the order can be cancelled, or why not. */
  #deeds(order: Order, y: number): Template[] {
    const { w } = bodyBox();
    const cancel = cancelling(order, kit.clock.now());
    const deeds: Template[] = [
      button({ key: 'well', text: t('meals.order.well'), w: DEED, y, main: true, onPress: () => this.#leave() }),
    ];
    let x = DEED + GAP;
    if (cancel.can) {
      const waits = orders.isCancelling(order.id);
      const waiting = t(kit.link.state === 'online' ? 'meals.cancel.now' : 'meals.cancel.waits');
      const text = waits ? waiting : t('meals.cancel.deed');
      const onPress = waits ? {} : { onPress: () => this.#askCancel(order) };
      deeds.push(button({ key: 'cancel', text, w: DEED, x, y, ...onPress }));
      x += DEED + GAP;
    }
    const lines = Math.min(2, Math.ceil(([...cancel.text].length * fontSize('hint')) / (w - x)));
    const textY = y + (buttonHeight() - lines * lineHeight('hint')) / 2;
    if (cancel.text) {
      deeds.push(label({ text: cancel.text, size: 'hint', color: 'quiet', w: w - x, lines, x, y: textY }));
    }
    return deeds;
  }

  #askCancel(order: Order): void {
    showDialog({
      picture: 'warning',
      title: t('meals.cancel.ask', { when: whenWord(order, kit.clock.now()) }),
      text: order.ownFen > 0 ? t('meals.cancel.refund', { money: money(order.ownFen) }) : '',
      safe: { text: t('meals.cancel.keep') },
      deed: { text: t('meals.cancel.deed'), onPress: () => orders.cancel(order.id) },
    });
  }

  #leave(): void {
    if (this.#fresh) backTo('meals');
    else back();
  }

  override _handleBack(): boolean {
    this.#leave();
    return true;
  }
}

function factsOf(order: Order): string[] {
  const { lines, way, canteen, where, forWhom, ownFen, subsidyFen } = order;
  const place = way === 'delivery' ? where : canteen;
  const paid = isLive(order) || order.state === 'delivered' ? 'meals.order.paid' : 'meals.order.refunded';
  const subsidy = subsidyFen > 0 ? t('meals.order.subsidy', { money: money(subsidyFen) }) : '';
  return [
    dishesWord(lines),
    `${t('meals.order.how', { who: forWhom, way: t(`meals.way.${way}`), place })}　${t(paid, { money: money(ownFen) })}${subsidy}`,
  ];
}
