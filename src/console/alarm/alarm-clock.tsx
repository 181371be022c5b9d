import type { QueueItem } from '../../protocol/contracts/desk.ts';
import { countUp } from '../queue/clocks.ts';
import { say, sayWire } from '../say.ts';
import { useNow } from '../use-now.ts';

/** How long an alarm has waited, counting up, and how far it has gone up. */
export function AlarmClock({ item }: { item: QueueItem }) {
  const now = useNow();
  return (
    <span className="alarm-clock">
      {(item.level > 0 || item.owner) && <span className="alarm-level">{levelWords(item)}</span>}
      {say('console.alarm.waiting', { clock: countUp(now - Date.parse(item.openedAt)) })}
    </span>
  );
}

/** How far an alarm has gone up. */
export function levelWords({ service, level, owner }: QueueItem): string {
  if (owner) return say('console.alarm.handed');
  if (level === 0) return sayWire(`${service}Staff.alarm.calm`) ?? say('console.alarm.calm');
  return say('console.alarm.level', { n: level });
}

/** What its button says. */
export function takeWords(item: QueueItem): string {
  return say(item.owner ? 'console.alarm.look.take' : 'console.alarm.take');
}
