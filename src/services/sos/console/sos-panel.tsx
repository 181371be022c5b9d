import { Button, Skeleton } from 'antd';
import { useEffect } from 'react';
import { Failed, Stale } from '../../../console/parts/asking.tsx';
import { countUp } from '../../../console/queue/clocks.ts';
import { say, sayRefusal } from '../../../console/say.ts';
import type { ItemPanelProps } from '../../../console/service.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { useNow } from '../../../console/use-now.ts';
import type { AlarmView } from '../protocol.ts';
import { CloseForm } from './close-form.tsx';
import { NoteForm } from './note-form.tsx';
import { ResponderCardView } from './responder-card.tsx';
import { stepsAhead } from './steps.ts';
import './sos.css';

/** A call for help: its clocks, the deed that comes next, the responder's card, notes and closing. */
export default function SosPanel({ item, me }: ItemPanelProps) {
  const asked = useAsk('sos:alarm', { alarmId: item.id });
  const { reload, value: alarm } = asked;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the item is the reason to ask again
  useEffect(reload, [item.version, reload]);

  if (!alarm) {
    if (asked.refusal) return <Failed words={sayRefusal(asked.refusal)} onRetry={reload} />;
    return <Skeleton active />;
  }
  const mine = item.owner?.id === me.id;
  return (
    <>
      {asked.stale && <Stale onRetry={reload} />}
      <Clocks alarm={alarm} />
      {!item.closed && (
        <div className="sos-deeds">
          {!mine && <TakeButton alarmId={item.id} owned={item.owner !== null} onDone={reload} />}
          {mine && <Advance alarm={alarm} onDone={reload} />}
        </div>
      )}
      <ResponderCardView alarmId={item.id} closed={item.closed} />
      {!item.closed && <NoteForm alarmId={item.id} onDone={reload} />}
      {!item.closed && mine && <CloseForm alarmId={item.id} onDone={reload} />}
      {alarm.closingCode && (
        <p className="sos-closed">
          {say('sosStaff.closedAs')} <strong>{say(`sosStaff.code.${alarm.closingCode}`)}</strong>
        </p>
      )}
    </>
  );
}

function Clocks({ alarm }: { alarm: AlarmView }) {
  const now = useNow();
  const over = alarm.state === 'closed';
  const end = over ? Date.parse(alarm.since) : now;
  return (
    <dl className="sos-clocks">
      <div>
        <dt>{say('sosStaff.sincePress')}</dt>
        <dd>{countUp(end - Date.parse(alarm.pressedAt))}</dd>
      </div>
      <div>
        <dt>{say('sosStaff.sinceState')}</dt>
        <dd>{over ? '–' : countUp(now - Date.parse(alarm.since))}</dd>
      </div>
      <div>
        <dt>{say('sosStaff.presses')}</dt>
        <dd>{alarm.presses}</dd>
      </div>
    </dl>
  );
}

function TakeButton({ alarmId, owned, onDone }: { alarmId: string; owned: boolean; onDone(): void }) {
  const take = useDeed('sos:take');
  if (owned) return <span className="quiet">{say('sosStaff.othersAlarm')}</span>;
  return (
    <Button
      type="primary"
      danger
      size="large"
      block
      loading={take.busy}
      onClick={() => void take.run({ alarmId }).then(onDone)}
    >
      {say('sosStaff.take')}
    </Button>
  );
}

function Advance({ alarm, onDone }: { alarm: AlarmView; onDone(): void }) {
  const advance = useDeed('sos:advance');
  const [next, ...later] = stepsAhead(alarm.state);
  if (!next) return null;
  return (
    <div className="row">
      {[next, ...later].map((step) => (
        <Button
          key={step}
          type={step === next ? 'primary' : 'default'}
          disabled={advance.busy}
          onClick={() => void advance.run({ alarmId: alarm.id, to: step }).then(onDone)}
        >
          {say(`sosStaff.step.${step}`)}
        </Button>
      ))}
    </div>
  );
}
