import {
  AudioMutedOutlined,
  AudioOutlined,
  PauseOutlined,
  PhoneOutlined,
  UserOutlined,
  VideoCameraAddOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { LiveCall } from '../../media/calls/live-call.ts';
import { say } from '../say.ts';
import { useNow } from '../use-now.ts';
import { HandOverCall } from './hand-over-call.tsx';
import { Picture } from './picture.tsx';
import { SayForm } from './say-form.tsx';
import { callState, callTrouble } from './words.ts';
import './call.css';

/** The call in hand: the other side's picture, how it stands, and what its officer can do. `small` leaves out the words. */
export function CallCard({ call, small = false }: { call: LiveCall; small?: boolean }) {
  const seen = call.otherPicture && call.link === 'connected' && call.stage === 'talking';
  return (
    <div className={small ? 'call-card call-card-small' : 'call-card'}>
      <div className="call-view">
        {seen ? (
          <Picture stream={call.remote} />
        ) : (
          <p className="call-nobody">
            <UserOutlined />
            {call.stage === 'talking' && call.link === 'connected' && <span>{say('console.call.noPicture')}</span>}
          </p>
        )}
        {call.local && <Picture stream={call.local} own />}
      </div>
      <CallLine call={call} />
      <Trouble call={call} />
      <CallDeeds call={call} />
      {!small && <SayForm call={call} />}
    </div>
  );
}

/** Who, and how it stands. */
export function CallLine({ call }: { call: LiveCall }) {
  const now = useNow();
  return (
    <p className="call-line">
      <strong>{call.other?.name}</strong>
      <span className="figures" role="status">
        {callState(call, now)}
      </span>
    </p>
  );
}

function Trouble({ call }: { call: LiveCall }) {
  const words = callTrouble(call);
  return words ? (
    <p className="call-trouble" role="alert">
      {words}
    </p>
  ) : null;
}

/** Mute, picture, hold, hand over, hang up: each with its word. */
export function CallDeeds({ call }: { call: LiveCall }) {
  const { muted, pictureOn } = call;
  const talking = call.stage === 'talking';
  return (
    <div className="call-deeds">
      <Button
        icon={muted ? <AudioMutedOutlined /> : <AudioOutlined />}
        type={muted ? 'primary' : 'default'}
        onClick={() => call.mute(!muted)}
      >
        {say(muted ? 'console.call.unmute' : 'console.call.mute')}
      </Button>
      <Button
        icon={pictureOn ? <VideoCameraOutlined /> : <VideoCameraAddOutlined />}
        onClick={() => void call.picture(!pictureOn)}
      >
        {say(pictureOn ? 'console.call.pictureOff' : 'console.call.pictureOn')}
      </Button>
      <Button icon={<PauseOutlined />} disabled={!talking} onClick={() => void call.hold(true)}>
        {say('console.call.hold')}
      </Button>
      <HandOverCall call={call} disabled={!talking} />
      <Button icon={<PhoneOutlined className="call-down" />} type="primary" danger onClick={() => call.hangUp()}>
        {say('console.call.hangUp')}
      </Button>
    </div>
  );
}
