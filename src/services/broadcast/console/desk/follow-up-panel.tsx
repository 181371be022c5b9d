import { PhoneFilled } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Asking } from '../../../../console/parts/asking.tsx';
import { go } from '../../../../console/route.ts';
import { say } from '../../../../console/say.ts';
import { allowed, type ItemPanelProps } from '../../../../console/service.ts';
import { useAsk } from '../../../../console/use-ask.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import { type FOLLOW_UP_STATES, readers } from '../../protocol.ts';

type Step = (typeof FOLLOW_UP_STATES)[number];
const WORDS_MAX = 200;

/** A home that has not confirmed: whom to ring, what to tell them, and the next step. */
export function FollowUpPanel({ item, me }: ItemPanelProps) {
  const asked = useAsk('broadcast:followUpItem', { requestId: item.id });
  return (
    <Asking of={asked}>
      {({ headline, body, phone, messageId }) => (
        <div className="follow-up">
          <p className="follow-up-phone">
            <PhoneFilled />{' '}
            {phone ? (
              <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>
            ) : (
              <span className="fault">{say('broadcastStaff.followUp.noPhone')}</span>
            )}
          </p>
          <section>
            <h2>{say('broadcastStaff.followUp.tell')}</h2>
            <blockquote className="follow-up-words">
              <strong>{headline}</strong>
              <span>{body}</span>
            </blockquote>
            {allowed(me.roles, readers) && (
              <Button type="link" size="small" onClick={() => go(`/broadcast/sent/${messageId}`)}>
                {say('broadcastStaff.followUp.toSent')}
              </Button>
            )}
          </section>
          {!item.closed && <Steps requestId={item.id} state={item.state} />}
        </div>
      )}
    </Asking>
  );
}

function Steps({ requestId, state }: { requestId: string; state: string }) {
  const [words, setWords] = useState('');
  const step = useDeed('broadcast:followUpStep');
  const run = async (to: Step) => {
    if (await step.run({ requestId, to, words: words.trim() })) setWords('');
  };
  return (
    <Form layout="vertical" className="follow-up-steps">
      <Form.Item label={say('broadcastStaff.followUp.words')} htmlFor="follow-up-words">
        <Input.TextArea
          id="follow-up-words"
          rows={2}
          maxLength={WORDS_MAX}
          value={words}
          placeholder={say('broadcastStaff.followUp.wordsHint')}
          onChange={(event) => setWords(event.target.value)}
        />
      </Form.Item>
      <div className="row">
        <Button type="primary" loading={step.busy} onClick={() => void run('done')}>
          {say('broadcastStaff.followUp.done')}
        </Button>
        {state === 'call' && (
          <>
            <Button disabled={step.busy} onClick={() => void run('call')}>
              {say('broadcastStaff.followUp.callAgain')}
            </Button>
            <Button disabled={step.busy} onClick={() => void run('visit')}>
              {say('broadcastStaff.followUp.visit')}
            </Button>
          </>
        )}
      </div>
    </Form>
  );
}
