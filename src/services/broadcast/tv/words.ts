import { clockTime, dayOf, shanghai } from '../../../protocol/time.ts';
import { t } from '../../../tv/text.ts';
import type { Warning } from './believed.ts';
import type { Showing } from './warnings.ts';

/** '今天 18:00', '11月25日 08:00'. Both times ISO or ms. */
export function momentOf(at: string | number, now: number): string {
  const time = clockTime(at);
  if (dayOf(at) === dayOf(now)) return t('broadcast.tv.today', { time });
  const day = shanghai(at);
  return t('broadcast.tv.day', { month: day.month() + 1, day: day.date(), time });
}

/** What it is, in a word: '红色预警', '红色预警演练', '通知', '更正'. */
export function nameOf({ warning, as, level }: Pick<Showing, 'warning' | 'as' | 'level'>): string {
  if (as === 'correction') return t(warning.drill ? 'broadcast.tv.correctionDrill' : 'broadcast.tv.correction');
  if (as === 'notice') return t(warning.drill ? 'broadcast.tv.noticeDrill' : 'broadcast.tv.notice');
  return t(warning.drill ? 'broadcast.tv.levelDrill' : 'broadcast.tv.level', { level: t(`broadcast.level.${level}`) });
}

/** '更新', where it takes the place of an earlier one. */
export function newsOf({ warning, as }: Showing): string {
  return as === 'warning' && warning.kind === 'update' ? t('broadcast.tv.update') : '';
}

/** What a correction takes back: '刚才的红色预警“…”发错了'. */
export function wrongOf({ wrong, level }: Showing): string {
  if (!wrong) return '';
  const as = level === 'notice' ? 'notice' : 'warning';
  const name = nameOf({ warning: wrong, as, level });
  return t('broadcast.tv.wrong', { name, headline: wrong.headline });
}

/** What it is about, in the few words of a row: '大风蓝色预警', '“大风蓝色预警”发错了'. */
export function headlineOf({ warning, wrong }: Showing): string {
  return wrong ? t('broadcast.tv.wrongShort', { headline: wrong.headline }) : warning.headline;
}

/** '有效到今天 18:00' */
export function untilOf({ expires }: Warning, now: number): string {
  return t('broadcast.tv.until', { time: momentOf(expires, now) });
}

/** '有效到今天 18:00', '已解除', '已结束'; what puts something right holds for good, and says nothing of it. */
export function validityOf({ warning, as, state }: Showing, now: number): string {
  if (as === 'correction') return '';
  return state === 'valid' ? untilOf(warning, now) : t(`broadcast.tv.${state}`);
}

/** All of it in the order of reading: who says it, what, where and what to do, until when. A drill says so first and last. */
export function spokenOf(showing: Showing, now: number): string {
  const { warning, as, state } = showing;
  const says = t(newsOf(showing) ? 'broadcast.tv.updates' : 'broadcast.tv.issues', {
    sender: warning.sender,
    name: nameOf(showing),
  });
  const what = as === 'correction' ? wrongOf(showing) : warning.headline;
  const until = as === 'warning' && state === 'valid' ? untilOf(warning, now) : '';
  const words = sentences(says, what, warning.body, until);
  return warning.drill ? sentences(t('broadcast.tv.drillFirst'), words, t('broadcast.tv.drillLast')) : words;
}

/** On one line at the bottom. */
export function lineOf(showing: Showing): string {
  const { warning, as } = showing;
  const { sender, headline, body, drill } = warning;
  const what = as === 'correction' ? wrongOf(showing) : headline;
  const line = t('broadcast.tv.line', { sender, headline: newsOf(showing) + what, body });
  return drill ? sentences(t('broadcast.tv.drillFirst'), line, t('broadcast.tv.drillLast')) : line;
}

/** Joins what may or may not end with a stop. */
function sentences(...parts: string[]): string {
  const whole = parts.filter(Boolean).map((part) => (/[。！？.!?]$/.test(part) ? part : part + t('broadcast.tv.stop')));
  return whole.join('');
}
