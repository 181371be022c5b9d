import { Ago, Stamp } from '../../../console/parts/moment.tsx';
import { countUp } from '../../../console/queue/clocks.ts';
import { say } from '../../../console/say.ts';
import { useNow } from '../../../console/use-now.ts';
import type { AlarmDetail } from '../protocol.ts';

/** Seconds between press and receipt from which on it is said: the box had no line. */
const LATE_MS = 3_000;

/** Figures beside the line of steps: since the press, presses, the box, and how it ended. */
export function AlarmFacts({ alarm }: { alarm: AlarmDetail }) {
  const now = useNow();
  const { clocks, box, presses, closingCode } = alarm;
  const pressed = Date.parse(clocks.pressedAt);
  const end = clocks.closedAt ? Date.parse(clocks.closedAt) : now;
  const late = Date.parse(clocks.receivedAt) - pressed;
  return (
    <dl className="sos-facts">
      <dt>{say(clocks.closedAt ? 'sosStaff.tookInAll' : 'sosStaff.sincePress')}</dt>
      <dd>
        <strong className="figures">{countUp(end - pressed)}</strong>
      </dd>
      <dt>{say('sosStaff.presses')}</dt>
      <dd className="figures">{presses}</dd>
      {late > LATE_MS && (
        <>
          <dt>{say('sosStaff.received')}</dt>
          <dd className="fault">{say('sosStaff.receivedLate', { clock: countUp(late) })}</dd>
        </>
      )}
      <dt>{say('sosStaff.box')}</dt>
      <dd>
        {box.name}{' '}
        {box.online ? (
          say('console.people.box.online')
        ) : (
          <span className="fault">
            {say('sosStaff.box.off')} {box.lastSeenAt && <Ago at={box.lastSeenAt} />}
          </span>
        )}
      </dd>
      {closingCode && (
        <>
          <dt>{say('sosStaff.closedAs')}</dt>
          <dd>
            <strong>{say(`sosStaff.code.${closingCode}`)}</strong> {clocks.closedAt && <Stamp at={clocks.closedAt} />}
          </dd>
        </>
      )}
    </dl>
  );
}
