import { Alert, Button, Popconfirm } from 'antd';
import { countUp } from '../../../../console/queue/clocks.ts';
import { go } from '../../../../console/route.ts';
import { say } from '../../../../console/say.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import { useNow } from '../../../../console/use-now.ts';
import type { Draft, Message } from '../../protocol.ts';
import { ContentView } from '../parts/content-view.tsx';

/** What the author sees of a draft that is out of hand: it waits, it was refused, or it is on the screens. */
export function WaitingNote(props: { message: Message; home: string; onAgain(draft: Draft): void }) {
  const { message } = props;
  const now = useNow();
  const discard = useDeed('broadcast:discard');
  const again = () => props.onAgain({ ...message.draft, expiresAt: null });
  const takeBack = async () => {
    if (await discard.run({ id: message.id })) again();
  };
  const toStart = <Button onClick={() => go(props.home)}>{say('broadcastStaff.write.toStart')}</Button>;

  if (message.sentAt !== null) {
    return (
      <div className="waiting-note">
        <Alert type="success" showIcon title={say('broadcastStaff.waiting.sent')} />
        <div className="row">
          <Button type="primary" onClick={() => go(`/broadcast/sent/${message.id}`)}>
            {say('broadcastStaff.waiting.toSent')}
          </Button>
          {toStart}
        </div>
      </div>
    );
  }
  return (
    <div className="waiting-note">
      {message.state === 'waiting' ? (
        <Alert
          type="info"
          showIcon
          title={say('broadcastStaff.waiting', { clock: countUp(now - Date.parse(message.savedAt)) })}
        />
      ) : (
        <Alert
          type="error"
          showIcon
          title={
            message.words
              ? say('broadcastStaff.waiting.rejected', { words: message.words })
              : say('broadcastStaff.waiting.discarded')
          }
        />
      )}
      <div className="row">
        {message.state === 'waiting' ? (
          <Popconfirm
            title={say('broadcastStaff.waiting.takeBackAsk')}
            okText={say('broadcastStaff.waiting.takeBack')}
            cancelText={say('console.do.back')}
            onConfirm={() => void takeBack()}
          >
            <Button loading={discard.busy}>{say('broadcastStaff.waiting.takeBack')}</Button>
          </Popconfirm>
        ) : (
          <Button onClick={again}>{say('broadcastStaff.waiting.again')}</Button>
        )}
        {toStart}
      </div>
      <ContentView message={message} />
    </div>
  );
}
