import type { Refusal, TextParams } from '../protocol/reply.ts';
import { fill, type Language } from '../protocol/text.ts';
import { findText, say, type TextKey, texts } from '../protocol/texts.ts';
import { shanghai } from '../protocol/time.ts';

/** zh-CN for people; developers open the app with `?lang=en`. */
export const language: Language =
  new URLSearchParams(globalThis.location?.search ?? '').get('lang') === 'en' ? 'en' : 'zh-CN';

/** A text of this build in the TV's language: `t('meals.meal.lunch')` → '午饭'. */
export function t(key: TextKey, params?: TextParams): string {
  return say(language, key, params);
}

/** A text whose key came over the wire; undefined when this build does not know it. */
export function tWire(key: string, params?: TextParams): string | undefined {
  const text = findText(texts, language, key);
  return text === undefined ? undefined : fill(text, params);
}

/** Why something was refused, in words; the general text of its code when the special one is unknown here. */
export function tRefusal(refusal: Refusal): string {
  return tWire(refusal.text, refusal.params) ?? t(`refusal.${refusal.code}`);
}

/** The day of a moment (ms) in words: '11月24日　星期二'. */
export function tDay(at: number): string {
  const day = shanghai(at);
  const weekday = t(`app.date.weekday.${day.day() as 0 | 1 | 2 | 3 | 4 | 5 | 6}`);
  return t('app.date.day', { month: day.month() + 1, day: day.date(), weekday });
}

/** How long ago something was, in words: '刚刚', '3 分钟前', '2 小时前', '4 天前'. Takes ms. */
export function tAgo(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return t('app.ago.now');
  if (minutes < 60) return t('app.ago.minutes', { n: minutes });
  if (minutes < 24 * 60) return t('app.ago.hours', { n: Math.floor(minutes / 60) });
  return t('app.ago.days', { n: Math.floor(minutes / (24 * 60)) });
}
