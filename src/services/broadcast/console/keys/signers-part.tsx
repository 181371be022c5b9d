import { Button, Popconfirm, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Asking, Nothing } from '../../../../console/parts/asking.tsx';
import { say } from '../../../../console/say.ts';
import type { Asked } from '../../../../console/use-ask.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import { useNow } from '../../../../console/use-now.ts';
import type { AskReply } from '../../../../protocol/services.ts';
import type { KeyState, Signer } from '../../protocol.ts';
import { CertifyDialog } from './certify-dialog.tsx';
import { dayWords } from './day-words.ts';
import { Fingerprint } from './fingerprint-view.tsx';
import { holderWords } from './holder-words.ts';

/** Whose signatures count, and whose do not yet or no more. */
export function SignersPart(props: {
  asked: Asked<AskReply<'broadcast:signers'>>;
  keys: KeyState | undefined;
  isAdmin: boolean;
}) {
  const { asked, isAdmin } = props;
  const [certified, setCertified] = useState<Signer>();
  const now = useNow();
  const columns: TableColumnsType<Signer> = [
    { title: say('broadcastStaff.signers.name'), key: 'name', width: 110, render: (_, one) => one.holder.name },
    { title: say('broadcastStaff.signers.may'), key: 'may', render: (_, one) => holderWords(one.holder) },
    {
      title: say('broadcastStaff.key.print'),
      key: 'print',
      width: 230,
      render: (_, one) => <Fingerprint of={one.key} />,
    },
    {
      title: say('broadcastStaff.signers.state'),
      key: 'state',
      width: 200,
      render: (_, one) => <SignerState signer={one} now={now} />,
    },
    ...(isAdmin
      ? [
          {
            key: 'deeds',
            width: 180,
            render: (_: unknown, one: Signer) => (
              <SignerDeeds signer={one} onCertify={() => setCertified(one)} onDone={asked.reload} />
            ),
          },
        ]
      : []),
  ];
  return (
    <section className="panel signers" aria-label={say('broadcastStaff.signers.title')}>
      <h2>{say('broadcastStaff.signers.title')}</h2>
      <Asking of={asked}>
        {({ signers }) =>
          signers.length === 0 ? (
            <Nothing words={say('broadcastStaff.signers.none')} />
          ) : (
            <Table<Signer>
              size="small"
              rowKey="key"
              columns={columns}
              dataSource={[...signers].sort((a, b) => b.askedAt.localeCompare(a.askedAt))}
              pagination={{ pageSize: 20, hideOnSinglePage: true }}
            />
          )
        }
      </Asking>
      {certified && (
        <CertifyDialog
          signer={certified}
          root={props.keys?.root ?? null}
          onBack={() => setCertified(undefined)}
          onDone={() => {
            setCertified(undefined);
            asked.reload();
          }}
        />
      )}
    </section>
  );
}

function SignerState({ signer, now }: { signer: Signer; now: number }) {
  const over = signer.state === 'certified' && signer.expires !== null && Date.parse(signer.expires) <= now;
  const state = over ? 'expired' : signer.state;
  return (
    <span className={`signer-state signer-${state}`}>
      {say(`broadcastStaff.signers.state.${state}`)}
      {signer.state === 'certified' && signer.expires && (
        <span className="quiet small"> {say('broadcastStaff.signers.until', { until: dayWords(signer.expires) })}</span>
      )}
      {signer.state === 'asked' && <span className="quiet small"> {dayWords(signer.askedAt)}</span>}
    </span>
  );
}

function SignerDeeds(props: { signer: Signer; onCertify(): void; onDone(): void }) {
  const { signer } = props;
  const revoke = useDeed('broadcast:revokeSigner');
  if (signer.state === 'revoked') return null;
  return (
    <span className="row">
      <Button size="small" type={signer.state === 'asked' ? 'primary' : 'default'} onClick={props.onCertify}>
        {say(signer.state === 'asked' ? 'broadcastStaff.certify' : 'broadcastStaff.certify.again')}…
      </Button>
      <Popconfirm
        title={say('broadcastStaff.revoke.ask', { name: signer.holder.name })}
        description={say('broadcastStaff.revoke.means')}
        okText={say('broadcastStaff.revoke')}
        cancelText={say('console.do.back')}
        okButtonProps={{ danger: true }}
        onConfirm={() => void revoke.run({ key: signer.key }).then((done) => done && props.onDone())}
      >
        <Button size="small" danger loading={revoke.busy}>
          {say('broadcastStaff.revoke')}
        </Button>
      </Popconfirm>
    </span>
  );
}
