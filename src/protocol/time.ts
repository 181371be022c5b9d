import dayjs, { type Dayjs } from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import * as v from 'valibot';

dayjs.extend(utc);

/** Hours that Asia/Shanghai is ahead of UTC; without daylight saving since 1991, so boxes need no zone data. */
const SHANGHAI_HOURS = 8;

/** An instant on the wire: ISO 8601 in UTC. */
export const Instant = v.pipe(v.string(), v.isoTimestamp());

/** A calendar day in Asia/Shanghai: YYYY-MM-DD. */
export const Day = v.pipe(v.string(), v.isoDate());

/** The instant as a clock on the wall of the community shows it. Takes ISO time or ms. */
export function shanghai(at: string | number): Dayjs {
  return dayjs.utc(at).utcOffset(SHANGHAI_HOURS);
}

/** The calendar day (YYYY-MM-DD) in the community at this instant (ISO time or ms). */
export function dayOf(at: string | number): string {
  return shanghai(at).format('YYYY-MM-DD');
}

/** The day that lies `days` after a day (YYYY-MM-DD). */
export function addDays(day: string, days: number): string {
  return dayjs.utc(day).add(days, 'day').format('YYYY-MM-DD');
}

/** The instant (ISO UTC) at which the community's clocks show `time` (HH:mm) on `day` (YYYY-MM-DD). */
export function instantOf(day: string, time: string): string {
  return dayjs.utc(`${day}T${time}:00Z`).subtract(SHANGHAI_HOURS, 'hour').toISOString();
}

/** HH:mm in the community. */
export function clockTime(at: string | number): string {
  return shanghai(at).format('HH:mm');
}
