import { PlusOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { Page } from '../../../console/parts/page.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { usePush } from '../../../console/use-link.ts';
import type { StaffCourse } from '../protocol/model.ts';
import { CourseForm } from './course-form.tsx';
import { CourseLessons } from './course-lessons.tsx';
import './classes.css';

/** Courses on the left, the lessons of one on the right with their films. */
export default function CoursesPage() {
  const [chosen, setChosen] = useState<string>();
  const [edited, setEdited] = useState<StaffCourse | 'new'>();
  const asked = useAsk('classes:courses', {}, ['classes:edited']);
  const learn = (course: StaffCourse) =>
    asked.patch(({ courses }) => {
      const known = courses.some(({ id }) => id === course.id);
      return { courses: known ? courses.map((one) => (one.id === course.id ? course : one)) : [...courses, course] };
    });
  // How far a film is comes by itself; the list is not asked for again with each percent.
  usePush('classes:job', ({ lessonId, durationS, job }) =>
    asked.patch(({ courses }) => ({
      courses: courses.map((course) => ({
        ...course,
        lessons: course.lessons.map((one) =>
          one.id === lessonId ? { ...one, job, ...(job === null && { durationS: durationS ?? one.durationS }) } : one,
        ),
      })),
    })),
  );
  return (
    <Page
      title={say('classesStaff.page.courses')}
      extra={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
          {say('classesStaff.newCourse')}
        </Button>
      }
    >
      <Asking of={asked}>
        {({ courses }) => {
          const course = courses.find(({ id }) => id === chosen) ?? courses[0];
          return (
            <>
              {course ? (
                <div className="courses">
                  <CourseList courses={courses} chosen={course.id} onChoose={setChosen} />
                  <CourseLessons
                    key={course.id}
                    course={course}
                    onChange={learn}
                    onEdit={() => setEdited(course)}
                    onReload={asked.reload}
                  />
                </div>
              ) : (
                <Nothing words={say('classesStaff.courseNone')} />
              )}
              {edited && (
                <CourseForm
                  course={edited === 'new' ? undefined : edited}
                  onSaved={(saved) => {
                    learn(saved);
                    setChosen(saved.id);
                    setEdited(undefined);
                  }}
                  onBack={() => setEdited(undefined)}
                />
              )}
            </>
          );
        }}
      </Asking>
    </Page>
  );
}

function CourseList(props: { courses: StaffCourse[]; chosen: string; onChoose(id: string): void }) {
  return (
    <nav className="course-list" aria-label={say('classesStaff.page.courses')}>
      {props.courses.map(({ id, title, teacher, shelf, lessons, enrolled, hidden }) => (
        <button type="button" key={id} aria-current={id === props.chosen} onClick={() => props.onChoose(id)}>
          <strong>
            {title} {hidden && <Tag>{say('classesStaff.hidden')}</Tag>}
          </strong>
          <span>
            {say(`classesStaff.shelf.${shelf}`)} · {teacher}
          </span>
          <span>{say('classesStaff.counts', { lessons: lessons.length, enrolled })}</span>
        </button>
      ))}
    </nav>
  );
}
