import { Button, Input } from 'antd';
import { useState } from 'react';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';

/** A line for the history; Enter writes it down. */
export function NoteForm({ alarmId, onDone }: { alarmId: string; onDone(): void }) {
  const note = useDeed('sos:note');
  const [words, setWords] = useState('');
  const write = async () => {
    if (!words.trim()) return;
    if (!(await note.run({ alarmId, words }))) return;
    setWords('');
    onDone();
  };
  return (
    <section className="sos-note">
      <Input
        value={words}
        maxLength={500}
        placeholder={say('sosStaff.note.hint')}
        aria-label={say('sosStaff.note.hint')}
        onChange={(event) => setWords(event.target.value)}
        onPressEnter={() => void write()}
      />
      <Button disabled={!words.trim()} loading={note.busy} onClick={() => void write()}>
        {say('sosStaff.note.write')}
      </Button>
    </section>
  );
}
