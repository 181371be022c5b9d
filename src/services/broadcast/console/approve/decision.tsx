import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { go } from '../../../../console/route.ts';
import { say } from '../../../../console/say.ts';
import { useMe } from '../../../../console/shell/me.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import { useLink } from '../../../../console/use-link.ts';
import type { Message } from '../../protocol.ts';
import { useOwnKey } from '../keys/use-own-key.ts';
import { isTyped, PlaceField } from '../look/place-field.tsx';
import { SignGate } from '../look/sign-gate.tsx';
import { contentOf } from '../parts/content.ts';
import { ContentView, useWhole } from '../parts/content-view.tsx';
import { signText } from '../signing.ts';
import { WordsDialog } from './words-dialog.tsx';

/** One draft before its second person: everything that the signed text says, and what can be done with it. */
export function Decision({ message, onDone }: { message: Message; onDone(next: Message): void }) {
  const { staff } = useMe();
  if (message.state !== 'waiting') {
    return (
      <div className="decision">
        <Alert type="info" showIcon title={say(`broadcastStaff.approve.over.${message.state}`)} />
        <ContentView message={message} />
      </div>
    );
  }
  return (
    <div className="decision">
      <ContentView message={message}>
        {message.authorId === staff.id ? (
          <Alert type="warning" showIcon title={say('broadcastStaff.approve.own')} />
        ) : (
          <Deeds message={message} onDone={onDone} />
        )}
      </ContentView>
    </div>
  );
}

function Deeds({ message, onDone }: { message: Message; onDone(next: Message): void }) {
  const { message: toast } = App.useApp();
  const { staff } = useMe();
  const { state: line } = useLink();
  const [typed, setTyped] = useState('');
  const [asking, setAsking] = useState<'return' | 'reject'>();
  const own = useOwnKey();
  const whole = useWhole(message);
  const approve = useDeed('broadcast:approve');
  const content = contentOf(message);
  const { id, hash, content: text } = message;
  if (!content || hash === null || text === null || whole === false) return null;
  const ready =
    isTyped(message.audienceName, typed) && own.state === 'certified' && whole === true && line === 'online';

  const finish = async () => {
    if (!ready) return;
    const signature = await signText(staff.id, 'content', text);
    const next = await approve.run({ id, hash, typedPlace: typed.trim(), signature });
    if (!next) return;
    onDone(next);
    // The center may have found that somebody had been at the text, and held it back.
    if (next.state !== 'sent') return;
    void toast.success(say('broadcastStaff.look.sent'));
    go(`/broadcast/sent/${id}`);
  };
  return (
    <div className="decision-deeds">
      <SignGate own={own} />
      <PlaceField place={message.audienceName} typed={typed} onChange={setTyped} onEnter={() => void finish()} />
      <Button
        type="primary"
        danger
        size="large"
        block
        disabled={!ready}
        loading={approve.busy}
        onClick={() => void finish()}
      >
        {say('broadcastStaff.approve.do', { level: say(`broadcast.level.${content.level}`) })}
      </Button>
      <div className="row">
        <Button onClick={() => setAsking('return')}>{say('broadcastStaff.approve.return')}…</Button>
        <Button onClick={() => setAsking('reject')}>{say('broadcastStaff.approve.reject')}…</Button>
      </div>
      {asking && (
        <WordsDialog
          deed={asking}
          id={id}
          hash={hash}
          onBack={() => setAsking(undefined)}
          onDone={(next) => {
            setAsking(undefined);
            onDone(next);
            go('/broadcast/approve');
          }}
        />
      )}
    </div>
  );
}
