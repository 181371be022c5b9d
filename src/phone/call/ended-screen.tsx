import { Button } from 'antd-mobile';
import type { LiveCall } from '../../media/calls/live-call.ts';
import { Face } from '../home/face.tsx';
import { say, sayRefusal } from '../say.ts';
import { calls } from './calls.ts';
import { endOf } from './trouble.ts';

/** How it ended, and what can be done now. It stays until it is read. */
export function EndedScreen({ call, onBack }: { call: LiveCall; onBack(): void }) {
  const { words, help } = endOf(call);
  const { other, view, refusal } = call;
  const answered = view?.answeredAt != null;
  return (
    <main className="notice ended">
      {other && <Face name={other.name} />}
      <h1 role="status">{say(words)}</h1>
      {refusal ? <p>{sayRefusal(refusal)}</p> : help && <p>{say(help)}</p>}
      <Button color="primary" size="large" block onClick={onBack}>
        {say('phone.do.gotIt')}
      </Button>
      {!answered && other && call.role === 'caller' && (
        <Button
          size="large"
          block
          onClick={() => {
            onBack();
            calls.dial(other.party, { face: other });
          }}
        >
          {say('phone.do.callAgain')}
        </Button>
      )}
    </main>
  );
}
