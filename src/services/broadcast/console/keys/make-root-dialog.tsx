import { Alert, Button, Input, Modal, Steps } from 'antd';
import { useState } from 'react';
import { save } from '../../../../console/parts/save.ts';
import { say } from '../../../../console/say.ts';
import { useMe } from '../../../../console/shell/me.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import { dayOf } from '../../../../protocol/time.ts';
import type { KeyState } from '../../protocol.ts';
import { Fingerprint } from './fingerprint-view.tsx';
import { makeRoot, PASSPHRASE_MIN, type RootFile, unlockRoot } from './root-file.ts';
import { NOTHING_CHOSEN, RootUnlock } from './root-unlock.tsx';

/**
 * Makes the community's root: words that lock it, the file to be put away, the proof that the file can be opened again,
 * and only then its public half to the center, once.
 */
export function MakeRootDialog(props: { onBack(): void; onDone(next: KeyState): void }) {
  const { community } = useMe();
  const setRoot = useDeed('broadcast:setRoot');
  const [made, setMade] = useState<RootFile>();
  const [proven, setProven] = useState<RootFile>();
  const register = async () => {
    const next = proven && (await setRoot.run({ root: proven.public }));
    if (next) props.onDone(next);
  };
  const step = proven ? 2 : made ? 1 : 0;
  return (
    <Modal
      open
      width={640}
      title={say('broadcastStaff.root.make')}
      onCancel={props.onBack}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={props.onBack}>{say('console.do.back')}</Button>
          {proven && (
            <Button type="primary" danger loading={setRoot.busy} onClick={() => void register()}>
              {say('broadcastStaff.root.register')}
            </Button>
          )}
        </>
      }
    >
      <Steps
        size="small"
        current={step}
        items={([1, 2, 3] as const).map((one) => ({ title: say(`broadcastStaff.root.step.${one}`) }))}
      />
      <div className="make-root">
        {!made && <Words community={community.id} onMade={setMade} onFound={setProven} />}
        {made && !proven && <Prove made={made} onProven={setProven} />}
        {proven && (
          <>
            <Alert type="warning" showIcon title={say('broadcastStaff.root.once')} />
            <p className="certify-print">
              <Fingerprint of={proven.public} />
            </p>
          </>
        )}
      </div>
    </Modal>
  );
}

function Words(props: { community: string; onMade(file: RootFile): void; onFound(file: RootFile): void }) {
  const [words, setWords] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [haveOne, setHaveOne] = useState(false);
  const short = words.length < PASSPHRASE_MIN;
  const make = async () => {
    setBusy(true);
    const file = await makeRoot(props.community, words);
    keepFile(file);
    props.onMade(file);
  };
  if (haveOne) return <Prove onProven={props.onFound} />;
  return (
    <>
      <p>{say('broadcastStaff.root.wordsHint', { n: PASSPHRASE_MIN })}</p>
      <label htmlFor="root-words">
        {say('broadcastStaff.root.passphrase')}
        <Input.Password
          id="root-words"
          autoComplete="new-password"
          value={words}
          status={words && short ? 'warning' : ''}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      <label htmlFor="root-words-again">
        {say('broadcastStaff.root.again')}
        <Input.Password
          id="root-words-again"
          autoComplete="new-password"
          value={again}
          status={again && again !== words ? 'error' : ''}
          onChange={(event) => setAgain(event.target.value)}
        />
      </label>
      <div className="row">
        <Button type="primary" disabled={short || again !== words} loading={busy} onClick={() => void make()}>
          {say('broadcastStaff.root.generate')}
        </Button>
        <Button type="link" onClick={() => setHaveOne(true)}>
          {say('broadcastStaff.root.haveOne')}
        </Button>
      </div>
    </>
  );
}

/** Opens a root's file once more, as it will have to be opened in a year. */
function Prove({ made, onProven }: { made?: RootFile; onProven(file: RootFile): void }) {
  const [chosen, setChosen] = useState(NOTHING_CHOSEN);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const { file, passphrase } = chosen;
  const prove = async () => {
    if (!file) return;
    if (made && file.public !== made.public) return setFault(say('broadcastStaff.root.other'));
    setBusy(true);
    const opened = await unlockRoot(file, passphrase);
    setBusy(false);
    if (opened) onProven(file);
    else setFault(say('broadcastStaff.root.locked'));
  };
  return (
    <>
      <p>{say(made ? 'broadcastStaff.root.putAway' : 'broadcastStaff.root.openIt')}</p>
      {made && (
        <Button size="small" onClick={() => keepFile(made)}>
          {say('broadcastStaff.root.saveAgain')}
        </Button>
      )}
      <RootUnlock chosen={chosen} onChange={setChosen} />
      {fault && <Alert type="error" showIcon title={fault} />}
      <Button type="primary" disabled={!file || passphrase === ''} loading={busy} onClick={() => void prove()}>
        {say('broadcastStaff.root.prove')}
      </Button>
    </>
  );
}

function keepFile(file: RootFile): void {
  save(`xiyangli-root-${dayOf(Date.now())}.json`, 'application/json', JSON.stringify(file, undefined, 2));
}
