import type { ConsoleTextKey } from '../say.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How urgent a due time is: `soon` in the last ten minutes, `over` after it. */
export type Urgency = 'calm' | 'soon' | 'over';
const SOON_MS = 10 * MINUTE;

/** A span in ms as a clock that counts up: 34 s → '00:34', 62 min → '1:02:00'. A clock that goes wrong shows '00:00'. */
export function countUp(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** A span in ms in its largest unit, as a text of the catalogue with its number. */
export function span(ms: number): { key: ConsoleTextKey; params: { n: number } } {
  const size = Math.abs(ms);
  if (size < MINUTE) return { key: 'console.span.seconds', params: { n: Math.floor(size / SECOND) } };
  if (size < HOUR) return { key: 'console.span.minutes', params: { n: Math.floor(size / MINUTE) } };
  if (size < 2 * DAY) return { key: 'console.span.hours', params: { n: Math.floor(size / HOUR) } };
  return { key: 'console.span.days', params: { n: Math.floor(size / DAY) } };
}

/** How a due time (ISO) stands at `now` (ms). `left` is in ms and below zero when it is over. */
export function dueState(dueAt: string, now: number): { urgency: Urgency; left: number } {
  const left = Date.parse(dueAt) - now;
  return { left, urgency: left < 0 ? 'over' : left <= SOON_MS ? 'soon' : 'calm' };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
