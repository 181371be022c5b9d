import { Alert, Button, Form, Input, InputNumber, Modal, Popconfirm, Select, Space } from 'antd';
import { required } from '../../../console/parts/form-dialog.tsx';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { clockTime } from '../../../protocol/time.ts';
import type { StaffCourse, StaffSession } from '../protocol/model.ts';

interface Fields {
  courseId: string;
  title: string;
  day: string;
  from: string;
  to: string;
  room: string;
  url: string;
  weeks: number;
}

/** Plans a live lesson, changes it, or cancels it. */
export function SessionForm(props: {
  session: StaffSession | undefined;
  day: string;
  courses: readonly StaffCourse[];
  onDone(): void;
  onBack(): void;
}) {
  const { session, day, courses } = props;
  const [form] = Form.useForm<Fields>();
  const save = useDeed('classes:saveSession');
  const cancel = useDeed('classes:cancelSession');
  const finish = async (fields: Fields) => {
    const { url, room, weeks, ...rest } = fields;
    const saved = await save.run({
      id: session?.id,
      ...rest,
      room: room ?? '',
      url: url?.trim() || null,
      weeks: weeks ?? 1,
    });
    if (saved) props.onDone();
  };
  const initial: Partial<Fields> = session
    ? {
        ...{ courseId: session.courseId, title: session.title, day, room: session.room, url: session.url ?? '' },
        ...{ from: clockTime(session.startsAt), to: clockTime(session.endsAt), weeks: 1 },
      }
    : { courseId: courses[0]?.id ?? '', title: '', day, from: '09:30', to: '10:30', room: '', url: '', weeks: 1 };
  return (
    <Modal
      open
      title={say(session ? 'classesStaff.editSession' : 'classesStaff.newSession')}
      onCancel={props.onBack}
      footer={
        <Space>
          {session && !session.cancelled && (
            <Popconfirm
              title={say('classesStaff.cancelSession.ask')}
              description={say('classesStaff.cancelSession.what', { n: session.enrolled })}
              okText={say('classesStaff.cancelSession.do')}
              cancelText={say('console.do.back')}
              onConfirm={() => void cancel.run({ sessionId: session.id }).then((done) => done && props.onDone())}
            >
              <Button danger loading={cancel.busy}>
                {say('classesStaff.cancelSession.do')}
              </Button>
            </Popconfirm>
          )}
          <Button onClick={props.onBack}>{say('console.do.back')}</Button>
          <Button type="primary" loading={save.busy} onClick={() => form.submit()}>
            {say('console.do.save')}
          </Button>
        </Space>
      }
    >
      {session?.cancelled && <Alert type="warning" showIcon title={say('classesStaff.cancelledHint')} />}
      <Form<Fields>
        form={form}
        layout="vertical"
        autoComplete="off"
        initialValues={initial}
        onFinish={(fields) => void finish(fields)}
      >
        <div className="form-pair">
          <Form.Item name="courseId" label={say('classesStaff.course')} rules={required()}>
            <Select options={courses.map(({ id, title }) => ({ value: id, label: title }))} />
          </Form.Item>
          <Form.Item name="title" label={say('classesStaff.sessionTitle')} rules={required()}>
            <Input maxLength={16} showCount />
          </Form.Item>
        </div>
        <div className="form-three">
          <Form.Item name="day" label={say('classesStaff.day')} rules={required()}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="from" label={say('classesStaff.from')} rules={required()}>
            <Input type="time" />
          </Form.Item>
          <Form.Item name="to" label={say('classesStaff.to')} rules={required()}>
            <Input type="time" />
          </Form.Item>
        </div>
        <div className="form-pair">
          <Form.Item name="room" label={say('classesStaff.room')}>
            <Input maxLength={12} placeholder={say('classesStaff.roomHint')} />
          </Form.Item>
          {!session && (
            <Form.Item name="weeks" label={say('classesStaff.weeks')}>
              <InputNumber min={1} max={20} precision={0} style={{ width: '100%' }} />
            </Form.Item>
          )}
        </div>
        <Form.Item
          name="url"
          label={say('classesStaff.url')}
          extra={say('classesStaff.urlHint')}
          rules={[{ pattern: /^(https?:\/\/[^\s"<>]+|\/(?!\/)[\w./-]+)$/, message: say('classesStaff.urlWrong') }]}
        >
          <Input maxLength={500} placeholder="https://…/live.m3u8" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
