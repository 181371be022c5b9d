import { KeyOutlined } from '@ant-design/icons';
import { Alert, App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { say } from '../../../../console/say.ts';
import { useMe } from '../../../../console/shell/me.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import { makeOwnKey, signText } from '../signing.ts';
import { dayWords } from './day-words.ts';
import { Fingerprint } from './fingerprint-view.tsx';
import { forgetKey } from './key-store.ts';
import type { OwnKey } from './use-own-key.ts';

const TONES = { certified: 'success', asked: 'info', loading: 'info' } as const;

/** One's own key in this browser: what it is for, how it stands, and how to get one. */
export function OwnKeyPart({ own }: { own: OwnKey }) {
  const { staff } = useMe();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const enrol = useDeed('broadcast:enrolSigner');
  const { state, key, signer } = own;
  const elsewhere = own.signers.value?.signers.filter(
    (one) => one.holder.id === staff.id && one.key !== key && one.state !== 'revoked',
  );

  const make = async () => {
    setBusy(true);
    try {
      const made = await makeOwnKey(staff.id);
      const { signature } = await signText(staff.id, 'enrolment', staff.id);
      const enrolled = await enrol.run({ key: made, proof: signature });
      own.look();
      own.signers.reload();
      if (enrolled) void message.success(say(`broadcastStaff.key.made.${enrolled.state}`), 5);
    } catch {
      void message.error(say('broadcastStaff.key.notKept'), 6);
    }
    setBusy(false);
  };
  const replace = async () => {
    await forgetKey(staff.id);
    await make();
  };
  return (
    <section className="panel" aria-label={say('broadcastStaff.key.own')}>
      <h2>
        <KeyOutlined /> {say('broadcastStaff.key.own')}
      </h2>
      <p>{say('broadcastStaff.key.what')}</p>
      <Alert
        type={TONES[state as keyof typeof TONES] ?? 'warning'}
        showIcon
        title={say(`broadcastStaff.key.state.${state}`, {
          until: signer?.expires ? dayWords(signer.expires) : '',
        })}
      />
      {key && (
        <p className="own-print">
          {say('broadcastStaff.key.print')} <Fingerprint of={key} />
        </p>
      )}
      {state === 'asked' && <p className="small quiet">{say('broadcastStaff.key.compare')}</p>}
      {(state === 'none' || state === 'unknown') && (
        <Button type="primary" size="large" loading={busy} onClick={() => void make()}>
          {say('broadcastStaff.key.make')}
        </Button>
      )}
      {(state === 'revoked' || state === 'expired' || state === 'certified' || state === 'asked') && (
        <Popconfirm
          title={say('broadcastStaff.key.replaceAsk')}
          okText={say('broadcastStaff.key.replace')}
          cancelText={say('console.do.back')}
          onConfirm={() => void replace()}
        >
          <Button loading={busy}>{say('broadcastStaff.key.replace')}</Button>
        </Popconfirm>
      )}
      {elsewhere && elsewhere.length > 0 && (
        <p className="small quiet">{say('broadcastStaff.key.elsewhere', { n: elsewhere.length })}</p>
      )}
      <p className="small quiet">{say('broadcastStaff.key.stays')}</p>
    </section>
  );
}
