import { Alert, Button, Modal, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { type ConsoleTextKey, say } from '../../../../console/say.ts';
import type { Draft, Media } from '../../protocol.ts';
import { upload } from '../parts/media.ts';
import { type Recording, startRecording, VOICE_MAX_S } from './recorder.ts';

type Stage =
  | { readonly kind: 'ready' | 'asking' | 'working' | 'sending' }
  | { readonly kind: 'recording'; readonly recording: Recording; readonly since: number }
  | { readonly kind: 'done'; readonly wav: Blob; readonly url: string };

/** Records a voice: the words to read in large letters, the seconds that are left, and the recording to listen to again. */
export function Recorder(props: { draft: Draft; onBack(): void; onRecorded(media: Media): void }) {
  const { draft } = props;
  const [stage, setStage] = useState<Stage>({ kind: 'ready' });
  const [fault, setFault] = useState<ConsoleTextKey>();
  const open = useRef<Recording>(undefined);
  useEffect(() => () => open.current?.stop(), []);
  const url = stage.kind === 'done' ? stage.url : undefined;
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url]);

  const record = async () => {
    setFault(undefined);
    setStage({ kind: 'asking' });
    const recording = await startRecording();
    if (typeof recording === 'string') {
      setFault(`broadcastStaff.record.${recording}`);
      setStage({ kind: 'ready' });
      return;
    }
    open.current = recording;
    setStage({ kind: 'recording', recording, since: Date.now() });
    const wav = await recording.done;
    open.current = undefined;
    if (typeof wav === 'string') {
      setFault(`broadcastStaff.record.${wav}`);
      setStage({ kind: 'ready' });
    } else {
      setStage({ kind: 'done', wav, url: URL.createObjectURL(wav) });
    }
  };
  const keep = async (wav: Blob) => {
    setStage({ kind: 'sending' });
    const uploaded = await upload(wav);
    if (uploaded.ok) return props.onRecorded(uploaded.media);
    setFault(uploaded.text);
    setStage({ kind: 'done', wav, url: URL.createObjectURL(wav) });
  };
  return (
    <Modal
      open
      title={say('broadcastStaff.record.title')}
      onCancel={props.onBack}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={props.onBack}>{say('console.do.back')}</Button>
          {stage.kind === 'done' && (
            <Button onClick={() => void record()}>{say('broadcastStaff.voice.recordAgain')}</Button>
          )}
          {stage.kind === 'recording' ? (
            <Button key="stop" type="primary" danger autoFocus onClick={stage.recording.stop}>
              {say('broadcastStaff.record.stop')}
            </Button>
          ) : stage.kind === 'done' ? (
            <Button key="keep" type="primary" autoFocus onClick={() => void keep(stage.wav)}>
              {say('broadcastStaff.record.keep')}
            </Button>
          ) : (
            <Button key="start" type="primary" autoFocus loading={stage.kind !== 'ready'} onClick={() => void record()}>
              {say('broadcastStaff.record.start')}
            </Button>
          )}
        </>
      }
    >
      <blockquote className="record-words">
        {draft.drill && <p>{say('broadcastStaff.record.drill')}</p>}
        <p>{say('broadcastStaff.record.says', { sender: draft.sender })}</p>
        <p>{draft.headline}</p>
        <p>{draft.body}</p>
      </blockquote>
      {stage.kind === 'recording' && <Countdown since={stage.since} />}
      {url && (
        // biome-ignore lint/a11y/useMediaCaption: its words stand above it
        <audio className="voice" controls src={url} aria-label={say('broadcastStaff.write.voice')} />
      )}
      {fault && <Alert type="error" showIcon title={say(fault)} />}
      <p className="quiet small">{say('broadcastStaff.record.hint')}</p>
    </Modal>
  );
}

function Countdown({ since }: { since: number }) {
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, VOICE_MAX_S - (now - since) / 1_000);
  return (
    <div className="record-clock" role="timer">
      <strong className="figures">{say('broadcastStaff.record.left', { n: Math.ceil(left) })}</strong>
      <Progress percent={(left / VOICE_MAX_S) * 100} showInfo={false} status="exception" />
    </div>
  );
}
