import { DeleteOutlined, PictureOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import { useRef, useState } from 'react';
import { type ConsoleTextKey, say } from '../../../../console/say.ts';
import type { Draft } from '../../protocol.ts';
import { mediaUrl, upload } from '../parts/media.ts';
import { fitPicture } from './picture.ts';

/** A picture, made small enough for old boxes before it leaves this computer. */
export function PictureField({ draft, onChange }: { draft: Draft; onChange(part: Partial<Draft>): void }) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<ConsoleTextKey>();
  const { picture } = draft;

  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setFault(undefined);
    const fitted = await fitPicture(file);
    const uploaded = fitted ? await upload(fitted) : ({ ok: false, text: 'broadcastStaff.media.type' } as const);
    setBusy(false);
    if (uploaded.ok) onChange({ picture: uploaded.media });
    else setFault(uploaded.text);
  };
  return (
    <Form.Item label={say('broadcastStaff.write.picture')}>
      <div className="row">
        {picture && <img className="picture-small" src={mediaUrl(picture)} alt={say('broadcastStaff.write.picture')} />}
        <Button icon={<PictureOutlined />} loading={busy} onClick={() => input.current?.click()}>
          {say(picture ? 'broadcastStaff.picture.other' : 'broadcastStaff.picture.choose')}
        </Button>
        {picture && (
          <Button icon={<DeleteOutlined />} onClick={() => onChange({ picture: null })}>
            {say('broadcastStaff.picture.remove')}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          // Ant Design shows file inputs that are only `hidden`.
          style={{ display: 'none' }}
          accept="image/jpeg,image/png,image/webp"
          aria-label={say('broadcastStaff.picture.choose')}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            // The same file may be chosen again after it was taken away.
            event.target.value = '';
          }}
        />
      </div>
      <p className={fault ? 'fault small' : 'quiet small'}>{say(fault ?? 'broadcastStaff.picture.hint')}</p>
    </Form.Item>
  );
}
