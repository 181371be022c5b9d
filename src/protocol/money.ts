import * as v from 'valibot';

/** An amount of money in whole fen (1/100 yuan), never negative. */
export const Fen = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000_000));

/** Fen as people read yuan: 1250 → '12.5', 1200 → '12', 1205 → '12.05'. */
export function yuan(fen: number): string {
  const sign = fen < 0 ? '-' : '';
  const rest = Math.abs(fen);
  const cents = String(rest % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${sign}${Math.floor(rest / 100)}${cents ? `.${cents}` : ''}`;
}
