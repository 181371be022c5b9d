import { App } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { QueueItem, StaffMember } from '../../protocol/contracts/desk.ts';
import { TopLayer } from '../parts/top-layer.tsx';
import { useQueue } from '../queue/store.ts';
import { useOpenAlarm } from '../route.ts';
import { say, sayState } from '../say.ts';
import { consoleService } from '../services.ts';
import { AlarmBar } from './alarm-bar.tsx';
import { AlarmDesk } from './alarm-desk.tsx';
import { AlarmScreen } from './alarm-screen.tsx';
import { useTake } from './alarm-take.ts';
import { ASIDE_MS, type Aside, asideOf, hasInHand, takesScreen } from './ring.ts';
import { alarmLine, alarmTitle } from './use-ringing.ts';

/**
 * All that alarms lay over the console, on every page: the opened one, and over it what rings. Pages below are left as
 * they are, half-typed words and all.
 */
export function AlarmLayers({ alarms, me }: { alarms: readonly QueueItem[]; me: StaffMember }) {
  const { queue } = useQueue();
  const opened = useOpenAlarm();
  const taking = useTake(alarms[0]);
  const [aside, setAside] = useAside();
  useNoLongerRinging(alarms, me);
  const ringing = [...new Set(alarms.map(({ service }) => service))].join();
  useEffect(() => {
    for (const service of ringing.split(',')) consoleService(service)?.prepare?.();
  }, [ringing]);
  // One that this build cannot take would hold the screen for ever; the bar shows it.
  const takeable = alarms.filter(({ service }) => consoleService(service)?.take);
  const wholeScreen = takesScreen(takeable, aside);
  const bar = wholeScreen ? null : <AlarmBar alarms={alarms} taking={taking} />;
  return (
    <>
      {!opened && bar}
      <TopLayer open={opened !== undefined} role="dialog" label={say('console.alarm.opened')} className="desk-layer">
        {opened && <AlarmDesk key={opened} id={opened} me={me} bar={bar} />}
      </TopLayer>
      <TopLayer
        open={wholeScreen}
        turn={opened}
        role="alertdialog"
        label={alarms.map(alarmTitle).join('；')}
        className={alarms[0]?.drill ? 'alarm-layer drill-frame' : 'alarm-layer'}
      >
        <AlarmScreen
          alarms={takeable}
          taking={taking}
          onAside={hasInHand(queue, me.id) ? () => setAside(asideOf(alarms)) : undefined}
        />
      </TopLayer>
    </>
  );
}

/** What rings has stepped aside for a while. */
function useAside(): [Aside | undefined, (aside: Aside) => void] {
  const [aside, setAside] = useState<Aside>();
  useEffect(() => {
    if (!aside) return;
    const timer = setTimeout(() => setAside(undefined), ASIDE_MS);
    return () => clearTimeout(timer);
  }, [aside]);
  return [aside, setAside];
}

/** Says why an alarm has left the screen when it was not this officer who took it. */
function useNoLongerRinging(alarms: readonly QueueItem[], me: StaffMember): void {
  const { message } = App.useApp();
  const { queue } = useQueue();
  const before = useRef(alarms);
  useEffect(() => {
    const gone = before.current.filter(({ id }) => !alarms.some((alarm) => alarm.id === id));
    before.current = alarms;
    for (const item of gone.flatMap(({ id }) => queue.get(id) ?? [])) {
      if (item.owner?.id === me.id) continue;
      const line = alarmLine(item);
      const state = sayState(item.service, item.state);
      void message.info(
        item.owner
          ? say('console.alarm.takenBy', { line, name: item.owner.name })
          : say('console.alarm.over', { line, state }),
        8,
      );
    }
  }, [alarms, queue, me.id, message]);
}
