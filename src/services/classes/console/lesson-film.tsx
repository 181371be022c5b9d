import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Popconfirm, Progress, Space, Tag, Upload } from 'antd';
import { say, sayRefusal } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { MOST_BYTES, type StaffLesson } from '../protocol/model.ts';
import { type FilmUpload, filmUploads, useFilmUploads } from './film-uploads.ts';
import { lengthWords } from './words.ts';

/** Faults that trying once more may mend. */
const MENDS: readonly string[] = ['disk', 'ffmpeg', 'failed'];

/** A lesson's film: how long it is, how far the one on its way is, and what one can do about it. */
export function LessonFilm({ lesson }: { lesson: StaffLesson }) {
  const upload = useFilmUploads().get(lesson.id);
  return (
    <div className="lesson-film">
      {lesson.durationS !== null && <Tag color="green">{lengthWords(lesson.durationS)}</Tag>}
      {upload ? <Sending lessonId={lesson.id} upload={upload} /> : <JobState lesson={lesson} />}
    </div>
  );
}

function Sending({ lessonId, upload }: { lessonId: string; upload: FilmUpload }) {
  const { state, sent, bytes, fault, refusal } = upload;
  if (state === 'failed') {
    const words = refusal ? sayRefusal(refusal) : say(`classesStaff.uploadFault.${fault ?? 'gone'}`);
    return (
      <Alert
        type="error"
        showIcon
        title={words}
        action={<Button onClick={() => filmUploads.drop(lessonId)}>{say('classesStaff.well')}</Button>}
      />
    );
  }
  return (
    <Space className="lesson-bar">
      <span>{say(state === 'resting' ? 'classesStaff.resting' : 'classesStaff.sending')}</span>
      <Progress percent={Math.floor((sent / bytes) * 100)} status={state === 'resting' ? 'normal' : 'active'} />
      <DropJob lesson={{ id: lessonId }} />
    </Space>
  );
}

function JobState({ lesson }: { lesson: StaffLesson }) {
  const retry = useDeed('classes:retryJob');
  const { job } = lesson;
  if (!job)
    return (
      <SendFilm lesson={lesson} words={say(lesson.durationS === null ? 'classesStaff.send' : 'classesStaff.replace')} />
    );
  if (job.state === 'failed') {
    return (
      <Alert
        type="error"
        showIcon
        title={say(`classesStaff.fault.${job.fault ?? 'failed'}`)}
        description={job.name}
        action={
          <Space>
            {MENDS.includes(job.fault ?? 'failed') && (
              <Button loading={retry.busy} onClick={() => void retry.run({ jobId: job.id })}>
                {say('classesStaff.retry')}
              </Button>
            )}
            <SendFilm lesson={lesson} words={say('classesStaff.sendOther')} />
            <DropJob lesson={lesson} />
          </Space>
        }
      />
    );
  }
  if (job.state === 'uploading') {
    const percent = Math.floor((job.received / Math.max(1, job.bytes)) * 100);
    return (
      <Space wrap>
        <span>{say('classesStaff.broken', { percent, name: job.name })}</span>
        <SendFilm lesson={lesson} words={say('classesStaff.goOn')} />
        <DropJob lesson={lesson} />
      </Space>
    );
  }
  return (
    <Space className="lesson-bar">
      <span>{say(`classesStaff.job.${job.state}`)}</span>
      <Progress percent={job.percent} status="active" />
      <DropJob lesson={lesson} />
    </Space>
  );
}

/** Chooses a file and begins to send it. */
function SendFilm({ lesson, words }: { lesson: StaffLesson; words: string }) {
  return (
    <Upload
      accept="video/mp4,.mp4"
      showUploadList={false}
      beforeUpload={(file) => {
        void filmUploads.send(lesson.id, file);
        return false;
      }}
    >
      <Button
        size="small"
        icon={<UploadOutlined />}
        title={say('classesStaff.sendHint', { gb: MOST_BYTES / 1024 ** 3 })}
      >
        {words}
      </Button>
    </Upload>
  );
}

function DropJob({ lesson }: { lesson: Pick<StaffLesson, 'id'> & Partial<StaffLesson> }) {
  const drop = useDeed('classes:dropJob');
  const jobId = lesson.job?.id;
  return (
    <Popconfirm
      title={say('classesStaff.drop.ask')}
      okText={say('classesStaff.drop.do')}
      cancelText={say('console.do.back')}
      onConfirm={() => {
        filmUploads.drop(lesson.id);
        if (jobId) void drop.run({ jobId });
      }}
    >
      <Button size="small" loading={drop.busy}>
        {say('classesStaff.drop.open')}
      </Button>
    </Popconfirm>
  );
}
