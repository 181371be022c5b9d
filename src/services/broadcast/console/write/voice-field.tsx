import { AudioOutlined, DeleteOutlined, RobotOutlined } from '@ant-design/icons';
import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { type ConsoleTextKey, say } from '../../../../console/say.ts';
import type { Draft, Media } from '../../protocol.ts';
import { speak, type Uploaded } from '../parts/media.ts';
import { VoicePlayer } from '../parts/voice-player.tsx';
import { Recorder } from './recorder-dialog.tsx';

/** The voice: none (the box speaks the words by itself), recorded here, or spoken by the center's machine. */
export function VoiceField({ draft, onChange }: { draft: Draft; onChange(part: Partial<Draft>): void }) {
  const { voice } = draft;
  const [recording, setRecording] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<ConsoleTextKey>();
  const words = `${draft.headline} ${draft.body}`;
  // A voice says what was written when it was made; what was found here on opening is taken to fit.
  const [said, setSaid] = useState(words);
  const keep = (media: Media) => {
    setSaid(words);
    setFault(undefined);
    onChange({ voice: media });
  };
  const take = (uploaded: Uploaded) => (uploaded.ok ? keep(uploaded.media) : setFault(uploaded.text));
  const synthesise = async () => {
    setBusy(true);
    setFault(undefined);
    const uploaded = await speak(spokenOf(draft));
    setBusy(false);
    take(uploaded);
  };
  return (
    <Form.Item label={say('broadcastStaff.write.voice')}>
      {voice && <VoicePlayer voice={voice} />}
      <div className="row">
        <Button icon={<AudioOutlined />} onClick={() => setRecording(true)}>
          {say(voice ? 'broadcastStaff.voice.recordAgain' : 'broadcastStaff.voice.record')}
        </Button>
        <Button
          icon={<RobotOutlined />}
          loading={busy}
          disabled={draft.headline.trim() === ''}
          onClick={() => void synthesise()}
        >
          {say('broadcastStaff.voice.synthesise')}
        </Button>
        {voice && (
          <Button icon={<DeleteOutlined />} onClick={() => onChange({ voice: null })}>
            {say('broadcastStaff.voice.remove')}
          </Button>
        )}
      </div>
      {voice && said !== words && <Alert type="warning" showIcon title={say('broadcastStaff.voice.oldWords')} />}
      <p className={fault ? 'fault small' : 'quiet small'}>
        {say(fault ?? (voice ? 'broadcastStaff.voice.hintHas' : 'broadcastStaff.voice.hintNone'))}
      </p>
      {recording && (
        <Recorder
          draft={draft}
          onBack={() => setRecording(false)}
          onRecorded={(media) => {
            setRecording(false);
            keep(media);
          }}
        />
      )}
    </Form.Item>
  );
}

/** What the machine is to say; a drill says so first and last. */
function spokenOf({ drill, level, sender, headline, body }: Draft): string {
  const words = say('broadcastStaff.voice.spoken', {
    level: level ? say(`broadcast.level.${level}`) : '',
    sender,
    headline,
    body,
  });
  return drill ? say('broadcastStaff.voice.drillSpoken', { words }) : words;
}
