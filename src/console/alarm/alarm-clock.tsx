import type { QueueItem } from '../../protocol/contracts/desk.ts';
import { countUp } from '../queue/clocks.ts';
import { say, sayWire } from '../say.ts';
import { useNow } from '../use-now.ts';

/** How long an alarm has waited, counting up, and how far it has gone up; a service may name its own levels. */
export function AlarmClock({ item }: { item: QueueItem }) {
  const now = useNow();
  const { level } = item;
  return (
    <span className="alarm-clock">
      {level > 0 && (
        <span className="alarm-level">
          {sayWire(`${item.service}Staff.level.${level}`) ?? say('console.alarm.level', { n: level })}
        </span>
      )}
      {say('console.alarm.waiting', { clock: countUp(now - Date.parse(item.openedAt)) })}
    </span>
  );
}
