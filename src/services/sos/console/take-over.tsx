import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import type { AlarmDetail } from '../protocol.ts';

/** Whose it is; and taking it from an owner who is gone, with words why. */
export function TakeOver(props: {
  alarmId: string;
  owner: NonNullable<AlarmDetail['owner']>;
  may: boolean;
  onDone(): void;
}) {
  const { alarmId, owner } = props;
  const takeOver = useDeed('sos:takeOver');
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const finish = async () => {
    if (!(await takeOver.run({ alarmId, words }))) return;
    setOpen(false);
    props.onDone();
  };
  const { name } = owner;
  const state = owner.unseen ? 'unseen' : owner.online ? 'online' : 'offline';
  return (
    <>
      <p className="sos-ask">{say(`sosStaff.owner.${state}`, { name })}</p>
      {props.may && (
        <Button block onClick={() => setOpen(true)}>
          {say('sosStaff.takeOver.open')}
        </Button>
      )}
      <Modal
        open={open}
        title={say('sosStaff.takeOver.title', { name })}
        okText={say('sosStaff.takeOver.do')}
        cancelText={say('console.do.back')}
        okButtonProps={{ disabled: !words.trim(), loading: takeOver.busy }}
        onOk={() => void finish()}
        onCancel={() => setOpen(false)}
      >
        <Input.TextArea
          rows={3}
          maxLength={500}
          showCount
          value={words}
          placeholder={say('sosStaff.takeOver.words')}
          onChange={(event) => setWords(event.target.value)}
        />
      </Modal>
    </>
  );
}
