import { Button } from 'antd-mobile';
import { useState } from 'react';
import type { Permit } from '../../protocol/contracts/payments.ts';
import { yuan } from '../../protocol/money.ts';
import { clockTime } from '../../protocol/time.ts';
import { link } from '../link.ts';
import { say, sayRefusal } from '../say.ts';
import { useAnswer } from '../use-link.ts';

/** Payments of the home that wait for this relative: to whom, what for, how much; agree or not. */
export function Approvals() {
  const known = useAnswer('payments:approvals', {}, ['payments:permit']);
  const [answered, setAnswered] = useState<Permit>();
  const [words, setWords] = useState('');

  async function decide(id: string, agree: boolean): Promise<void> {
    const reply = await link.ask('payments:decide', { id, agree });
    setWords(reply.ok ? '' : sayRefusal(reply.refusal));
    if (reply.ok) setAnswered(reply.value);
  }

  const waiting = known?.waiting.filter(({ id }) => id !== answered?.id) ?? [];
  if (waiting.length === 0 && !answered && !words) return null;
  return (
    <section className="approvals" aria-label={say('payments.phone.title')}>
      {waiting.length > 0 && <h2>{say('payments.phone.title')}</h2>}
      {waiting.map((one) => (
        <article key={one.id}>
          <p className="approval-sum">¥{yuan(one.fen)}</p>
          <p>
            {say('payments.phone.line', { payee: one.payee, yuan: yuan(one.fen) })}
            <br />
            <span className="quiet">
              {one.what}　{say('payments.phone.until', { time: clockTime(one.expiresAt) })}
            </span>
          </p>
          <div className="approval-deeds">
            <Button block size="large" onClick={() => decide(one.id, false)}>
              {say('payments.phone.refuse')}
            </Button>
            <Button block size="large" color="success" onClick={() => decide(one.id, true)}>
              {say('payments.phone.agree')}
            </Button>
          </div>
        </article>
      ))}
      {answered && (
        <p role="status" className="approval-answered">
          {`${answered.payee} ¥${yuan(answered.fen)} `}
          {say(answered.state === 'refused' ? 'payments.phone.refused' : 'payments.phone.agreed')}
        </p>
      )}
      {words && (
        <p className="refusal" role="alert">
          {words}
        </p>
      )}
    </section>
  );
}
