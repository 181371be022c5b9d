import { clockTime, dayOf, shanghai } from '../../../protocol/time.ts';
import { t } from '../../../tv/text.ts';
import type { Warning } from '../protocol.ts';

/** '今天 18:00', '11月25日 08:00'. Both times ISO or ms. */
export function momentOf(at: string | number, now: number): string {
  const time = clockTime(at);
  if (dayOf(at) === dayOf(now)) return t('broadcast.tv.today', { time });
  const day = shanghai(at);
  return t('broadcast.tv.day', { month: day.month() + 1, day: day.date(), time });
}

/** '红色预警' */
export function levelOf({ level }: Pick<Warning, 'level'>): string {
  return t('broadcast.tv.level', { level: t(`broadcast.level.${level}`) });
}

export type WarningState = 'valid' | 'withdrawn' | 'over';

/** Whether a warning still holds at `now` (ms). */
export function stateAt({ cancelledAt, expiresAt }: Warning, now: number): WarningState {
  if (cancelledAt) return 'withdrawn';
  return Date.parse(expiresAt) > now ? 'valid' : 'over';
}

/** '有效到今天 18:00', '已解除', '已结束' */
export function validityOf(warning: Warning, now: number): string {
  const state = stateAt(warning, now);
  if (state === 'valid') return t('broadcast.tv.until', { time: momentOf(warning.expiresAt, now) });
  return t(`broadcast.tv.${state}`);
}

/** All of it in the order of reading: who says it, what, where and what to do. */
export function spokenOf(warning: Warning): string {
  const { sender, headline, body } = warning;
  return t('broadcast.tv.spoken', { level: levelOf(warning), sender, headline, body });
}

/** On one line at the bottom. */
export function lineOf({ sender, headline, body }: Warning): string {
  return t('broadcast.tv.line', { sender, headline, body });
}
