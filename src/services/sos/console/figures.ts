import type { Times } from '../protocol.ts';

/** The goals of telecare (TSA): the share of calls that somebody has picked up within so many seconds. */
export const GOALS = [
  { seconds: 60, share: 0.975, of: 'within60' },
  { seconds: 180, share: 0.99, of: 'within180' },
] as const satisfies readonly { seconds: number; share: number; of: keyof Times }[];

/** How a goal was met: with counts beside the share, since few calls make large shares. Undefined without a call. */
export function goalMet(
  times: Times,
  goal: (typeof GOALS)[number],
): { share: number; in: number; of: number; met: boolean } | undefined {
  const share = times[goal.of];
  if (share === null) return undefined;
  return { share, in: Math.round(share * times.of), of: times.of, met: share >= goal.share };
}

/** A share as people read it, never rounded up to what it is not: 0.9749 → '97.4 %', 1 → '100 %'. */
export function percent(share: number): string {
  return `${Math.floor(share * 1_000 + 1e-9) / 10} %`;
}

/** Seconds in parts: 8.42 → 8.4 s; 75 → 1 min 15 s. */
export function timeParts(seconds: number): { minutes: number; seconds: number } {
  if (seconds < 10) return { minutes: 0, seconds: Math.round(seconds * 10) / 10 };
  const whole = Math.round(seconds);
  return whole < 100 ? { minutes: 0, seconds: whole } : { minutes: Math.floor(whole / 60), seconds: whole % 60 };
}
