import { Alert, Checkbox, Modal, Select } from 'antd';
import { useState } from 'react';
import { link } from '../../../../console/link.ts';
import { type ConsoleTextKey, say, sayRefusal } from '../../../../console/say.ts';
import { useMe } from '../../../../console/shell/me.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import type { Holder, Signer } from '../../protocol.ts';
import { signWith } from '../signing.ts';
import { saysWhatIsMeant } from './certificate.ts';
import { Fingerprint } from './fingerprint-view.tsx';
import { holderWords } from './holder-words.ts';
import { unlockRoot } from './root-file.ts';
import { NOTHING_CHOSEN, RootUnlock } from './root-unlock.tsx';

const DAYS = [90, 180, 365, 730] as const;
const MAY = ['write', 'approve'] as const;

/** Certifies a key with the community's root, in this browser: compare, unlock, sign. */
export function CertifyDialog(props: { signer: Signer; root: string | null; onBack(): void; onDone(): void }) {
  const { signer, root } = props;
  const { community } = useMe();
  const certify = useDeed('broadcast:certify');
  const [holder, setHolder] = useState<Holder>(signer.holder);
  const [days, setDays] = useState<number>(365);
  const [compared, setCompared] = useState(false);
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const { file, passphrase } = chosen;
  const ready = compared && file !== undefined && passphrase !== '' && root !== null;

  /** The signature, or the words for why there is none. */
  const sign = async (): Promise<{ text: string; signature: string } | { fault: string }> => {
    const fail = (key: ConsoleTextKey) => ({ fault: say(key) });
    if (!file || file.public !== root) return fail('broadcastStaff.root.other');
    const key = await unlockRoot(file, passphrase);
    if (!key) return fail('broadcastStaff.root.locked');
    const reply = await link.ask('broadcast:certificateText', { key: signer.key, holder, days });
    if (!reply.ok) return { fault: sayRefusal(reply.refusal) };
    const { text } = reply.value;
    const meant = { community: community.id, key: signer.key, holder, days };
    if (!saysWhatIsMeant(text, meant, Date.now())) return fail('broadcastStaff.certify.otherText');
    return { text, signature: await signWith(key, 'certificate', text) };
  };
  const finish = async () => {
    setBusy(true);
    setFault(undefined);
    const signed = await sign();
    if ('fault' in signed) setFault(signed.fault);
    else if (await certify.run({ key: signer.key, ...signed })) props.onDone();
    setBusy(false);
  };
  return (
    <Modal
      open
      width={620}
      title={say('broadcastStaff.certify.title', { name: signer.holder.name })}
      okText={say('broadcastStaff.certify.do')}
      cancelText={say('console.do.back')}
      okButtonProps={{ disabled: !ready, loading: busy }}
      onOk={() => void finish()}
      onCancel={props.onBack}
      mask={{ closable: false }}
    >
      {root === null && <Alert type="error" showIcon title={say('broadcastStaff.certify.noRoot')} />}
      <ol className="steps">
        <li>
          <p>{say('broadcastStaff.certify.compare', { name: signer.holder.name })}</p>
          <p className="certify-print">
            <Fingerprint of={signer.key} />
          </p>
          <Checkbox checked={compared} onChange={(event) => setCompared(event.target.checked)}>
            {say('broadcastStaff.certify.compared')}
          </Checkbox>
        </li>
        <li>
          <p>{say('broadcastStaff.certify.what')}</p>
          <div className="row">
            {holder.kind === 'person' ? (
              <Checkbox.Group
                value={holder.may}
                options={MAY.map((value) => ({ value, label: say(`broadcastStaff.may.${value}`) }))}
                onChange={(may) => setHolder({ ...holder, may: MAY.filter((one) => may.includes(one)) })}
              />
            ) : (
              <span>{holderWords(holder)}</span>
            )}
            <Select
              value={days}
              aria-label={say('broadcastStaff.certify.days')}
              options={DAYS.map((value) => ({ value, label: say('broadcastStaff.certify.forDays', { n: value }) }))}
              onChange={setDays}
            />
          </div>
        </li>
        <li>
          <p>{say('broadcastStaff.certify.withRoot')}</p>
          <RootUnlock chosen={chosen} onChange={setChosen} />
        </li>
      </ol>
      {fault && <Alert type="error" showIcon title={fault} />}
    </Modal>
  );
}
