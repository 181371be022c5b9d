import { Alert, Button, Form, Input } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Asking } from '../../../../console/parts/asking.tsx';
import { Stamp } from '../../../../console/parts/moment.tsx';
import { say } from '../../../../console/say.ts';
import type { ItemPanelProps } from '../../../../console/service.ts';
import { useAsk } from '../../../../console/use-ask.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import type { Incident } from '../../protocol.ts';
import { Claimed } from './claimed.tsx';

/** ms between two looks: more boxes join an incident without a word in the queue. */
const AGAIN_MS = 5_000;
const WORDS_MAX = 200;

/**
 * Something wanted to be on the screens and could not be believed: why, on how many boxes, and what to do now. `wide`
 * where there is room for two columns; `children` come below the second.
 */
export function IncidentPanel({ item, me, wide, children }: ItemPanelProps & { wide?: boolean; children?: ReactNode }) {
  const asked = useAsk('broadcast:incident', { requestId: item.id });
  const { reload } = asked;
  const { closed, version } = item;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the item is a reason to ask again
  useEffect(() => {
    reload();
    if (closed) return;
    const timer = setInterval(reload, AGAIN_MS);
    return () => clearInterval(timer);
  }, [closed, version, reload]);
  const mine = item.owner?.id === me.id;
  return (
    <Asking of={asked}>
      {(incident) => (
        <div className={wide ? 'incident incident-wide' : 'incident'}>
          <div>
            <Alert
              type="error"
              showIcon
              title={say(`broadcastStaff.reason.${incident.reason}`)}
              description={say(`broadcastStaff.reason.${incident.reason}.means`)}
            />
            {!closed && !mine && <Take requestId={item.id} owner={item.owner?.name} />}
            <Facts incident={incident} />
            <h2>{say('broadcastStaff.incident.claimed')}</h2>
            <Claimed text={incident.text} />
          </div>
          <div>
            <h2>{say('broadcastStaff.incident.todo')}</h2>
            <ol className="incident-todo">
              {([1, 2, 3] as const).map((step) => (
                <li key={step}>{say(`broadcastStaff.incident.todo.${step}`)}</li>
              ))}
            </ol>
            {!closed && mine && <Close requestId={item.id} />}
            {children}
          </div>
        </div>
      )}
    </Asking>
  );
}

function Facts({ incident }: { incident: Incident }) {
  return (
    <dl className="facts">
      <div>
        <dt>{say('broadcastStaff.incident.boxes')}</dt>
        <dd className="figures">
          {incident.boxes === 0
            ? say('broadcastStaff.incident.byCenter')
            : say('broadcastStaff.incident.boxCount', { n: incident.boxes })}
        </dd>
      </div>
      <div>
        <dt>{say('broadcastStaff.incident.when')}</dt>
        <dd>
          <Stamp at={incident.firstAt} /> — <Stamp at={incident.lastAt} />
        </dd>
      </div>
      <div>
        <dt>{say('broadcastStaff.incident.key')}</dt>
        <dd className="key-text">{incident.key || '–'}</dd>
      </div>
    </dl>
  );
}

function Take({ requestId, owner }: { requestId: string; owner: string | undefined }) {
  const take = useDeed('broadcast:takeIncident');
  if (owner) return <p className="quiet">{say('broadcastStaff.incident.others', { owner })}</p>;
  return (
    <Button type="primary" danger size="large" block loading={take.busy} onClick={() => void take.run({ requestId })}>
      {say('broadcastStaff.incident.take')}
    </Button>
  );
}

function Close({ requestId }: { requestId: string }) {
  const [words, setWords] = useState('');
  const close = useDeed('broadcast:closeIncident');
  return (
    <Form layout="vertical" className="incident-close">
      <Form.Item label={say('broadcastStaff.incident.words')} htmlFor="incident-words">
        <Input.TextArea
          id="incident-words"
          rows={3}
          maxLength={WORDS_MAX}
          showCount
          value={words}
          placeholder={say('broadcastStaff.incident.wordsHint')}
          onChange={(event) => setWords(event.target.value)}
        />
      </Form.Item>
      <Button
        type="primary"
        loading={close.busy}
        disabled={words.trim() === ''}
        onClick={() => void close.run({ requestId, words: words.trim() })}
      >
        {say('broadcastStaff.incident.close')}
      </Button>
    </Form>
  );
}
