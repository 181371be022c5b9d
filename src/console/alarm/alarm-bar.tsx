import { AlertFilled } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { QueueItem } from '../../protocol/contracts/desk.ts';
import { countUp } from '../queue/clocks.ts';
import { go } from '../route.ts';
import { say, sayRefusal, sayService } from '../say.ts';
import { consoleService } from '../services.ts';
import { useNow } from '../use-now.ts';
import { alarmLine } from './use-ringing.ts';
import './alarm-bar.css';

/** The key that takes the oldest alarm, on every page and in every field. */
const TAKE_KEY = 'F2';

/** Red, full width, on every page, until somebody owns the alarms; the oldest on top. */
export function AlarmBar({ alarms }: { alarms: readonly QueueItem[] }) {
  const { busy, take } = useTake();
  const oldest = alarms[0];

  useEffect(() => {
    if (!oldest) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== TAKE_KEY || event.repeat) return;
      event.preventDefault();
      void take(oldest);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [oldest, take]);

  if (!oldest) return null;
  return (
    <div className="alarm-bar" role="alert">
      {alarms.map((item) => (
        <AlarmRow key={item.id} item={item} busy={busy} first={item === oldest} onTake={() => void take(item)} />
      ))}
    </div>
  );
}

function AlarmRow(props: { item: QueueItem; busy: boolean; first: boolean; onTake(): void }) {
  const now = useNow();
  const { item } = props;
  return (
    <div className="alarm-row">
      <AlertFilled className="alarm-sign" />
      <strong className="alarm-kind">{sayService(item.service)}</strong>
      <span className="alarm-line">{alarmLine(item)}</span>
      <span className="alarm-clock">
        {item.level > 0 && <span className="alarm-level">{say('console.alarm.level', { n: item.level })}</span>}
        {say('console.alarm.waiting', { clock: countUp(now - Date.parse(item.openedAt)) })}
      </span>
      <Button ghost onClick={() => go(`/queue/${item.id}`)}>
        {say('console.alarm.look')}
      </Button>
      <Button className="alarm-take" loading={props.busy} onClick={props.onTake}>
        {say('console.alarm.take')}
        {props.first && <kbd>{TAKE_KEY}</kbd>}
      </Button>
    </div>
  );
}

function useTake(): { busy: boolean; take(item: QueueItem): Promise<void> } {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const take = useCallback(
    async (item: QueueItem) => {
      if (running.current) return;
      running.current = true;
      setBusy(true);
      const reply = await consoleService(item.service)?.take?.(item.id);
      running.current = false;
      setBusy(false);
      if (reply && !reply.ok) void message.error(sayRefusal(reply.refusal), 6);
      go(`/queue/${item.id}`);
    },
    [message],
  );
  return { busy, take };
}
