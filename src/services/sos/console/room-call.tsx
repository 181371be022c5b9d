import { PhoneFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { CallCard } from '../../../console/call/call-card.tsx';
import { calls, useCalls } from '../../../console/call/calls.ts';
import { Stamp } from '../../../console/parts/moment.tsx';
import { say } from '../../../console/say.ts';
import type { AlarmDetail } from '../protocol.ts';
import { dialOnce, dialRoom, roomCallOf } from './room-calls.ts';

/**
 * The officer's call to the room. It dials by itself once, when its officer has taken the alarm; a microphone that is
 * missing is told and holds nothing up.
 */
export function RoomCall({ alarm, me, onChange }: { alarm: AlarmDetail; me: string; onChange(): void }) {
  const { live } = useCalls();
  const call = live.find((one) => one === roomCallOf(alarm.id) || one.view?.subject === alarm.id);
  const mine = alarm.owner?.id === me && !alarm.owner.unseen;

  useEffect(() => {
    if (mine) dialOnce(alarm);
  }, [mine, alarm]);
  // The center has written down what became of it.
  useEffect(() => calls.ended.on(onChange), [onChange]);

  if (call) {
    return (
      <section className="panel sos-call" aria-label={say('sosStaff.call')}>
        <CallCard call={call} />
      </section>
    );
  }
  if (alarm.state === 'closed' || !mine) return null;
  return (
    <section className="panel sos-call sos-call-off" aria-label={say('sosStaff.call')}>
      <p role="status">{offWords(alarm)}</p>
      {alarm.call.since && (
        <p className="quiet small">
          <Stamp at={alarm.call.since} />
        </p>
      )}
      <Button icon={<PhoneFilled />} type="primary" block onClick={() => void dialRoom(alarm)}>
        {say(alarm.call.state === 'none' ? 'sosStaff.call.dial' : 'sosStaff.call.again')}
      </Button>
    </section>
  );
}

function offWords({ call }: AlarmDetail): string {
  if (call.state === 'failed')
    return say('sosStaff.call.failed', { why: say(`console.call.ended.${call.why ?? 'lost'}`) });
  return say(`sosStaff.call.${call.state}`);
}
