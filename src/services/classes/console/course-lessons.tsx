import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlayCircleOutlined } from '@ant-design/icons';
import { Button, Input, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import { Nothing } from '../../../console/parts/asking.tsx';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import type { StaffCourse, StaffLesson } from '../protocol/model.ts';
import { CaptionsCell } from './captions-cell.tsx';
import { LessonFilm } from './lesson-film.tsx';

/** The lessons of a course in their order, each with its film and captions; and a line for a new one. */
export function CourseLessons(props: {
  course: StaffCourse;
  onChange(course: StaffCourse): void;
  onEdit(): void;
  onReload(): void;
}) {
  const { course, onChange } = props;
  const order = useDeed('classes:orderLessons');
  const move = (index: number, by: 1 | -1) => {
    const ids = course.lessons.map(({ id }) => id);
    const [id] = ids.splice(index, 1);
    if (id) ids.splice(index + by, 0, id);
    void order.run({ courseId: course.id, lessonIds: ids }).then((saved) => saved && onChange(saved));
  };
  return (
    <section className="panel course-lessons" aria-label={course.title}>
      <header className="row">
        <h2>{course.title}</h2>
        <Space>
          <Button onClick={props.onEdit}>{say('classesStaff.editCourse')}</Button>
          <RemoveCourse course={course} onRemoved={props.onReload} />
        </Space>
      </header>
      {course.about && <p className="course-about">{course.about}</p>}
      <ol>
        {course.lessons.map((lesson, index) => (
          <li key={lesson.id}>
            <Space.Compact>
              <Button
                size="small"
                icon={<ArrowUpOutlined />}
                disabled={index === 0 || order.busy}
                aria-label={say('classesStaff.up', { title: lesson.title })}
                onClick={() => move(index, -1)}
              />
              <Button
                size="small"
                icon={<ArrowDownOutlined />}
                disabled={index === course.lessons.length - 1 || order.busy}
                aria-label={say('classesStaff.down', { title: lesson.title })}
                onClick={() => move(index, 1)}
              />
            </Space.Compact>
            <span className="figures">{index + 1}</span>
            <Poster address={lesson.poster} />
            <LessonTitle course={course} lesson={lesson} onChange={onChange} />
            <CaptionsCell lesson={lesson} onChange={props.onReload} />
            <RemoveLesson lesson={lesson} onChange={onChange} />
            <LessonFilm lesson={lesson} />
          </li>
        ))}
      </ol>
      {course.lessons.length === 0 && <Nothing words={say('classesStaff.lessonNone')} />}
      <NewLesson course={course} onChange={onChange} />
    </section>
  );
}

/** The lesson's picture; a plain field while there is none, or none that loads. */
function Poster({ address }: { address: string | null }) {
  const [broken, setBroken] = useState<string>();
  const shown = address !== null && broken !== address;
  return (
    <span className="lesson-poster">
      {shown ? <img src={address} alt="" onError={() => setBroken(address)} /> : <PlayCircleOutlined />}
    </span>
  );
}

function LessonTitle(props: { course: StaffCourse; lesson: StaffLesson; onChange(course: StaffCourse): void }) {
  const { course, lesson } = props;
  const save = useDeed('classes:saveLesson');
  const [title, setTitle] = useState(lesson.title);
  const finish = () => {
    if (!title.trim() || title === lesson.title) return setTitle(lesson.title);
    void save
      .run({ id: lesson.id, courseId: course.id, title })
      .then((saved) => (saved ? props.onChange(saved) : setTitle(lesson.title)));
  };
  return (
    <Input
      variant="borderless"
      className="lesson-title"
      aria-label={say('classesStaff.lessonTitle')}
      value={title}
      maxLength={16}
      disabled={save.busy}
      onChange={(event) => setTitle(event.target.value)}
      onBlur={finish}
      onPressEnter={finish}
    />
  );
}

function NewLesson({ course, onChange }: { course: StaffCourse; onChange(course: StaffCourse): void }) {
  const save = useDeed('classes:saveLesson');
  const [title, setTitle] = useState('');
  const finish = async () => {
    if (!title.trim() || save.busy) return;
    // Empty at once: a quick hand writes the next one while this one is on its way.
    setTitle('');
    const saved = await save.run({ courseId: course.id, title });
    if (saved) onChange(saved);
    else setTitle((next) => next || title);
  };
  return (
    <Space.Compact className="new-lesson">
      <Input
        value={title}
        maxLength={16}
        showCount
        placeholder={say('classesStaff.newLesson')}
        aria-label={say('classesStaff.newLesson')}
        onChange={(event) => setTitle(event.target.value)}
        onPressEnter={() => void finish()}
      />
      <Button type="primary" disabled={!title.trim()} loading={save.busy} onClick={() => void finish()}>
        {say('classesStaff.addLesson')}
      </Button>
    </Space.Compact>
  );
}

function RemoveLesson({ lesson, onChange }: { lesson: StaffLesson; onChange(course: StaffCourse): void }) {
  const remove = useDeed('classes:removeLesson');
  return (
    <Popconfirm
      title={say('classesStaff.removeLesson.ask', { title: lesson.title })}
      description={say('classesStaff.removeLesson.what')}
      okText={say('classesStaff.remove')}
      cancelText={say('console.do.back')}
      onConfirm={() => void remove.run({ lessonId: lesson.id }).then((saved) => saved && onChange(saved))}
    >
      <Button
        size="small"
        type="text"
        danger
        loading={remove.busy}
        icon={<DeleteOutlined />}
        aria-label={say('classesStaff.removeLesson.ask', { title: lesson.title })}
      />
    </Popconfirm>
  );
}

function RemoveCourse({ course, onRemoved }: { course: StaffCourse; onRemoved(): void }) {
  const remove = useDeed('classes:removeCourse');
  return (
    <Popconfirm
      title={say('classesStaff.removeCourse.ask', { title: course.title })}
      description={say('classesStaff.removeCourse.what')}
      okText={say('classesStaff.remove')}
      cancelText={say('console.do.back')}
      onConfirm={() => void remove.run({ courseId: course.id }).then((done) => done && onRemoved())}
    >
      <Button danger loading={remove.busy}>
        {say('classesStaff.removeCourse.open')}
      </Button>
    </Popconfirm>
  );
}
