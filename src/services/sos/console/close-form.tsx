import { Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { CLOSING_CODES } from '../protocol.ts';

type Code = (typeof CLOSING_CODES)[number];

/** How it ended: one of the codes, and words where they help. */
export function CloseForm({ alarmId, onDone }: { alarmId: string; onDone(): void }) {
  const close = useDeed('sos:close');
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState<Code>();
  const [words, setWords] = useState('');
  const wordsNeeded = code === 'other' && !words.trim();
  const finish = async () => {
    if (!code || !(await close.run({ alarmId, code, words }))) return;
    setOpen(false);
    onDone();
  };
  return (
    <section>
      <Button block onClick={() => setOpen(true)}>
        {say('sosStaff.close.open')}
      </Button>
      <Modal
        open={open}
        title={say('sosStaff.close.title')}
        okText={say('sosStaff.close.do')}
        cancelText={say('console.do.back')}
        okButtonProps={{ disabled: !code || wordsNeeded, loading: close.busy }}
        onOk={() => void finish()}
        onCancel={() => setOpen(false)}
      >
        <Radio.Group
          className="sos-codes"
          value={code}
          onChange={(event) => setCode(CLOSING_CODES.find((known) => known === event.target.value))}
          options={CLOSING_CODES.map((value) => ({ value, label: say(`sosStaff.code.${value}`) }))}
        />
        <Input.TextArea
          rows={3}
          maxLength={500}
          showCount
          value={words}
          placeholder={say(code === 'other' ? 'sosStaff.close.wordsNeeded' : 'sosStaff.close.words')}
          onChange={(event) => setWords(event.target.value)}
        />
      </Modal>
    </section>
  );
}
