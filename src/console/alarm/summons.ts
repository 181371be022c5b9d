import type { ConsoleTextKey } from '../say.ts';

/**
 * Something on a page of its own that a person is to look at now, besides the queue: a warning that waits for its second
 * signature. It stands over every page and sounds until it is opened, and is counted in the menu.
 */
export interface Summons {
  readonly id: string;
  /** The page that it waits on; its path behind `#/`, as the menu has it. */
  readonly path: string;
  /** What it is, with its words: 'broadcastStaff.summons' {…}. */
  readonly text: ConsoleTextKey;
  readonly params: Readonly<Record<string, string>>;
  /** ISO */
  readonly since: string;
}

/** How many wait on a page. */
export function countOn(path: string, summons: readonly Summons[]): number {
  return summons.filter((one) => one.path === path).length;
}

/**
 * Those to be seen and heard, the longest waiting first: all but the one that somebody has opened. `route` is what stands
 * behind `#/`; an open list of them does not silence one, since nobody may be sitting before it.
 */
export function heardOn(route: string, summons: readonly Summons[]): Summons[] {
  return summons.filter((one) => `${one.path}/${one.id}` !== route).sort((a, b) => a.since.localeCompare(b.since));
}
