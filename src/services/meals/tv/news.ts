import { showDialog } from '../../../tv/components/dialog.ts';
import type { Kit } from '../../../tv/kit.ts';
import { t, tRefusal } from '../../../tv/text.ts';
import { COLOR } from '../../../tv/theme.ts';
import type { Order } from '../protocol.ts';
import { type News, orders } from './orders.ts';
import { stateWord } from './progress.ts';
import { dishesWord, whenWord } from './words.ts';

/** Below every warning of the center. */
const RANK = 0;
const SHOWN_MS = 30_000;

/** Tells the household about its orders wherever it is, without taking the focus. */
export function tellNews(kit: Kit): void {
  let end = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;

  function banner(order: Order): void {
    clearTimeout(timer);
    end();
    const when = whenWord(order, kit.clock.now());
    const text = t('meals.news', { when, number: order.number, state: stateWord(order) });
    end = kit.banners.show({ tag: t('meals.news.tag'), text, color: COLOR.accent, ink: COLOR.onAccent, rank: RANK });
    // What it says stays to be read under "我的订单". That no food will come stays here until somebody has looked there.
    if (order.state !== 'declined') timer = setTimeout(() => end(), SHOWN_MS);
    void kit.voice.speak(text, { queue: true });
  }

  orders.seen.on(() => end());
  orders.news.on((news: News) => {
    if (news.kind === 'order') {
      if (!orders.watched) banner(news.order);
      return;
    }
    if (news.kind === 'notCancelled') {
      showDialog({ picture: 'warning', title: t('meals.cancel.failed'), text: tRefusal(news.refusal) });
      return;
    }
    // Nobody will bring food that the household believes is coming: that is worth an interruption.
    if (orders.watched) return;
    const { sent } = news;
    const what = sent ? `${whenWord(sent, kit.clock.now())}（${dishesWord(sent.lines)}）。` : '';
    showDialog({ picture: 'warning', title: t('meals.sent.refused'), text: `${what}${tRefusal(news.refusal)}` });
  });
}
