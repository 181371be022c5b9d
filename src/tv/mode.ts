import type { BoxMode } from '../protocol/wire.ts';

/**
 * What this browser was opened as: `/tv/` is a household's television, `/tv/?mode=screen` the screen of a public place,
 * that nobody has a remote for. The two keep apart what they know, so one browser can be both.
 */
export const mode: BoxMode =
  new URLSearchParams(globalThis.location?.search ?? '').get('mode') === 'screen' ? 'screen' : 'tv';

/** Path of the page that everything begins with, and that lies behind all others. */
export const HOME_PATH = mode === 'screen' ? 'screen' : 'home';
