import { Input, Modal } from 'antd';
import { useState } from 'react';
import { say } from '../../../../console/say.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import { BODY_MAX, type Message } from '../../protocol.ts';

/** It was wrong: says so on the very same screens. The words stand ready, so that it takes two presses. */
export function CorrectDialog(props: { message: Message; onBack(): void; onDone(message: Message): void }) {
  const { message } = props;
  const [body, setBody] = useState(say('broadcastStaff.correct.words'));
  const correct = useDeed('broadcast:correct');
  const finish = async () => {
    const next = await correct.run({ id: message.id, body: body.trim() });
    if (next) props.onDone(next);
  };
  return (
    <Modal
      open
      title={say('broadcastStaff.correct.title', { headline: message.draft.headline })}
      okText={say('broadcastStaff.correct.do')}
      cancelText={say('console.do.back')}
      okButtonProps={{ danger: true, disabled: body.trim() === '', loading: correct.busy }}
      onOk={() => void finish()}
      onCancel={props.onBack}
    >
      <p>{say('broadcastStaff.correct.means', { place: message.audienceName })}</p>
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={BODY_MAX}
        showCount
        value={body}
        aria-label={say('broadcastStaff.write.body')}
        onChange={(event) => setBody(event.target.value)}
      />
    </Modal>
  );
}
