import { Button } from 'antd';
import { useState } from 'react';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import type { AlarmDetail } from '../protocol.ts';
import { CallBack } from './call-back.tsx';
import { CloseForm } from './close-form.tsx';
import { HandOverAlarm } from './hand-over.tsx';
import { type Next, nextFor } from './next.ts';
import { TakeOver } from './take-over.tsx';

interface DeedProps {
  readonly alarm: AlarmDetail;
  onDone(): void;
}

/** The one deed that stands out, what else its owner may do, and otherwise whose it is. */
export function NextDeed({ alarm, me, onDone }: DeedProps & { me: string }) {
  const [closing, setClosing] = useState(false);
  const next = nextFor(alarm, me);
  if (next.kind === 'over') return null;
  const close = () => setClosing(true);
  const mine = next.kind === 'advance' || next.kind === 'close' || next.kind === 'callBack';
  return (
    <section className="sos-next" aria-label={say('sosStaff.next')}>
      <Primary next={next} alarm={alarm} onDone={onDone} onClose={close} />
      {mine && (
        <div className="sos-next-more">
          <HandOverAlarm alarmId={alarm.id} onDone={onDone} />
          {next.kind === 'advance' && <Button onClick={close}>{say('sosStaff.close.open')}</Button>}
        </div>
      )}
      {closing && <CloseForm alarm={alarm} onDone={onDone} onBack={() => setClosing(false)} />}
    </section>
  );
}

function Primary(props: DeedProps & { next: Exclude<Next, { kind: 'over' }>; onClose(): void }) {
  const { next, alarm, onDone, onClose } = props;
  switch (next.kind) {
    case 'take':
      return <Take alarm={alarm} toCallBack={next.toCallBack} onDone={onDone} />;
    case 'look':
      return <Look alarm={alarm} onDone={onDone} />;
    case 'callBack':
      return <CallBack alarmId={alarm.id} dueAt={alarm.callBack?.dueAt ?? null} onDone={onDone} />;
    case 'advance':
      return <Advance next={next} alarm={alarm} onDone={onDone} />;
    case 'close':
      return (
        <Button className="sos-primary" type="primary" block onClick={onClose}>
          {say('sosStaff.close.open')}
        </Button>
      );
    case 'theirs':
      return <TakeOver alarmId={alarm.id} owner={next.owner} may={next.mayTakeOver} onDone={onDone} />;
  }
}

function Take({ alarm, toCallBack, onDone }: DeedProps & { toCallBack: boolean }) {
  const take = useDeed('sos:take');
  return (
    <Button
      className="sos-primary"
      type="primary"
      danger={!toCallBack}
      block
      loading={take.busy}
      onClick={() => void take.run({ alarmId: alarm.id }).then(onDone)}
    >
      {say(toCallBack ? 'sosStaff.takeToCall' : 'sosStaff.take')}
    </Button>
  );
}

function Look({ alarm, onDone }: DeedProps) {
  const look = useDeed('sos:look');
  return (
    <Button
      className="sos-primary"
      type="primary"
      danger
      block
      loading={look.busy}
      onClick={() => void look.run({ alarmId: alarm.id }).then(onDone)}
    >
      {say('sosStaff.look')}
    </Button>
  );
}

function Advance({ next, alarm, onDone }: DeedProps & { next: Extract<Next, { kind: 'advance' }> }) {
  const advance = useDeed('sos:advance');
  const { to, later } = next;
  const run = (step: typeof to) => void advance.run({ alarmId: alarm.id, to: step }).then(onDone);
  return (
    <>
      <Button className="sos-primary" type="primary" block loading={advance.busy} onClick={() => run(to)}>
        {say(`sosStaff.step.${to}`)}
      </Button>
      {later.length > 0 && (
        <p className="row sos-later">
          <span className="quiet">{say('sosStaff.skipTo')}</span>
          {later.map((step) => (
            <Button key={step} size="small" disabled={advance.busy} onClick={() => run(step)}>
              {say(`sosStaff.step.${step}`)}
            </Button>
          ))}
        </p>
      )}
    </>
  );
}
