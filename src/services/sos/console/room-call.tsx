import { PhoneFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { CallCard } from '../../../console/call/call-card.tsx';
import { calls, holdCurrent, useCalls } from '../../../console/call/calls.ts';
import { Stamp } from '../../../console/parts/moment.tsx';
import { say } from '../../../console/say.ts';
import type { LiveCall } from '../../../media/calls/live-call.ts';
import type { AlarmDetail } from '../protocol.ts';

/** The resident has said that all is well, or it is over: nothing dials by itself any more. */
const CALM = ['cancelled', 'resolved', 'closed'];

async function dialRoom({ id, household }: AlarmDetail): Promise<LiveCall> {
  await holdCurrent();
  const party = { kind: 'household' as const, id: household.id };
  return calls.dial(party, { purpose: 'sos', subject: id, face: { party, name: household.label, picture: '' } });
}

/**
 * The officer's call to the room. It dials by itself once, when its officer has taken the alarm; a microphone that is
 * missing is told and holds nothing up.
 */
export function RoomCall({ alarm, me, onChange }: { alarm: AlarmDetail; me: string; onChange(): void }) {
  const { live } = useCalls();
  const [made, setMade] = useState<LiveCall>();
  const call = live.find((one) => one === made || one.view?.subject === alarm.id);
  const mine = alarm.owner?.id === me && !alarm.owner.unseen;
  const dialled = useRef(false);
  const wanted = mine && alarm.call.state === 'none' && !CALM.includes(alarm.state);

  useEffect(() => {
    if (!wanted || dialled.current) return;
    dialled.current = true;
    void dialRoom(alarm).then(setMade);
  }, [wanted, alarm]);
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
      <Button icon={<PhoneFilled />} type="primary" block onClick={() => void dialRoom(alarm).then(setMade)}>
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
