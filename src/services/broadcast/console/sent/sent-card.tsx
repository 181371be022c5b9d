import { Button, Popconfirm, Progress } from 'antd';
import { useState } from 'react';
import { Stamp } from '../../../../console/parts/moment.tsx';
import { go } from '../../../../console/route.ts';
import { say } from '../../../../console/say.ts';
import { allowed } from '../../../../console/service.ts';
import { useMe } from '../../../../console/shell/me.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import { useNow } from '../../../../console/use-now.ts';
import { newId } from '../../../../protocol/ids.ts';
import { type Coverage, type Message, writers } from '../../protocol.ts';
import { contentOf } from '../parts/content.ts';
import { LevelMark } from '../parts/level-mark.tsx';
import { percent, standingOf } from '../parts/standing.ts';
import { updateOf } from '../write/draft.ts';
import { LocalDrafts } from '../write/local-drafts.ts';
import { CorrectDialog } from './correct-dialog.tsx';

/** One that was sent. As long as it is on screens, both ways to take it back stand here side by side. */
export function SentCard(props: {
  message: Message;
  all: readonly Message[];
  chosen: boolean;
  onDone(message: Message): void;
}) {
  const { message } = props;
  const now = useNow();
  const standing = standingOf(message, now);
  const content = contentOf(message);
  const by = props.all.find(({ id }) => id === message.replacedBy);
  const drill = message.draft.drill;
  return (
    <article
      className={`sent sent-${standing} level-edge-${content?.level ?? 'none'} ${drill ? 'sent-drill' : ''} ${props.chosen ? 'sent-chosen' : ''}`}
    >
      <div className="row apart">
        <span>
          {content && <LevelMark level={content.level} drill={drill} />}{' '}
          {message.kind !== 'alert' && <span className="kind">{say(`broadcastStaff.kind.${message.kind}`)}</span>}{' '}
          <strong className="sent-headline">{content?.headline}</strong>
        </span>
        <span className={standing === 'valid' ? 'on-screens' : 'quiet'}>
          {by?.kind === 'correction'
            ? say('broadcastStaff.standing.corrected')
            : say(`broadcastStaff.standing.${standing}`)}
        </span>
      </div>
      <p className="sent-body">{content?.body}</p>
      <p className="quiet small">
        {say('broadcastStaff.sent.by', { author: message.author, place: message.audienceName })}{' '}
        {message.sentAt && <Stamp at={message.sentAt} />}
        {' — '}
        {message.expiresAt && <Stamp at={message.stoppedAt ?? message.expiresAt} />}
        {message.signed.length > 0 &&
          ` · ${say('broadcastStaff.content.signed')} ${message.signed.map(({ name }) => name).join('、')}`}
      </p>
      <Bars coverage={message.coverage} />
      <div className="row apart sent-deeds">
        {standing === 'valid' ? <Deeds message={message} onDone={props.onDone} /> : <span />}
        <Button aria-expanded={props.chosen} onClick={() => go(`/broadcast/sent/${message.id}`)}>
          {say('broadcastStaff.sent.look')}
        </Button>
      </div>
    </article>
  );
}

function Deeds({ message, onDone }: { message: Message; onDone(message: Message): void }) {
  const { staff } = useMe();
  const stop = useDeed('broadcast:stop');
  const [correcting, setCorrecting] = useState(false);
  const update = () => {
    const id = newId();
    const draft = updateOf(message);
    new LocalDrafts(staff.id, window.localStorage).keep(id, draft, Date.now());
    go(`/broadcast/${draft.drill ? 'drill' : 'send'}/${id}`);
  };
  return (
    <div className="row">
      <Popconfirm
        title={say('broadcastStaff.stop.ask')}
        description={say('broadcastStaff.stop.means')}
        okText={say('broadcastStaff.stop.do')}
        cancelText={say('console.do.back')}
        okButtonProps={{ danger: true, autoFocus: true }}
        onConfirm={() => void stop.run({ id: message.id }).then((next) => next && onDone(next))}
      >
        <Button danger type="primary" loading={stop.busy}>
          {say('broadcastStaff.stop')}
        </Button>
      </Popconfirm>
      <Button danger onClick={() => setCorrecting(true)}>
        {say('broadcastStaff.correct')}
      </Button>
      {allowed(staff.roles, writers) && <Button onClick={update}>{say('broadcastStaff.update')}…</Button>}
      {correcting && (
        <CorrectDialog
          message={message}
          onBack={() => setCorrecting(false)}
          onDone={(next) => {
            setCorrecting(false);
            onDone(next);
            go(`/broadcast/sent/${next.id}`);
          }}
        />
      )}
    </div>
  );
}

function Bars({ coverage }: { coverage: Coverage }) {
  return (
    <div className="bars">
      {(['received', 'shown', 'confirmed'] as const).map((step) => (
        <div key={step}>
          <span className="small figures">
            {say(`broadcastStaff.coverage.${step}`)} {coverage[step]} / {coverage.boxes}
          </span>
          <Progress percent={percent(coverage[step], coverage.boxes)} size="small" showInfo={false} />
        </div>
      ))}
    </div>
  );
}
