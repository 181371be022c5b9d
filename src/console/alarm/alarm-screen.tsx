import { AlertFilled, MutedOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { QueueItem } from '../../protocol/contracts/desk.ts';
import { countUp } from '../queue/clocks.ts';
import { say, sayRefusal, sayService } from '../say.ts';
import { useLink } from '../use-link.ts';
import { useNow } from '../use-now.ts';
import { AlarmClock, levelWords, takeWords } from './alarm-clock.tsx';
import { TAKE_KEY, type Taking } from './alarm-take.ts';
import { bell } from './sound.ts';
import { useArmed } from './use-ringing.ts';
import './alarm-screen.css';

/** What takes the whole screen while nobody owns an alarm: the oldest in huge letters, the others below it, each to be taken. */
export function AlarmScreen(props: {
  alarms: readonly QueueItem[];
  taking: Taking;
  /** Steps aside for a while; undefined when this officer has nothing else in hand. */
  onAside: (() => void) | undefined;
}) {
  const { taking } = props;
  const [oldest, ...later] = props.alarms;
  if (!oldest) return null;
  return (
    <div className="alarm-screen">
      <header className="alarm-screen-head">
        <AlertFilled className="alarm-sign" />
        <strong>{countWords(props.alarms, oldest)}</strong>
        {oldest.drill && <strong className="alarm-screen-drill">{say('console.alarm.drillHint')}</strong>}
        <Hindrances />
      </header>
      <Oldest item={oldest} />
      <p className="alarm-screen-deeds">
        <Button className="alarm-screen-take" loading={taking.busy} onClick={() => void taking.take(oldest)}>
          {takeWords(oldest)} <kbd>{TAKE_KEY}</kbd>
        </Button>
        {props.onAside && (
          <Button ghost size="large" onClick={props.onAside}>
            {say('console.alarm.aside')}
          </Button>
        )}
      </p>
      {taking.refusal && (
        <p className="alarm-screen-refusal" role="alert">
          {sayRefusal(taking.refusal)}
        </p>
      )}
      {later.length > 0 && (
        <ol className="alarm-screen-later">
          {later.map((item) => (
            <li key={item.id} className={item.drill ? 'alarm-drill' : undefined}>
              {item.drill && <strong className="alarm-level">{say('console.alarm.drill')}</strong>}
              <strong>{item.where}</strong>
              <span className="alarm-line">
                {item.who} {sayService(item.service)}
              </span>
              <AlarmClock item={item} />
              <Button size="large" loading={taking.busy} onClick={() => void taking.take(item)}>
                {takeWords(item)}
              </Button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** How many of the kind of the oldest: practice does not make real ones more, nor does what was handed over. */
function countWords(alarms: readonly QueueItem[], oldest: QueueItem): string {
  const n = alarms.filter(({ drill, owner }) => drill === oldest.drill && !owner === !oldest.owner).length;
  if (oldest.owner) return say('console.alarm.handedCount', { n });
  return say(oldest.drill ? 'console.alarm.drillCount' : 'console.alarm.count', { n });
}

function Oldest({ item }: { item: QueueItem }) {
  const now = useNow();
  return (
    <section className="alarm-screen-oldest">
      <p className="alarm-screen-kind">
        {item.drill && <strong>{say('console.alarm.drill')} </strong>}
        {item.title || sayService(item.service)}
      </p>
      <p className="alarm-screen-where">{item.where}</p>
      <p className="alarm-screen-who">{item.who}</p>
      <p className="alarm-screen-clock">
        <span role="timer">{countUp(now - Date.parse(item.openedAt))}</span>
        <span className="alarm-screen-level" role="status">
          {levelWords(item)}
        </span>
      </p>
    </section>
  );
}

/** What keeps the officer from hearing or from answering. */
function Hindrances() {
  const armed = useArmed();
  const { state } = useLink();
  return (
    <span className="alarm-screen-hindrances">
      {state !== 'online' && <strong role="alert">{say('console.line.offline')}</strong>}
      {!armed && (
        <Button icon={<MutedOutlined />} onClick={() => void bell.arm()}>
          {say('console.sound.turnOn')}
        </Button>
      )}
    </span>
  );
}
