import { Progress, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { Ago } from '../../../console/parts/moment.tsx';
import { Page } from '../../../console/parts/page.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import type { Learner } from '../protocol/model.ts';

/** Who is enrolled in a course, and how far each household has come. */
export default function LearnersPage() {
  const [chosen, setChosen] = useState<string>();
  const courses = useAsk('classes:courses', {}, ['classes:edited']);
  const courseId = chosen ?? courses.value?.courses[0]?.id;
  const asked = useAsk('classes:learners', courseId ? { courseId } : null, ['classes:edited']);
  return (
    <Page
      title={say('classesStaff.page.learners')}
      extra={
        <Select
          style={{ minWidth: 220 }}
          aria-label={say('classesStaff.course')}
          value={courseId}
          options={(courses.value?.courses ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          onChange={setChosen}
        />
      }
    >
      <Asking of={courses}>
        {({ courses: list }) =>
          list.length === 0 ? (
            <Nothing words={say('classesStaff.courseNone')} />
          ) : (
            <Asking of={asked}>{(known) => <Learners {...known} />}</Asking>
          )
        }
      </Asking>
    </Page>
  );
}

function Learners({ learners, lessons }: { learners: Learner[]; lessons: number }) {
  const columns: TableColumnsType<Learner> = [
    { title: say('classesStaff.home'), dataIndex: 'where', width: 200 },
    {
      title: say('classesStaff.enrolledPeople'),
      key: 'names',
      render: (_, { names }) => names.join('、') || say('classesStaff.notEnrolled'),
    },
    {
      title: say('classesStaff.seen'),
      key: 'seen',
      width: 320,
      render: (_, { seen }) => (
        <Progress
          percent={lessons > 0 ? Math.round((seen / lessons) * 100) : 0}
          format={() => say('classesStaff.seenOf', { seen, lessons })}
        />
      ),
    },
    {
      title: say('classesStaff.lastAt'),
      key: 'lastAt',
      width: 160,
      render: (_, { lastAt }) => (lastAt ? <Ago at={lastAt} /> : say('classesStaff.never')),
    },
  ];
  return (
    <Table<Learner>
      size="small"
      rowKey="householdId"
      columns={columns}
      dataSource={learners}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      locale={{ emptyText: <Nothing words={say('classesStaff.learnerNone')} /> }}
    />
  );
}
