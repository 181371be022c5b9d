/** One figure, as it is written to bench/results/<name>.json. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The most that `value` may be; null where nothing was promised. */
  readonly goal: number | null;
  /** Whether the goal is kept; null where there is none. */
  readonly holds: boolean | null;
  /** What ran beside it in the same run, and how that did. */
  readonly against: string;
}

/** A figure with a goal, or (without one) only for the record. Rounded to two digits behind the point. */
export function result(name: string, value: number, unit: string, against: string, goal: number | null = null): Result {
  const rounded = Math.round(value * 100) / 100;
  return { name, value: rounded, unit, goal, holds: goal === null ? null : rounded <= goal, against };
}

/** The value that `share` (0 to 1) of all values do not exceed. Throws without values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** '92.4 ms'. */
export const ms = (value: number): string => `${Math.round(value * 10) / 10} ms`;

/** '88–131 ms': how far the runs lie apart, which says how much to trust their median. */
export const spread = (values: readonly number[]): string =>
  `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))} ms`;
