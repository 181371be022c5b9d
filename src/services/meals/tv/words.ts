import { yuan } from '../../../protocol/money.ts';
import { addDays, clockTime, dayOf, shanghai } from '../../../protocol/time.ts';
import { t } from '../../../tv/text.ts';
import type { DietClash, MealName, Menu, MenuItem, OrderLine } from '../protocol.ts';
import { isOpen } from './basket.ts';

const LIST = '、';
/** From so many on nobody needs to hurry. */
const FEW_LEFT = 10;

/** '12.5 元' */
export function money(fen: number): string {
  return t('meals.money', { yuan: yuan(fen) });
}

/** '今天', '明天', '后天', else '11月27日'. `now` in ms. */
function dayWord(day: string, now: number): string {
  const today = dayOf(now);
  if (day === today) return t('meals.day.today');
  if (day === addDays(today, 1)) return t('meals.day.tomorrow');
  if (day === addDays(today, 2)) return t('meals.day.after');
  const at = shanghai(`${day}T00:00:00Z`);
  return t('meals.day.date', { month: at.month() + 1, day: at.date() });
}

/** '今天午饭' */
export function whenWord({ day, meal }: { day: string; meal: MealName }, now: number): string {
  return t('meals.when', { day: dayWord(day, now), meal: t(`meals.meal.${meal}`) });
}

/** '11:30—12:30' */
export function servedWord({ servedFrom, servedTo }: Pick<Menu, 'servedFrom' | 'servedTo'>): string {
  return t('meals.served', { from: clockTime(servedFrom), to: clockTime(servedTo) });
}

/** '10:30 前可点', or that it is over. */
export function cutoffWord(menu: Pick<Menu, 'cutoffAt'>, now: number): string {
  return t(isOpen(menu, now) ? 'meals.cutoff.open' : 'meals.cutoff.closed', { time: clockTime(menu.cutoffAt) });
}

/** '清蒸鲈鱼、米饭×2' */
export function dishesWord(lines: readonly Pick<OrderLine, 'name' | 'count'>[]): string {
  return lines.map(({ name, count }) => (count > 1 ? t('meals.line', { name, n: count }) : name)).join(LIST);
}

/** '忌口：含虾蟹、不是少盐的'; undefined when the dish is fine for the person. */
export function clashWord(clashes: readonly DietClash[]): string | undefined {
  if (clashes.length === 0) return undefined;
  const why = clashes.map((clash) =>
    clash.kind === 'has'
      ? t('meals.clash.has', { allergen: t(`meals.allergen.${clash.allergen}`) })
      : t('meals.clash.lacks', { mark: t(`meals.mark.${clash.mark}`) }),
  );
  return t('meals.clash', { why: why.join(LIST) });
}

/** '少盐 软烂'; empty when it has no marks. */
export function marksWord({ marks }: Pick<MenuItem, 'marks'>): string {
  return marks.map((mark) => t(`meals.mark.${mark}`)).join(' ');
}

/** '卖完了', '剩 3 份', or empty while there are plenty. */
export function leftWord({ left }: Pick<MenuItem, 'left'>): string {
  if (left <= 0) return t('meals.left.none');
  return left < FEW_LEFT ? t('meals.left.few', { n: left }) : '';
}
