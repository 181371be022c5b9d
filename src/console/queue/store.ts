import { useEffect, useSyncExternalStore } from 'react';
import type { QueueItem } from '../../protocol/contracts/desk.ts';
import type { Refusal } from '../../protocol/reply.ts';
import { link } from '../link.ts';
import { useLink, usePush } from '../use-link.ts';
import { mergeAll, mergeItem, type Queue } from './merge.ts';

/** Hours for which closed items stay in sight: one shift. */
const CLOSED_HOURS = 12;

export interface QueueState {
  readonly queue: Queue;
  readonly loaded: boolean;
  readonly refusal: Refusal | undefined;
}

const nothing: QueueState = { queue: new Map(), loaded: false, refusal: undefined };
let state = nothing;
const watchers = new Set<() => void>();

/** The one queue, wherever it is shown: the page, the menu's count and the alarm bar see the same. */
export function useQueue(): QueueState {
  return useSyncExternalStore(watch, () => state);
}

/** Keeps the queue fresh; mounted once, by the shell. Asks for all of it each time the line comes up. */
export function useQueueFeed(): void {
  const { state: line, epoch } = useLink();
  usePush('desk:item', learn);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new epoch of the line is a reason to ask again
  useEffect(() => {
    if (line === 'online') void reloadQueue();
  }, [line, epoch]);
  useEffect(() => () => set(nothing), []);
}

/** Asks for the whole queue. */
export async function reloadQueue(): Promise<void> {
  const asked = state.queue;
  const reply = await link.ask('desk:queue', { closedHours: CLOSED_HOURS });
  if (!reply.ok) return set({ ...state, refusal: reply.refusal });
  set({ queue: mergeAll(state.queue, reply.value.items, asked), loaded: true, refusal: undefined });
}

/** Learns one item, from a push or an answer. */
function learn(item: QueueItem): void {
  set({ ...state, queue: mergeItem(state.queue, item) });
}

function set(next: QueueState): void {
  state = next;
  for (const watcher of [...watchers]) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
