import { kit } from '../../../tv/kit.ts';
import { t } from '../../../tv/text.ts';
import type { Menu } from '../protocol.ts';
import { orders } from './orders.ts';
import { isLive } from './progress.ts';
import { whenWord } from './words.ts';

/** '今天午饭已经点过了（001 号）': whoever forgets must see it before paying twice. Undefined when nothing is on its way. */
export function already({ day, meal }: Pick<Menu, 'day' | 'meal'>): string | undefined {
  const same = orders.list.find((order) => isLive(order) && order.day === day && order.meal === meal);
  if (same) return t('meals.again.number', { when: whenWord(same, kit.clock.now()), number: same.number });
  const waits = orders.sent.find((sent) => !sent.refusal && sent.day === day && sent.meal === meal);
  return waits && t('meals.again', { when: whenWord(waits, kit.clock.now()) });
}
