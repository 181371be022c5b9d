import type { QueueItem } from '../../protocol/contracts/desk.ts';
import type { Queue } from '../queue/merge.ts';

/** What the console must sound for: alarms loudly, requests with a soft chime. Both oldest first. */
export interface Ringing {
  readonly alarms: readonly QueueItem[];
  readonly requests: readonly QueueItem[];
}

/**
 * What rings now at the desk of `me`. An item rings until somebody owns it; one that was handed over rings at its new
 * owner's desk alone, until they have looked. The center says so in `ringing`. Practice stands behind what is real.
 */
export function ringingOf(queue: Queue, me: string): Ringing {
  const items = [...queue.values()]
    .filter((item) => item.ringing && !item.closed && (item.owner === null || item.owner.id === me))
    .sort((a, b) => Number(a.drill) - Number(b.drill) || a.openedAt.localeCompare(b.openedAt));
  return {
    alarms: items.filter((item) => item.kind === 'alarm'),
    requests: items.filter((item) => item.kind === 'request'),
  };
}

export type Sound = 'alarm' | 'call' | 'summons' | 'drill' | 'chime' | 'none';

/**
 * The one sound for all that rings: a real alarm drowns a call, that a summons, that practice, and each of them the chime.
 */
export function soundFor(ringing: Ringing, summoned = false, called = false): Sound {
  const [first] = ringing.alarms;
  if (first && !first.drill) return 'alarm';
  if (called) return 'call';
  if (summoned) return 'summons';
  if (first) return 'drill';
  return ringing.requests.length > 0 ? 'chime' : 'none';
}

/** The ids that ring now and did not before: each is told once to the desktop. */
export function newlyRinging(before: ReadonlySet<string>, ringing: Ringing): QueueItem[] {
  return ringing.alarms.filter((item) => !before.has(item.id));
}

/** The page's title in one second of the clock: the alarm and the plain name take turns, so it changes at most once a second. */
export function titleAt(second: number, plain: string, alarm: string | undefined): string {
  return alarm !== undefined && second % 2 === 0 ? alarm : plain;
}

/** How long alarms may step aside for one that is being seen to, in ms. */
export const ASIDE_MS = 30_000;

/** The alarms that have stepped aside, with the level they were at. */
export type Aside = ReadonlyMap<string, number>;

export function asideOf(alarms: readonly QueueItem[]): Aside {
  return new Map(alarms.map(({ id, level }) => [id, level]));
}

/** Whether alarms take the screen: unless all have stepped aside. A new one, and one that has gone up, comes back at once. */
export function takesScreen(alarms: readonly QueueItem[], aside: Aside | undefined): boolean {
  return alarms.some(({ id, level }) => level > (aside?.get(id) ?? -1));
}

/** Whether this officer has an alarm in hand: only then may another one step aside. */
export function hasInHand(queue: Queue, me: string): boolean {
  return [...queue.values()].some(
    (item) => item.kind === 'alarm' && !item.closed && !item.ringing && item.owner?.id === me,
  );
}
