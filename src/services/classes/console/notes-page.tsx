import { Button, Input, Tag } from 'antd';
import { useState } from 'react';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { Ago } from '../../../console/parts/moment.tsx';
import { Page } from '../../../console/parts/page.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';
import type { StaffNote } from '../protocol/model.ts';
import './classes.css';

/** Questions that residents have spoken: heard here, answered in writing, read on their television. */
export default function NotesPage() {
  const asked = useAsk('classes:inbox', {}, ['classes:noted']);
  const learn = (note: StaffNote) =>
    asked.patch(({ notes }) => ({ notes: notes.map((one) => (one.id === note.id ? note : one)) }));
  return (
    <Page title={say('classesStaff.page.notes')}>
      <Asking of={asked}>
        {({ notes }) =>
          notes.length === 0 ? (
            <Nothing words={say('classesStaff.noteNone')} />
          ) : (
            <ul className="notes">
              {notes.map((note) => (
                <li key={note.id} className="panel">
                  <NoteCard note={note} onChange={learn} />
                </li>
              ))}
            </ul>
          )
        }
      </Asking>
    </Page>
  );
}

function NoteCard({ note, onChange }: { note: StaffNote; onChange(note: StaffNote): void }) {
  const { id, from, course, teacher, at, seconds, answer, answeredBy, heard } = note;
  return (
    <>
      <header className="row">
        <strong>{from}</strong>
        <span>
          {course} · {teacher}
        </span>
        <span>{say('classesStaff.noteLength', { n: Math.round(seconds) })}</span>
        {!heard && <Tag color="orange">{say('classesStaff.unheard')}</Tag>}
        <Ago at={at} />
      </header>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has written down yet what a resident has just said */}
      <audio
        controls
        preload="none"
        src={`/api/classes/notes/${id}/sound`}
        aria-label={say('classesStaff.listen', { from })}
      />
      {answer === null ? (
        <Answer note={note} onChange={onChange} />
      ) : (
        <p className="note-answer">
          {answer} <small>{say('classesStaff.answeredBy', { name: answeredBy ?? '' })}</small>
        </p>
      )}
    </>
  );
}

function Answer({ note, onChange }: { note: StaffNote; onChange(note: StaffNote): void }) {
  const send = useDeed('classes:answer');
  const [text, setText] = useState('');
  return (
    <div className="note-form">
      <Input.TextArea
        value={text}
        maxLength={200}
        showCount
        rows={2}
        placeholder={say('classesStaff.answerHint')}
        aria-label={say('classesStaff.answerHint')}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        type="primary"
        disabled={!text.trim()}
        loading={send.busy}
        onClick={() => void send.run({ noteId: note.id, text }).then((done) => done && onChange(done))}
      >
        {say('classesStaff.answer')}
      </Button>
    </div>
  );
}
