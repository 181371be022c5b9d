import { Button } from 'antd';
import { countUp } from '../../../console/queue/clocks.ts';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { useNow } from '../../../console/use-now.ts';
import { shanghai } from '../../../protocol/time.ts';
import type { AlarmDetail, AlarmStep, Notice } from '../protocol.ts';

/** Who is told of the alarm and when, whom to phone, and who has been reached. */
export function ChainView({ alarm, onDone }: { alarm: AlarmDetail; onDone(): void }) {
  return (
    <section className="panel sos-chain">
      <h2>{say('sosStaff.chain')}</h2>
      {alarm.drill && <p className="quiet small">{say('sosStaff.chain.drill')}</p>}
      <ol>
        {alarm.chain.map((step) => (
          <Step key={step.who} step={step} alarmId={alarm.id} closed={alarm.state === 'closed'} onDone={onDone} />
        ))}
      </ol>
    </section>
  );
}

interface StepProps {
  readonly step: AlarmStep;
  readonly alarmId: string;
  readonly closed: boolean;
  onDone(): void;
}

function Step(props: StepProps) {
  const { step } = props;
  return (
    <li className={`sos-chain-step sos-chain-${step.state}`}>
      <p className="sos-chain-head">
        <strong>{say(`sosStaff.who.${step.who}`)}</strong>
        <StepTime step={step} />
      </p>
      <People {...props} />
    </li>
  );
}

function People(props: StepProps) {
  const { state, who, people, notices } = props.step;
  if (who === 'officer') return <p className="sos-person-line">{say('sosStaff.chain.desks')}</p>;
  if ((state === 'done' ? notices : people).length === 0)
    return (
      <p className={state === 'stopped' ? 'sos-person-line' : 'sos-person-line fault'}>
        {say('sosStaff.chain.nobody')}
      </p>
    );
  if (state === 'done') return notices.map((notice) => <Told key={notice.id} notice={notice} {...props} />);
  return people.map((person) => (
    <p className="sos-person-line" key={`${person.name}${person.phone}`}>
      {person.relation} {person.name} <span className="figures">{person.phone}</span>
    </p>
  ));
}

function StepTime({ step }: { step: AlarmStep }) {
  const now = useNow();
  if (step.state === 'stopped') return <span className="quiet">{say('sosStaff.chain.stopped')}</span>;
  if (step.state === 'done' && step.doneAt)
    return <span className="figures quiet">{shanghai(step.doneAt).format('HH:mm:ss')}</span>;
  if (step.dueAt === null) return <span className="quiet">{say('sosStaff.chain.after', { n: step.afterS })}</span>;
  return <span className="figures">{say('sosStaff.chain.in', { clock: countUp(Date.parse(step.dueAt) - now) })}</span>;
}

/** One person who was told, or is to be phoned, with what came of it. */
function Told(props: { notice: Notice; alarmId: string; closed: boolean; onDone(): void }) {
  const { notice, alarmId } = props;
  const notified = useDeed('sos:notified');
  const settled = notice.state === 'reached';
  const set = (state: 'told' | 'reached' | 'not-reached') =>
    void notified.run({ alarmId, noticeId: notice.id, state, words: '' }).then(props.onDone);
  return (
    <div className="sos-person-line">
      <span>
        {notice.relation} {notice.name} <strong className="figures">{notice.phone}</strong>
      </span>
      <span className={`sos-notice sos-notice-${notice.state}`}>
        {say(`sosStaff.notice.${notice.state}`)}
        {notice.state !== 'due' && <span className="figures"> {shanghai(notice.changedAt).format('HH:mm')}</span>}
      </span>
      {!props.closed && !settled && (
        <span className="sos-notice-deeds">
          {(['reached', 'told', 'not-reached'] as const).map((state) => (
            <Button key={state} size="small" disabled={notified.busy} onClick={() => set(state)}>
              {say(`sosStaff.notice.do.${state}`)}
            </Button>
          ))}
        </span>
      )}
    </div>
  );
}
