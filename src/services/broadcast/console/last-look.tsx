import { Input, Modal } from 'antd';
import { useState } from 'react';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import type { AskReply } from '../../../protocol/services.ts';
import { shanghai } from '../../../protocol/time.ts';
import type { Audience, Level } from '../protocol.ts';
import { type Draft, expiryOf } from './draft.ts';
import { LevelMark } from './level-mark.tsx';
import { Preview } from './preview.tsx';

/** The last screen: how many where at which level; the place is typed by hand, so that nobody sends by a slip. */
export function LastLook(props: {
  draft: Draft & { level: Level };
  audience: Audience;
  count: AskReply<'broadcast:count'>;
  onBack(): void;
  onSent(): void;
}) {
  const { draft, count } = props;
  const send = useDeed('broadcast:send');
  const [place, setPlace] = useState('');
  // Fixed when the screen opens: a retry must be the very same warning.
  const [expiresAt] = useState(() => expiryOf(draft, Date.now()));
  const matches = place.trim() === count.name;

  const finish = async () => {
    if (!matches) return;
    const { level, sender, headline, body } = draft;
    const input = { level, sender, headline, body, audience: props.audience, expiresAt, typedPlace: place.trim() };
    if (await send.run(input)) props.onSent();
  };
  return (
    <Modal
      open
      width={640}
      title={say('broadcastStaff.lastLook.title')}
      okText={say('broadcastStaff.lastLook.send', { level: say(`broadcast.level.${draft.level}`) })}
      cancelText={say('broadcastStaff.lastLook.back')}
      okButtonProps={{ danger: true, type: 'primary', disabled: !matches, loading: send.busy }}
      onOk={() => void finish()}
      onCancel={props.onBack}
      mask={{ closable: false }}
    >
      <div className={`last-look level-edge-${draft.level}`}>
        <p className="last-look-where">
          <LevelMark level={draft.level} /> {count.name}
        </p>
        <p>{say('broadcastStaff.reach', count)}</p>
        <p>{say('broadcastStaff.until', { time: shanghai(expiresAt).format('MM-DD HH:mm') })}</p>
      </div>
      <Preview {...draft} />
      <label className="last-look-type" htmlFor="broadcast-place">
        {say('broadcastStaff.lastLook.type', { place: count.name })}
        <Input
          id="broadcast-place"
          autoFocus
          value={place}
          status={place && !count.name.startsWith(place.trim()) ? 'error' : ''}
          onChange={(event) => setPlace(event.target.value)}
          onPressEnter={() => void finish()}
        />
      </label>
    </Modal>
  );
}
