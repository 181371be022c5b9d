import type { TextParams } from '../../protocol/reply.ts';
import type { ConsoleTextKey } from '../say.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/** How long something lasted (ms) in its two largest units, as a text of the catalogue: '12 分钟', '3 小时 5 分钟', '2 天 4 小时'. */
export function lengthText(ms: number): { key: ConsoleTextKey; params: TextParams } {
  const minutes = Math.max(0, Math.floor(ms / MINUTE));
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (minutes === 0) return { key: 'watch.span.short', params: {} };
  if (h === 0) return { key: 'watch.span.minutes', params: { m } };
  if (minutes < DAY_MINUTES) return { key: 'watch.span.hours', params: { h, m } };
  return { key: 'watch.span.days', params: { d: Math.floor(h / 24), h: h % 24 } };
}
