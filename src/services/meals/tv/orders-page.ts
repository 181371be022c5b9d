import { listRow, ROW_GAP, rowHeight } from '../../../tv/components/list-row.ts';
import { LivePage, onReconnect, staleLine } from '../../../tv/components/live-page.ts';
import { scrollArea } from '../../../tv/components/scroll-area.ts';
import { failedView, loadingView, offlineView, stateView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import type { PageParams } from '../../../tv/navigate.ts';
import { back, go } from '../../../tv/navigate.ts';
import { t } from '../../../tv/text.ts';
import type { ColorName } from '../../../tv/theme.ts';
import { bodyBox } from '../../../tv/theme.ts';
import type { Order } from '../protocol.ts';
import { orders, type SentOrder } from './orders.ts';
import { isLive, shortWord, statePicture } from './progress.ts';
import { dishesWord, whenWord } from './words.ts';

/** What this household has ordered: what is on its way first. */
export default class MealsOrdersPage extends LivePage {
  override get title(): string {
    return t('meals.orders.title');
  }

  override begin(params: PageParams): void {
    super.begin(params);
    this.focusOn(undefined);
    void orders.refresh();
  }

  override resume(): void {
    super.resume();
    void orders.refresh();
  }

  protected override listen(): (() => void)[] {
    const changed = () => this.redraw();
    return [
      orders.watch(),
      orders.changed.on(changed),
      kit.clock.minute.on(changed),
      kit.link.changed.on(changed),
      onReconnect(() => void orders.refresh()),
    ];
  }

  protected override draw(): Template[] {
    const { list, sent } = orders;
    if (list.length + sent.length === 0) return this.#nothing();
    const { w, h } = bodyBox();
    const stale = staleLine(orders.at ?? kit.clock.now());
    const step = rowHeight(true) + ROW_GAP;
    const specs = [...sent.map(sentRow), ...list.map(orderRow)];
    const rows = specs.map((spec, index) => listRow({ ...spec, w, y: index * step }));
    const box = { x: 0, y: stale.h, w, h: h - stale.h };
    return [...stale.children, { ref: 'Orders', ...scrollArea(box, rows, rows.length * step - ROW_GAP, step) }];
  }

  #nothing(): Template[] {
    if (orders.at !== undefined) {
      const deed = { text: t('meals.orders.back'), onPress: back };
      return stateView({ picture: 'meals', text: t('meals.orders.none'), more: t('meals.orders.noneHelp'), deed });
    }
    if (kit.link.state === 'offline') return offlineView(() => kit.link.reconnect());
    return orders.refusal ? failedView(() => void orders.refresh()) : loadingView();
  }
}

function sentRow(sent: SentOrder) {
  const { key, lines, refusal } = sent;
  return {
    key,
    picture: refusal ? 'warning' : 'wait',
    text: whenWord(sent, kit.clock.now()),
    more: dishesWord(lines),
    value: t(refusal ? 'meals.short.refused' : 'meals.short.waits'),
    valueColor: 'bad' as ColorName,
    onPress: () => go('meals/order', { order: key }),
  };
}

function stateColor(order: Order): ColorName {
  if (order.state === 'declined') return 'bad';
  return isLive(order) ? 'good' : 'quiet';
}

function orderRow(order: Order) {
  const { id, number, lines, forWhom } = order;
  const when = whenWord(order, kit.clock.now());
  return {
    key: id,
    picture: statePicture(order.state),
    text: t('meals.order.title', { when, number }),
    more: t('meals.order.row', { who: forWhom, dishes: dishesWord(lines) }),
    value: shortWord(order),
    valueColor: stateColor(order),
    onPress: () => go('meals/order', { order: id }),
  };
}
