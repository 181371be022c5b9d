import { PlusOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Asking } from '../../../console/parts/asking.tsx';
import { DayPicker } from '../../../console/parts/day-picker.tsx';
import { Page } from '../../../console/parts/page.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { addDays, clockTime, dayOf, shanghai } from '../../../protocol/time.ts';
import type { StaffSession } from '../protocol/model.ts';
import { SessionForm } from './session-form.tsx';
import './classes.css';

/** Monday of the week that a day is in. */
function mondayOf(day: string): string {
  const weekday = shanghai(`${day}T04:00:00Z`).day();
  return addDays(day, -((weekday + 6) % 7));
}

/** Live lessons of a week, a column a day. */
export default function TimetablePage() {
  const [day, setDay] = useState(() => dayOf(Date.now()));
  const [edited, setEdited] = useState<StaffSession | { day: string }>();
  const from = mondayOf(day);
  const asked = useAsk('classes:week', { from }, ['classes:edited']);
  const courses = useAsk('classes:courses', {}, ['classes:edited']);
  const days = Array.from({ length: 7 }, (_, index) => addDays(from, index));
  const weekdays = ['1', '2', '3', '4', '5', '6', '0'] as const;
  return (
    <Page
      title={say('classesStaff.page.timetable')}
      extra={
        <>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited({ day })}>
            {say('classesStaff.newSession')}
          </Button>
          <DayPicker day={day} onChange={setDay} />
        </>
      }
    >
      <Asking of={asked}>
        {({ sessions }) => (
          <div className="week">
            {days.map((one, index) => (
              <section
                key={one}
                className={one === dayOf(Date.now()) ? 'week-day week-today' : 'week-day'}
                aria-label={one}
              >
                <h2>
                  {say(`app.date.weekday.${weekdays[index] ?? '0'}`)} <span className="figures">{one.slice(5)}</span>
                </h2>
                {sessions
                  .filter((session) => dayOf(session.startsAt) === one)
                  .map((session) => (
                    <SessionCard key={session.id} session={session} onOpen={() => setEdited(session)} />
                  ))}
                <Button type="text" size="small" icon={<PlusOutlined />} onClick={() => setEdited({ day: one })}>
                  {say('classesStaff.addSession')}
                </Button>
              </section>
            ))}
          </div>
        )}
      </Asking>
      {edited && (
        <SessionForm
          session={'id' in edited ? edited : undefined}
          day={'id' in edited ? dayOf(edited.startsAt) : edited.day}
          courses={courses.value?.courses ?? []}
          onDone={() => {
            setEdited(undefined);
            asked.reload();
          }}
          onBack={() => setEdited(undefined)}
        />
      )}
    </Page>
  );
}

function SessionCard({ session, onOpen }: { session: StaffSession; onOpen(): void }) {
  const { startsAt, endsAt, course, title, room, url, cancelled, enrolled } = session;
  return (
    <button type="button" className={cancelled ? 'session session-off' : 'session'} onClick={onOpen}>
      <span className="figures">
        {clockTime(startsAt)}–{clockTime(endsAt)}
      </span>
      <strong>{course}</strong>
      <span>{title}</span>
      <span>
        {cancelled && <Tag color="red">{say('classesStaff.cancelled')}</Tag>}
        {url && <Tag color="purple">{say('classesStaff.stream')}</Tag>}
        {room}
      </span>
      <span>{say('classesStaff.enrolledCount', { n: enrolled })}</span>
    </button>
  );
}
