import { stateView } from '../../../tv/components/states.ts';
import type { Template } from '../../../tv/components/template.ts';
import { kit } from '../../../tv/kit.ts';
import { backTo } from '../../../tv/navigate.ts';
import { t, tRefusal } from '../../../tv/text.ts';
import { drafts } from './drafts.ts';
import { menus } from './menus.ts';
import { orders, type SentOrder } from './orders.ts';
import { dishesWord } from './words.ts';

/** An order that is on its way to the center, or came back. `leave` goes on without it. */
export function sentView(sent: SentOrder, leave: () => void): Template[] {
  if (sent.refusal) return refusedView(sent, leave);
  const deed = { text: t('meals.order.well'), onPress: leave };
  if (kit.link.state === 'offline') {
    const phone = kit.home.helpPhone;
    const more = phone ? t('meals.sent.offlineHelp', { phone }) : t('meals.sent.offlineHelpNoPhone');
    return stateView({ picture: 'offline', text: t('meals.sent.offline'), more, deed });
  }
  return stateView({ picture: 'wait', text: t('meals.sent.now'), more: dishesWord(sent.lines), deed });
}

/** What was refused is not paid; what the person can do about it depends on why. */
function refusedView(sent: SentOrder, leave: () => void): Template[] {
  const { refusal } = sent;
  if (!refusal) return [];
  const { code, text } = refusal;
  // Only another choice helps, or another look at the price: back to the dishes, with what there is now.
  const choose = code === 'soldout' || text === 'meals.refused.price';
  const deed = choose
    ? { text: t('meals.sent.choose'), onPress: () => void chooseAgain(sent) }
    : { text: t('meals.order.well'), onPress: dismissed };
  return stateView({ picture: 'warning', text: t('meals.sent.refused'), more: tRefusal(refusal), deed });

  function dismissed(): void {
    orders.dismiss(sent.key);
    leave();
  }
}

async function chooseAgain(sent: SentOrder): Promise<void> {
  await menus.refresh();
  orders.dismiss(sent.key);
  const { day, meal, menuId } = sent;
  const menu = menus.find(menuId);
  if (menu) drafts.restore(sent, menu);
  backTo('meals/menu', { day, meal, menuId });
}
