import { App, Button } from 'antd';
import { useState } from 'react';
import { go } from '../../../../console/route.ts';
import { say } from '../../../../console/say.ts';
import { useMe } from '../../../../console/shell/me.ts';
import { useAsk } from '../../../../console/use-ask.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import { useLink } from '../../../../console/use-link.ts';
import type { Message, WarningContent } from '../../protocol.ts';
import { useOwnKey } from '../keys/use-own-key.ts';
import { contentOf, deedOf, needsSignature } from '../parts/content.ts';
import { ContentView, useWhole } from '../parts/content-view.tsx';
import { LevelMark } from '../parts/level-mark.tsx';
import { signText } from '../signing.ts';
import { isTyped, PlaceField } from './place-field.tsx';
import { SignGate } from './sign-gate.tsx';
import './look.css';

/**
 * The last screen before it goes out: exactly what will be signed, how many where, for real or a drill, and the place
 * typed by hand. The two kinds do not look alike: in Hawaii in 2018 they did.
 */
export function LastLook(props: { message: Message; home: string; onDone(message: Message): void }) {
  const { message } = props;
  const content = contentOf(message);
  return (
    <div className={content?.drill ? 'look look-drill' : `look look-actual look-${content?.level ?? 'none'}`}>
      {content && <Banner content={content} place={message.audienceName} />}
      <div className="look-content">
        <ContentView message={message} />
      </div>
      <Confirm {...props} content={content} />
    </div>
  );
}

function Banner({ content, place }: { content: WarningContent; place: string }) {
  const count = useAsk('broadcast:count', { audience: content.audience }, ['broadcast:changed']);
  return (
    <header className="look-banner">
      <strong className="look-real">
        {say(content.drill ? 'broadcastStaff.look.drill' : 'broadcastStaff.look.actual')}
      </strong>
      <span className="look-what">
        <LevelMark level={content.level} drill={content.drill} /> {place}
      </span>
      <span className="figures">
        {count.value ? say('broadcastStaff.look.reach', { ...count.value }) : say('broadcastStaff.reach.counting')}
      </span>
      <span>{say(content.drill ? 'broadcastStaff.look.drillMeans' : 'broadcastStaff.look.actualMeans')}</span>
    </header>
  );
}

/** What has to be done by hand before it goes out, and the way back. */
function Confirm(props: {
  message: Message;
  content: WarningContent | undefined;
  home: string;
  onDone(message: Message): void;
}) {
  const { message, content, home } = props;
  return (
    <aside className="look-confirm">
      {content && <Deed message={message} content={content} home={home} onDone={props.onDone} />}
      <Button onClick={() => go(`${home}/${message.id}`)}>{say('broadcastStaff.look.back')}</Button>
    </aside>
  );
}

function Deed(props: { message: Message; content: WarningContent; home: string; onDone(message: Message): void }) {
  const { message, content } = props;
  const { message: toast } = App.useApp();
  const { staff } = useMe();
  const { state: line } = useLink();
  const [typed, setTyped] = useState('');
  const own = useOwnKey();
  const whole = useWhole(message);
  const submit = useDeed('broadcast:submit');
  const signs = needsSignature(content);
  const deed = deedOf(content, message.fromTemplate);
  const ready =
    isTyped(message.audienceName, typed) &&
    line === 'online' &&
    whole !== false &&
    (!signs || (own.state === 'certified' && whole === true));

  const finish = async () => {
    const { id, hash, content: text } = message;
    if (!ready || hash === null || text === null) return;
    const signature = signs ? await signText(staff.id, 'content', text) : undefined;
    const next = await submit.run({ id, hash, typedPlace: typed.trim(), signature });
    if (!next) return;
    props.onDone(next);
    void toast.success(say(next.state === 'waiting' ? 'broadcastStaff.look.handedOn' : 'broadcastStaff.look.sent'));
    go(next.state === 'waiting' ? `${props.home}/${id}` : `/broadcast/sent/${id}`);
  };
  return (
    <>
      {signs && <SignGate own={own} />}
      <PlaceField place={message.audienceName} typed={typed} onChange={setTyped} onEnter={() => void finish()} />
      <Button
        type="primary"
        size="large"
        block
        danger={!content.drill}
        className={content.drill ? 'drill-button' : undefined}
        disabled={!ready}
        loading={submit.busy}
        onClick={() => void finish()}
      >
        {content.drill
          ? say('broadcastStaff.look.startDrill')
          : say(`broadcastStaff.look.${deed}`, { level: say(`broadcast.level.${content.level}`) })}
      </Button>
      <p className="quiet small">
        {say(content.drill ? 'broadcastStaff.look.after.drill' : `broadcastStaff.look.after.${deed}`)}
      </p>
    </>
  );
}
