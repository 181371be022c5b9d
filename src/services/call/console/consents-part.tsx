import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { Stamp } from '../../../console/parts/moment.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';
import type { ConsentView } from '../../../protocol/contracts/consents.ts';
import { ConsentForm } from './consent-form.tsx';

/** What the household has agreed to, when and by whom; each can be withdrawn at its wish. */
export function ConsentsPart({ householdId }: { householdId: string }) {
  const asked = useAsk('consents:ofHousehold', { householdId }, ['consents:changed']);
  const [writing, setWriting] = useState(false);
  return (
    <section>
      <div className="row apart">
        <h2>{say('callStaff.consents')}</h2>
        <Button onClick={() => setWriting(true)}>{say('callStaff.consent.write')}</Button>
      </div>
      <Asking of={asked}>
        {({ consents }) =>
          consents.length === 0 ? (
            <Nothing words={say('callStaff.noConsents')} />
          ) : (
            <ul className="call-list">
              {consents.map((consent) => (
                <Row key={consent.id} consent={consent} />
              ))}
            </ul>
          )
        }
      </Asking>
      {writing && (
        <ConsentForm
          householdId={householdId}
          onBack={() => setWriting(false)}
          onGiven={() => {
            setWriting(false);
            asked.reload();
          }}
        />
      )}
    </section>
  );
}

function Row({ consent }: { consent: ConsentView }) {
  const withdraw = useDeed('consents:withdrawFor');
  const { id, kind, givenAt, givenBy, words, withdrawnAt, withdrawnBy } = consent;
  const by = (who: string) => (who === 'resident' ? say('callStaff.byResident') : who);
  return (
    <li>
      <span>
        <strong>{say(`callStaff.consent.${kind}`)}</strong>{' '}
        <span className="quiet small">
          <Stamp at={givenAt} /> <span className="call-by">{by(givenBy)}</span>
          {withdrawnAt && (
            <>
              　{say('callStaff.withdrawn')} <Stamp at={withdrawnAt} />{' '}
              <span className="call-by">{by(withdrawnBy ?? '')}</span>
            </>
          )}
        </span>
        {words && <span className="call-consent-words">{words}</span>}
      </span>
      {!withdrawnAt && (
        <Popconfirm
          title={say('callStaff.withdrawAsk')}
          okText={say('callStaff.withdraw')}
          cancelText={say('console.do.back')}
          onConfirm={() => void withdraw.run({ consentId: id })}
        >
          <Button size="small" loading={withdraw.busy}>
            {say('callStaff.withdraw')}
          </Button>
        </Popconfirm>
      )}
    </li>
  );
}
