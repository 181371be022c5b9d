import { clockTime, dayOf, shanghai } from '../../../protocol/time.ts';
import { kit } from '../../../tv/kit.ts';
import { t, tDay } from '../../../tv/text.ts';

/** '14:05' today, else '11月23日　星期一 14:05'. */
export function whenWord(iso: string): string {
  const time = clockTime(iso);
  return dayOf(Date.parse(iso)) === dayOf(kit.clock.now()) ? time : `${tDay(shanghai(iso).valueOf())} ${time}`;
}

/** '在线' or '不在线'. */
export function reachWord(reachable: boolean): string {
  return t(reachable ? 'call.tv.online' : 'call.tv.offline');
}
