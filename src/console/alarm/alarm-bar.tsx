import { AlertFilled } from '@ant-design/icons';
import { Button } from 'antd';
import type { QueueItem } from '../../protocol/contracts/desk.ts';
import { openAlarm } from '../route.ts';
import { say, sayService } from '../say.ts';
import { AlarmClock, takeWords } from './alarm-clock.tsx';
import { TAKE_KEY, type Taking } from './alarm-take.ts';
import { alarmLine } from './use-ringing.ts';
import './alarm-bar.css';

/** The alarms in a red bar, the oldest on top: while an officer sees to another one, and what rings has stepped aside. */
export function AlarmBar({ alarms, taking }: { alarms: readonly QueueItem[]; taking: Taking }) {
  if (alarms.length === 0) return null;
  return (
    <div className="alarm-bar" role="alert">
      {alarms.map((item, i) => (
        <div className={item.drill ? 'alarm-row alarm-drill' : 'alarm-row'} key={item.id}>
          <AlertFilled className="alarm-sign" />
          {item.drill && <strong className="alarm-level">{say('console.alarm.drill')}</strong>}
          <strong className="alarm-kind">{sayService(item.service)}</strong>
          <span className="alarm-line">{alarmLine(item)}</span>
          <AlarmClock item={item} />
          <Button ghost onClick={() => openAlarm(item.id)}>
            {say('console.alarm.look')}
          </Button>
          <Button className="alarm-take" loading={taking.busy} onClick={() => void taking.take(item)}>
            {takeWords(item)}
            {i === 0 && <kbd>{TAKE_KEY}</kbd>}
          </Button>
        </div>
      ))}
    </div>
  );
}
