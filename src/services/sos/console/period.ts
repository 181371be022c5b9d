import { addDays } from '../../../protocol/time.ts';

export const PERIODS = ['day', 'week', 'month', 'own'] as const;
export type PeriodKind = (typeof PERIODS)[number];

/** Calendar days (YYYY-MM-DD) in the community, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The day, the week from Monday, or the month that a day lies in. */
export function periodAround(day: string, kind: Exclude<PeriodKind, 'own'>): Period {
  if (kind === 'day') return { from: day, to: day };
  if (kind === 'week') {
    // Sunday is 0, and ends the week.
    const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
    const from = addDays(day, -sinceMonday);
    return { from, to: addDays(from, 6) };
  }
  const from = `${day.slice(0, 8)}01`;
  const inNext = addDays(from, 31);
  return { from, to: addDays(`${inNext.slice(0, 8)}01`, -1) };
}
