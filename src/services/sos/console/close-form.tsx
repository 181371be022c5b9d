import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { type AlarmDetail, CLOSING_CODES, type ClosingCode } from '../protocol.ts';

/** How it ended: one of the codes, and words where they help. Practice ends as a test unless somebody says otherwise. */
export function CloseForm({ alarm, onDone, onBack }: { alarm: AlarmDetail; onDone(): void; onBack(): void }) {
  const close = useDeed('sos:close');
  const [code, setCode] = useState<ClosingCode | undefined>(alarm.drill ? 'test' : undefined);
  const [words, setWords] = useState('');
  const wordsNeeded = code === 'other' && !words.trim();
  const finish = async () => {
    if (!code || !(await close.run({ alarmId: alarm.id, code, words }))) return;
    onBack();
    onDone();
  };
  return (
    <Modal
      open
      title={say('sosStaff.close.title')}
      okText={say('sosStaff.close.do')}
      cancelText={say('console.do.back')}
      okButtonProps={{ disabled: !code || wordsNeeded, loading: close.busy }}
      onOk={() => void finish()}
      onCancel={onBack}
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
  );
}
