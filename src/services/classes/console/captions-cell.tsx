import { DeleteOutlined, FileTextOutlined } from '@ant-design/icons';
import { App, Button, Space, Tag, Upload } from 'antd';
import { useState } from 'react';
import * as v from 'valibot';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { MOST_CAPTION_BYTES, type StaffLesson } from '../protocol/model.ts';

const FAULTS = ['empty', 'form', 'order', 'beyond', 'forbidden', 'tooLarge', 'offline'] as const;
type Fault = (typeof FAULTS)[number];
const Answer = v.object({ fault: v.picklist(FAULTS) });

/** A lesson's captions: there or not; SRT or WebVTT is sent, and what is wrong with it is said. */
export function CaptionsCell({ lesson, onChange }: { lesson: StaffLesson; onChange(): void }) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const remove = useDeed('classes:removeCaptions');
  const send = async (file: File) => {
    setBusy(true);
    const fault = await sendCaptions(lesson.id, file);
    setBusy(false);
    if (fault) return void message.error(say(`classesStaff.captionFault.${fault}`), 6);
    void message.success(say('classesStaff.captionsThere'));
    onChange();
  };
  return (
    <Space size={4}>
      {lesson.captions && <Tag color="blue">{say('classesStaff.captionsOn')}</Tag>}
      <Upload
        accept=".srt,.vtt"
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file);
          return false;
        }}
      >
        <Button size="small" icon={<FileTextOutlined />} loading={busy} title={say('classesStaff.captionsHint')}>
          {say(lesson.captions ? 'classesStaff.captionsReplace' : 'classesStaff.captionsSend')}
        </Button>
      </Upload>
      {lesson.captions && (
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined />}
          aria-label={say('classesStaff.captionsRemove')}
          loading={remove.busy}
          onClick={() => void remove.run({ lessonId: lesson.id }).then((done) => done && onChange())}
        />
      )}
    </Space>
  );
}

/** Sends a file of captions; gives why it was not taken. Never throws. */
async function sendCaptions(lessonId: string, file: File): Promise<Fault | undefined> {
  if (file.size > MOST_CAPTION_BYTES) return 'tooLarge';
  try {
    const answer = await fetch(`/api/classes/lessons/${lessonId}/captions`, {
      method: 'PUT',
      headers: { 'content-type': 'text/plain' },
      body: file,
    });
    if (answer.ok) return undefined;
    const parsed = v.safeParse(Answer, await answer.json());
    return parsed.success ? parsed.output.fault : 'form';
  } catch {
    return 'offline';
  }
}
