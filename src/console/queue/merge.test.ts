import { describe, expect, test } from 'vitest';
import type { QueueItem } from '../../protocol/contracts/desk.ts';
import { mergeAll, mergeItem, type Queue, viewOf } from './merge.ts';

const OWNER = { id: 'officer-1', name: '李值班' };

function item(id: string, part: Partial<QueueItem> = {}): QueueItem {
  return {
    id,
    kind: 'request',
    service: 'meals',
    merchantId: null,
    state: 'ordered',
    title: '午饭',
    where: '3号楼 502',
    who: '王秀英',
    owner: null,
    ringing: false,
    level: 0,
    drill: false,
    openedAt: '2026-11-24T01:00:00.000Z',
    dueAt: null,
    closed: false,
    version: 1,
    ...part,
  };
}

const queueOf = (...items: QueueItem[]): Queue => new Map(items.map((one) => [one.id, one]));
const ids = (items: readonly QueueItem[]): string[] => items.map((one) => one.id);

describe('merging by version', () => {
  test('a newer push replaces, an older or repeated one does not', () => {
    const queue = queueOf(item('a', { version: 3, state: 'ready' }));
    expect(mergeItem(queue, item('a', { version: 4, state: 'delivered' })).get('a')?.state).toBe('delivered');
    expect(mergeItem(queue, item('a', { version: 2, state: 'accepted' }))).toBe(queue);
    expect(mergeItem(queue, item('a', { version: 3, state: 'accepted' }))).toBe(queue);
  });

  test('a full answer does not undo what was pushed while it was on its way', () => {
    const asked = queueOf(item('a', { version: 1 }));
    const now = mergeItem(mergeItem(asked, item('a', { version: 2, state: 'accepted' })), item('new'));
    const merged = mergeAll(now, [item('a', { version: 1 })], asked);
    expect(merged.get('a')?.version).toBe(2);
    expect(merged.has('new')).toBe(true);
  });

  test('what a full answer lacks and no push has touched is gone', () => {
    const asked = queueOf(item('old'), item('a'));
    expect([...mergeAll(asked, [item('a', { version: 5 })], asked).keys()]).toEqual(['a']);
  });
});

describe('views', () => {
  const queue = queueOf(
    item('order', { openedAt: '2026-11-24T00:00:00.000Z' }),
    item('mine', { owner: OWNER }),
    item('alarm-owned', { kind: 'alarm', owner: { id: 'officer-2', name: '赵值班' } }),
    item('alarm-late', { kind: 'alarm', openedAt: '2026-11-24T02:00:00.000Z' }),
    item('alarm-early', { kind: 'alarm', openedAt: '2026-11-24T01:30:00.000Z' }),
    item('done', { closed: true }),
    item('done-later', { closed: true, openedAt: '2026-11-24T03:00:00.000Z' }),
  );

  test('open: alarms first, unowned before owned, the oldest first', () => {
    expect(ids(viewOf(queue, 'open', OWNER.id))).toEqual(['alarm-early', 'alarm-late', 'alarm-owned', 'order', 'mine']);
  });

  test('mine and closed', () => {
    expect(ids(viewOf(queue, 'mine', OWNER.id))).toEqual(['mine']);
    expect(ids(viewOf(queue, 'closed', OWNER.id))).toEqual(['done-later', 'done']);
  });
});
