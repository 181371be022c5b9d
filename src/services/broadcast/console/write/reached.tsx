import { Alert } from 'antd';
import { say, sayRefusal } from '../../../../console/say.ts';
import type { Asked } from '../../../../console/use-ask.ts';
import type { Reach } from '../../protocol.ts';

/** How many the chosen audience reaches now. */
export function Reached({ count, chosen }: { count: Asked<Reach>; chosen: boolean }) {
  if (!chosen) return <p className="reach quiet">{say('broadcastStaff.reach.choose')}</p>;
  if (count.refusal && !count.value) return <Alert type="warning" showIcon title={sayRefusal(count.refusal)} />;
  if (!count.value) return <p className="reach quiet">{say('broadcastStaff.reach.counting')}</p>;
  if (count.value.boxes === 0) return <p className="reach fault">{say('broadcastStaff.reach.none')}</p>;
  return (
    <p className="reach figures" aria-live="polite">
      {say('broadcastStaff.reach', { ...count.value })}
      {count.stale && <span className="fault"> {say('broadcastStaff.reach.stale')}</span>}
    </p>
  );
}
