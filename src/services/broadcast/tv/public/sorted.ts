import type { LoudShowing, Showing } from '../warnings.ts';

/** What was put right is said to everybody who passes for so long; then it runs along the bottom, ms. */
const CORRECTION_MS = 5 * 60_000;

/** Where each of all that hold is shown on a public screen; the order stays as it was. */
export interface Sorted {
  readonly full: readonly LoudShowing[];
  readonly lines: readonly Showing[];
  readonly cards: readonly Showing[];
}

/** Red, orange and yellow take the screen, but no drill beside what is real; blue is a line, a notice a card. `now` in ms. */
export function sortForScreen(valid: readonly Showing[], now: number): Sorted {
  const old = ({ as, warning }: Showing) => as === 'correction' && now - Date.parse(warning.sentAt) > CORRECTION_MS;
  const loud = valid.filter(isLoud);
  const real = loud.some(({ warning, as }) => as === 'warning' && !warning.drill);
  return {
    full: loud.filter((showing) => !old(showing) && !(real && showing.warning.drill)),
    lines: valid.filter((showing) => showing.as !== 'notice' && (!isLoud(showing) || old(showing))),
    cards: valid.filter(({ as }) => as === 'notice'),
  };
}

function isLoud(showing: Showing): showing is LoudShowing {
  return showing.level !== 'blue' && showing.level !== 'notice';
}
