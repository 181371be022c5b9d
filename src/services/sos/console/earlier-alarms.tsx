import { Button } from 'antd';
import { Stamp } from '../../../console/parts/moment.tsx';
import { openAlarm } from '../../../console/route.ts';
import { say, sayState } from '../../../console/say.ts';
import type { EarlierAlarm } from '../protocol.ts';

/** What this household has called for before, and how it ended. */
export function EarlierAlarms({ alarms }: { alarms: readonly EarlierAlarm[] }) {
  return (
    <section className="panel">
      <h2>{say('sosStaff.earlier')}</h2>
      {alarms.length === 0 && <p className="quiet">{say('sosStaff.earlier.none')}</p>}
      <ul className="sos-earlier">
        {alarms.map((alarm) => (
          <li key={alarm.id}>
            <Button type="link" size="small" onClick={() => openAlarm(alarm.id)}>
              <Stamp at={alarm.pressedAt} />
            </Button>
            {alarm.drill && <span className="sos-drill">{say('console.alarm.drill')}</span>}
            {alarm.closingCode ? say(`sosStaff.code.${alarm.closingCode}`) : sayState('sos', alarm.state)}
            <span className="quiet">{alarm.officer}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
