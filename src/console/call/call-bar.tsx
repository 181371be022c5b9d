import { PauseCircleFilled, PhoneFilled } from '@ant-design/icons';
import { Button } from 'antd';
import type { LiveCall } from '../../media/calls/live-call.ts';
import type { CallView } from '../../protocol/contracts/calls.ts';
import { countUp } from '../queue/clocks.ts';
import { say } from '../say.ts';
import { useNow } from '../use-now.ts';
import { calls, holdCurrent, useCalls } from './calls.ts';
import './call-bar.css';

/** Whoever waits for the desk, on every page: those who ring, the longest waiting first, and those on hold here. */
export function CallBar() {
  const { ringing, live } = useCalls();
  const held = live.filter((call) => call.heldHere);
  if (ringing.length === 0 && held.length === 0) return null;
  return (
    <div className="call-bar" role="alert">
      {ringing.map(({ view }) => (
        <Waiting key={view.id} view={view} />
      ))}
      {held.map((call) => (
        <Held key={call.id} call={call} />
      ))}
    </div>
  );
}

function Waiting({ view }: { view: CallView }) {
  const { current } = useCalls();
  const { caller, callee, id } = view;
  const answer = async (picture: boolean) => {
    await holdCurrent();
    calls.answer(id, picture);
  };
  const forMe = callee.party.kind === 'staff';
  const words = view.answeredAt ? 'console.call.handed' : 'console.call.waits';
  return (
    <div className="call-row">
      <PhoneFilled className="call-sign" />
      <strong className="call-name">{say(words, { name: caller.name })}</strong>
      <Since at={view.startedAt} />
      <Button type="primary" size="large" onClick={() => void answer(true)}>
        {say(current ? 'console.call.holdAndAnswer' : 'console.call.answer')}
      </Button>
      {!current && <Button onClick={() => void answer(false)}>{say('console.call.answerVoice')}</Button>}
      {forMe && <Button onClick={() => void calls.refuse(id)}>{say('console.call.refuse')}</Button>}
    </div>
  );
}

function Held({ call }: { call: LiveCall }) {
  const takeBack = async () => {
    await holdCurrent();
    await call.hold(false);
  };
  return (
    <div className="call-row call-row-held">
      <PauseCircleFilled />
      <strong className="call-name">{say('console.call.held', { name: call.other?.name ?? '' })}</strong>
      <Button type="primary" onClick={() => void takeBack()}>
        {say('console.call.takeBack')}
      </Button>
      <Button onClick={() => call.hangUp()}>{say('console.call.hangUp')}</Button>
    </div>
  );
}

function Since({ at }: { at: string }) {
  const now = useNow();
  return <span className="figures">{say('console.alarm.waiting', { clock: countUp(now - Date.parse(at)) })}</span>;
}
