import { Input, Modal } from 'antd';
import { useState } from 'react';
import { say } from '../../../../console/say.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import type { Message } from '../../protocol.ts';

const WORDS_MAX = 200;

/** Gives a draft back, or refuses it for good; either needs words, since its author has to know what to do now. */
export function WordsDialog(props: {
  deed: 'return' | 'reject';
  id: string;
  hash: string;
  onBack(): void;
  onDone(message: Message): void;
}) {
  const { deed, id, hash } = props;
  const [words, setWords] = useState('');
  const run = useDeed(`broadcast:${deed}`);
  const finish = async () => {
    const next = await run.run({ id, hash, words: words.trim() });
    if (next) props.onDone(next);
  };
  return (
    <Modal
      open
      title={say(`broadcastStaff.approve.${deed}`)}
      okText={say(`broadcastStaff.approve.${deed}`)}
      cancelText={say('console.do.back')}
      okButtonProps={{ disabled: words.trim() === '', loading: run.busy, danger: deed === 'reject' }}
      onOk={() => void finish()}
      onCancel={props.onBack}
    >
      <p>{say(`broadcastStaff.approve.${deed}Hint`)}</p>
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={WORDS_MAX}
        showCount
        value={words}
        aria-label={say('broadcastStaff.approve.words')}
        placeholder={say('broadcastStaff.approve.words')}
        onChange={(event) => setWords(event.target.value)}
      />
    </Modal>
  );
}
