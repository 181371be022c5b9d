import type { QueueItem } from '../../protocol/contracts/desk.ts';

/** The queue by id. Never changed in place, so that an old one can be compared with a new one. */
export type Queue = ReadonlyMap<string, QueueItem>;

/** Puts a pushed item in, unless a newer version of it is already known: pushes may overtake answers. */
export function mergeItem(queue: Queue, item: QueueItem): Queue {
  const known = queue.get(item.id);
  if (known && known.version >= item.version) return queue;
  return new Map(queue).set(item.id, item);
}

/**
 * Puts a full answer in. `asked` is the queue at the moment of asking: what has been pushed since then is kept even
 * when the answer lacks it, and the rest that the answer lacks is gone.
 */
export function mergeAll(queue: Queue, fresh: readonly QueueItem[], asked: Queue): Queue {
  let merged: Queue = new Map(fresh.map((item) => [item.id, item]));
  for (const [id, item] of queue) {
    if (merged.has(id) || asked.get(id) !== item) merged = mergeItem(merged, item);
  }
  return merged;
}

export const QUEUE_VIEWS = ['open', 'mine', 'closed'] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

/** The items of one view. Open: alarms first, what nobody owns first, then the oldest. Closed: the newest first. */
export function viewOf(queue: Queue, view: QueueView, me: string): QueueItem[] {
  const items = [...queue.values()];
  if (view === 'closed') return items.filter((item) => item.closed).sort((a, b) => -byAge(a, b));
  const open = items.filter((item) => !item.closed && (view === 'open' || item.owner?.id === me));
  return open.sort((a, b) => rank(a) - rank(b) || byAge(a, b));
}

function rank(item: QueueItem): number {
  return (item.kind === 'alarm' ? 0 : 2) + (item.owner ? 1 : 0);
}

function byAge(a: QueueItem, b: QueueItem): number {
  return a.openedAt.localeCompare(b.openedAt);
}
