import { kit } from '../../../tv/kit.ts';
import { t } from '../../../tv/text.ts';
import type { Menu } from '../protocol.ts';
import { orders } from './orders.ts';
import { isLive } from './progress.ts';
import { whenWord } from './words.ts';

/** '今天午饭已经点过了（001 号）': whoever forgets must see it before paying twice. Undefined when this resident has nothing on its way. */
export function already({ day, meal }: Pick<Menu, 'day' | 'meal'>, residentId: string): string | undefined {
  const theirs = (of: { day: string; meal: string; residentId: string }) =>
    of.day === day && of.meal === meal && of.residentId === residentId;
  const same = orders.list.find((order) => isLive(order) && theirs(order));
  if (same) return t('meals.again.number', { when: whenWord(same, kit.clock.now()), number: same.number });
  const waits = orders.sent.find((sent) => !sent.refusal && theirs(sent));
  return waits && t('meals.again', { when: whenWord(waits, kit.clock.now()) });
}
