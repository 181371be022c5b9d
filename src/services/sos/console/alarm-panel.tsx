import { Button, Popconfirm, Skeleton } from 'antd';
import { useEffect } from 'react';
import { Failed, Stale } from '../../../console/parts/asking.tsx';
import { History, useHistory } from '../../../console/queue/history.tsx';
import { say, sayRefusal } from '../../../console/say.ts';
import type { ItemPanelProps } from '../../../console/service.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';
import type { AlarmDetail } from '../protocol.ts';
import { AlarmFacts } from './alarm-facts.tsx';
import { AlarmMap } from './alarm-map.tsx';
import { ChainView } from './chain-view.tsx';
import { EarlierAlarms } from './earlier-alarms.tsx';
import { NextDeed } from './next-deed.tsx';
import { NoteForm } from './note-form.tsx';
import { ResponderCardView } from './responder-card.tsx';
import { RoomCall } from './room-call.tsx';
import { timelineOf } from './timeline.ts';
import { TimelineView } from './timeline-view.tsx';
import './sos.css';

/**
 * A call for help on one screen: how far it has come, the deed that comes next, where it is, whom to call, what must be
 * known at the door, and what has happened so far.
 */
export default function AlarmPanel({ item, me }: ItemPanelProps) {
  const asked = useAsk('sos:alarm', { alarmId: item.id });
  const history = useHistory(item);
  const { reload, value: alarm } = asked;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the item is the reason to ask again
  useEffect(reload, [item.version, reload]);

  if (!alarm) {
    if (asked.refusal) return <Failed words={sayRefusal(asked.refusal)} onRetry={reload} />;
    return <Skeleton active />;
  }
  const { building, household, drill } = alarm;
  return (
    <div className="sos-page">
      {asked.stale && <Stale onRetry={reload} />}
      <TimelineView steps={timelineOf(alarm)} />
      <div className="sos-columns">
        <div className="sos-column">
          {/* First: a call that comes and goes must not move the button away, nor push it off the screen. */}
          <NextDeed alarm={alarm} me={me.id} onDone={reload} />
          <RoomCall alarm={alarm} me={me.id} onChange={reload} />
          {drill && !item.closed && <Undrill alarm={alarm} onDone={reload} />}
          <AlarmFacts alarm={alarm} />
          {!item.closed && <NoteForm alarmId={item.id} onDone={reload} />}
          <div className="sos-history">
            <History item={item} of={history} />
          </div>
        </div>
        <div className="sos-column">
          <AlarmMap
            buildingId={building.id}
            door={household.label.slice(building.name.length).trim()}
            where={household.label}
            drill={drill}
          />
          <ChainView alarm={alarm} onDone={reload} />
        </div>
        <div className="sos-column">
          <ResponderCardView alarmId={item.id} closed={item.closed} />
          <EarlierAlarms alarms={alarm.earlier} />
        </div>
      </div>
    </div>
  );
}

/** In the middle of practice somebody is really in need. */
function Undrill({ alarm, onDone }: { alarm: AlarmDetail; onDone(): void }) {
  const undrill = useDeed('sos:undrill');
  return (
    <Popconfirm
      title={say('sosStaff.undrill.ask')}
      description={say('sosStaff.undrill.hint')}
      okText={say('sosStaff.undrill')}
      cancelText={say('console.do.back')}
      okButtonProps={{ danger: true }}
      onConfirm={() => void undrill.run({ alarmId: alarm.id }).then(onDone)}
    >
      <Button danger block loading={undrill.busy}>
        {say('sosStaff.undrill')}
      </Button>
    </Popconfirm>
  );
}
