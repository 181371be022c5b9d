import type { ReactNode } from 'react';
import type { QueueItem } from '../../protocol/contracts/desk.ts';
import { say } from '../say.ts';
import { useNow } from '../use-now.ts';
import { countUp, dueState, span } from './clocks.ts';

/** How long it has been open, counting up; what nobody has taken is set in bold. */
export function OpenClock({ item }: { item: QueueItem }) {
  const now = useNow();
  return (
    <span className={item.owner ? 'figures' : 'figures clock-unowned'}>{countUp(now - Date.parse(item.openedAt))}</span>
  );
}

/** How long until it is due, or since then; `fallback` when it has no due time. */
export function DueClock({ item, fallback }: { item: QueueItem; fallback: ReactNode }) {
  const now = useNow();
  if (item.dueAt === null) return fallback;
  const { urgency, left } = dueState(item.dueAt, now);
  const { key, params } = span(left);
  const words = say(urgency === 'over' ? 'console.clock.over' : 'console.clock.left', { span: say(key, params) });
  return <span className={`figures clock-${urgency}`}>{words}</span>;
}
