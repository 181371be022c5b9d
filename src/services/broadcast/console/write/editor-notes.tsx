import { Alert, Button } from 'antd';
import { say } from '../../../../console/say.ts';
import { useMe } from '../../../../console/shell/me.ts';
import type { Draft, Message } from '../../protocol.ts';

/** What its writer has to know before going on: why it came back, whose it was, what it takes the place of. */
export function EditorNotes(props: { draft: Draft; message: Message | undefined; onTakeTheirs(draft: Draft): void }) {
  const { draft, message } = props;
  const { staff } = useMe();
  const others = message && message.authorId !== staff.id;
  return (
    <div className="editor-notes">
      {message?.words && (
        <Alert type="error" showIcon title={say('broadcastStaff.write.returned', { words: message.words })} />
      )}
      {draft.kind === 'update' && <Alert type="info" showIcon title={say('broadcastStaff.write.isUpdate')} />}
      {message?.source && (
        <Alert
          type="info"
          showIcon
          title={say('broadcastStaff.write.isFromSource', {
            name: message.source.name,
            identifier: message.source.identifier,
          })}
        />
      )}
      {others && !message.source && (
        <Alert
          type="warning"
          showIcon
          title={say('broadcastStaff.write.othersDraft', { author: message.author })}
          action={
            <Button size="small" onClick={() => props.onTakeTheirs(message.draft)}>
              {say('broadcastStaff.write.takeTheirs')}
            </Button>
          }
        />
      )}
    </div>
  );
}
