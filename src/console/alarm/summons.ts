import type { ConsoleTextKey } from '../say.ts';

/**
 * Something on a page of its own that a person is to look at now, besides the queue: a warning that waits for its second
 * signature. It stands over every other page and sounds, and is counted in the menu.
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

/** Those to be seen and heard on a page, the longest waiting first; not on the one where they are being looked at. */
export function heardOn(page: string | undefined, summons: readonly Summons[]): Summons[] {
  return summons.filter((one) => one.path !== page).sort((a, b) => a.since.localeCompare(b.since));
}
