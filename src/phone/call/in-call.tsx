import {
  AudioMutedOutlined,
  AudioOutlined,
  PhoneFilled,
  SwapOutlined,
  VideoCameraAddOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons';
import { type ReactNode, useEffect, useState } from 'react';
import type { LiveCall } from '../../media/calls/live-call.ts';
import type { CallView } from '../../protocol/contracts/calls.ts';
import { Face } from '../home/face.tsx';
import { say } from '../say.ts';
import { calls, countCameras } from './calls.ts';
import { Picture } from './picture.tsx';
import { ownTrouble, type Trouble, wayTrouble } from './trouble.ts';
import { useClock } from './use-clock.ts';

/** The call: the other side large, oneself small, and what can be done. `other` is somebody who rings meanwhile. */
export function InCall({ call, other }: { call: LiveCall; other: CallView | undefined }) {
  const [play, setPlay] = useState<() => void>();
  const name = call.other?.name ?? '';
  const there = call.link === 'connected' || call.link === 'reconnecting';
  const seen = call.stage === 'talking' && call.otherPicture && there;
  return (
    <main className="call in-call" aria-label={name}>
      <Picture stream={call.remote} hidden={!seen} label={name} onSilent={(again) => setPlay(() => again)} />
      {call.local && call.stage !== 'held' && <Picture stream={call.local} own straight={!call.mirrored} label="" />}
      <header className="call-head">
        <strong>{name}</strong>
        <State call={call} />
      </header>
      {!seen && (
        <div className="call-who">
          <Face name={name} />
          {call.stage === 'talking' && call.link === 'connected' && <p>{say('phone.call.noPicture')}</p>}
        </div>
      )}
      <div className="call-words">
        {call.said && (
          <p className="call-said">
            {say('phone.call.said', { name })}：{call.said}
          </p>
        )}
        {play && (
          <button
            type="button"
            className="call-sound"
            onClick={() => {
              setPlay(undefined);
              play();
            }}
          >
            {say('phone.call.tapForSound')}
          </button>
        )}
        {other && <Another view={other} />}
        <Told trouble={wayTrouble(call) ?? ownTrouble(call)} />
      </div>
      <Deeds call={call} />
    </main>
  );
}

function State({ call }: { call: LiveCall }) {
  const clock = useClock(call.startedAt);
  return <span role="status">{stateWords(call, clock)}</span>;
}

function stateWords(call: LiveCall, clock: string): string {
  if (call.stage === 'ringing' && call.startedAt) return say('phone.call.transferring');
  if (call.stage === 'dialling' || call.stage === 'ringing') return say('phone.call.calling');
  if (call.stage === 'held') return say('phone.call.held');
  if (call.link === 'reconnecting') return say('phone.call.reconnecting');
  if (call.link === 'failed') return say('phone.call.noWay');
  if (call.link !== 'connected') return say('phone.call.connecting');
  return `${say('phone.call.talking')} ${clock}`;
}

function Told({ trouble }: { trouble: Trouble | undefined }) {
  if (!trouble) return null;
  return (
    <p className="call-trouble" role="alert">
      <strong>{say(trouble.words)}</strong>
      {trouble.help && ` ${say(trouble.help)}`}
    </p>
  );
}

function Another({ view }: { view: CallView }) {
  return (
    <p className="call-trouble">
      {say('phone.call.waiting', { name: view.caller.name })}
      <button type="button" className="plain plain-light" onClick={() => void calls.refuse(view.id)}>
        {say('phone.call.refuse')}
      </button>
    </p>
  );
}

/** Whether there is another camera to turn to. Browsers own up to all of them only once one is open. */
function useSecondCamera(open: boolean): boolean {
  const [cameras, setCameras] = useState(0);
  useEffect(() => {
    if (open) void countCameras().then(setCameras);
  }, [open]);
  return open && cameras > 1;
}

function Deeds({ call }: { call: LiveCall }) {
  const { muted, pictureOn } = call;
  const turns = useSecondCamera(pictureOn);
  return (
    <footer className="call-deeds">
      <Round
        on={muted}
        icon={muted ? <AudioMutedOutlined aria-hidden /> : <AudioOutlined aria-hidden />}
        words={say(muted ? 'phone.call.unmute' : 'phone.call.mute')}
        run={() => call.mute(!muted)}
      />
      <button type="button" className="round round-refuse" onClick={() => call.hangUp()}>
        <PhoneFilled className="down" aria-hidden />
        <span>{say('phone.call.hangUp')}</span>
      </button>
      {turns && (
        <Round
          on={false}
          icon={<SwapOutlined aria-hidden />}
          words={say('phone.call.turnCamera')}
          run={() => void call.turnCamera()}
        />
      )}
      <Round
        on={!pictureOn}
        icon={pictureOn ? <VideoCameraOutlined aria-hidden /> : <VideoCameraAddOutlined aria-hidden />}
        words={say(pictureOn ? 'phone.call.pictureOff' : 'phone.call.pictureOn')}
        run={() => void call.picture(!pictureOn)}
      />
    </footer>
  );
}

function Round(props: { on: boolean; icon: ReactNode; words: string; run(): void }) {
  return (
    <button type="button" className={props.on ? 'round round-on' : 'round'} onClick={props.run}>
      {props.icon}
      <span>{props.words}</span>
    </button>
  );
}
