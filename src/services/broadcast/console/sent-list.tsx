import { Button, Popconfirm, Progress } from 'antd';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { Stamp } from '../../../console/parts/moment.tsx';
import { say } from '../../../console/say.ts';
import type { Asked } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { usePush } from '../../../console/use-link.ts';
import { useNow } from '../../../console/use-now.ts';
import type { AskReply } from '../../../protocol/services.ts';
import type { Coverage, SentWarning } from '../protocol.ts';
import { percent, standingOf } from './draft.ts';
import { LevelMark } from './level-mark.tsx';

/** What has been sent, the newest on top; the bars grow while boxes answer. */
export function SentList({ asked }: { asked: Asked<AskReply<'broadcast:list'>> }) {
  const replace = (id: string, change: (one: SentWarning) => SentWarning) =>
    asked.patch(({ sent }) => ({ sent: sent.map((one) => (one.warning.id === id ? change(one) : one)) }));
  usePush('broadcast:coverage', ({ id, coverage }) => {
    // One that is not listed yet was sent by somebody else.
    if (asked.value?.sent.some((one) => one.warning.id === id)) replace(id, (one) => ({ ...one, coverage }));
    else asked.reload();
  });
  return (
    <section aria-label={say('broadcastStaff.sent')}>
      <h2 className="sent-title">{say('broadcastStaff.sent')}</h2>
      <Asking of={asked}>
        {({ sent }) =>
          sent.length === 0 ? (
            <Nothing words={say('broadcastStaff.sentNone')} />
          ) : (
            sent.map((one) => (
              <SentCard key={one.warning.id} one={one} onChange={(next) => replace(one.warning.id, () => next)} />
            ))
          )
        }
      </Asking>
    </section>
  );
}

function SentCard({ one, onChange }: { one: SentWarning; onChange(next: SentWarning): void }) {
  const now = useNow();
  const cancel = useDeed('broadcast:cancel');
  const { warning } = one;
  const standing = standingOf(warning, now);
  return (
    <article className={`sent sent-${standing} level-edge-${warning.level}`}>
      <div className="row apart">
        <span>
          <LevelMark level={warning.level} /> <strong>{warning.headline}</strong>
        </span>
        {standing === 'valid' ? (
          <Popconfirm
            title={say('broadcastStaff.cancel.ask')}
            okText={say('broadcastStaff.cancel.do')}
            cancelText={say('console.do.back')}
            okButtonProps={{ danger: true }}
            onConfirm={() => void cancel.run({ id: warning.id }).then((next) => next && onChange(next))}
          >
            <Button danger type="primary" loading={cancel.busy}>
              {say('broadcastStaff.cancel.do')}
            </Button>
          </Popconfirm>
        ) : (
          <span className="quiet">{say(`broadcastStaff.standing.${standing}`)}</span>
        )}
      </div>
      <p className="sent-body">{warning.body}</p>
      <p className="quiet small">
        {say('broadcastStaff.sentBy', { author: one.author, place: one.audienceName })} <Stamp at={warning.sentAt} /> —{' '}
        <Stamp at={warning.cancelledAt ?? warning.expiresAt} />
      </p>
      <Bars coverage={one.coverage} />
    </article>
  );
}

function Bars({ coverage }: { coverage: Coverage }) {
  return (
    <div className="bars">
      {(['received', 'shown', 'confirmed'] as const).map((step) => (
        <div key={step}>
          <span className="small figures">
            {say(`broadcastStaff.coverage.${step}`)} {coverage[step]}/{coverage.boxes}
          </span>
          <Progress percent={percent(coverage[step], coverage.boxes)} size="small" showInfo={false} />
        </div>
      ))}
    </div>
  );
}
