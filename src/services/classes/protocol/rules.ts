import { addDays, instantOf } from '../../../protocol/time.ts';

/** How far a household has come in a lesson. `at` is when it was there, by the clock of the center (ISO). */
export interface Progress {
  readonly second: number;
  readonly done: boolean;
  readonly at: string;
}

/**
 * Two boxes of a home tell how far they are, in whatever order and however often: the later moment says the second; what
 * was seen to its end once stays so. The order in which they come in does not matter, nor does telling twice.
 */
export function mergeProgress(one: Progress, other: Progress): Progress {
  const [a, b] = [Date.parse(one.at), Date.parse(other.at)];
  const later = a > b || (a === b && one.second >= other.second) ? one : other;
  return { second: later.second, at: later.at, done: one.done || other.done };
}

/** Share of a lesson after which it counts as seen: behind it there is only the teacher's goodbye. */
const SEEN_SHARE = 0.95;

/** Whether somebody who is at this second has seen the lesson. */
export function hasSeen(second: number, durationS: number): boolean {
  return durationS > 0 && second >= durationS * SEEN_SHARE;
}

/** Where a lesson goes on: one that was seen begins anew, and a person needs a moment to find back into the talk. */
export function resumeAt({ second, done }: Pick<Progress, 'second' | 'done'>, durationS: number): number {
  return done && hasSeen(second, durationS) ? 0 : second;
}

/** The instants of a lesson by the clock on the wall (day YYYY-MM-DD, HH:mm): one that ends "before" it begins ends tomorrow. */
export function sessionTimes(day: string, from: string, to: string): { startsAt: string; endsAt: string } {
  const endDay = to <= from ? addDays(day, 1) : day;
  return { startsAt: instantOf(day, from), endsAt: instantOf(endDay, to) };
}

/** Minutes before a lesson at which those who are enrolled are reminded. */
export const REMIND_MIN = 10;

/** A live lesson as its clock sees it. A lesson can be joined from the first reminder on. */
export function sessionPhase(
  { startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string },
  now: number,
): 'ahead' | 'soon' | 'now' | 'over' {
  if (now >= Date.parse(endsAt)) return 'over';
  if (now >= Date.parse(startsAt)) return 'now';
  return now >= Date.parse(startsAt) - REMIND_MIN * 60_000 ? 'soon' : 'ahead';
}
