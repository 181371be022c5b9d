import { Asking, Nothing } from '../../../../console/parts/asking.tsx';
import { Ago } from '../../../../console/parts/moment.tsx';
import { Page, Split } from '../../../../console/parts/page.tsx';
import { go, useRoute } from '../../../../console/route.ts';
import { say } from '../../../../console/say.ts';
import { useMe } from '../../../../console/shell/me.ts';
import type { Message } from '../../protocol.ts';
import { contentOf } from '../parts/content.ts';
import { LevelMark } from '../parts/level-mark.tsx';
import { waitingOf } from '../parts/standing.ts';
import { useMessages } from '../parts/use-messages.ts';
import { Decision } from './decision.tsx';
import '../broadcast.css';
import '../look/look.css';

/** What waits for a second person: the worst and the longest waiting first. */
export default function ApprovePage() {
  const messages = useMessages();
  const asked = useRoute()[2];
  return (
    <Page title={say('broadcastStaff.page.approve')}>
      <Asking of={messages}>
        {({ messages: all }) => {
          const waiting = waitingOf(all);
          // The first in the row lies open, unless somebody wants to see another.
          const chosen = asked ?? waiting[0]?.id;
          const message = all.find(({ id }) => id === chosen);
          return (
            <div className="approve">
              <Split
                list={<WaitingList waiting={waiting} chosen={chosen} />}
                detailLabel={say('broadcastStaff.page.approve')}
                detail={
                  message ? (
                    <Decision key={`${message.id}${message.hash ?? ''}`} message={message} onDone={messages.learn} />
                  ) : null
                }
              />
            </div>
          );
        }}
      </Asking>
    </Page>
  );
}

function WaitingList({ waiting, chosen }: { waiting: readonly Message[]; chosen: string | undefined }) {
  const { staff } = useMe();
  if (waiting.length === 0) return <Nothing words={say('broadcastStaff.approve.none')} />;
  return (
    <ul className="waiting-list">
      {waiting.map((message) => {
        const content = contentOf(message);
        return (
          <li key={message.id}>
            <button
              type="button"
              className={`waiting level-edge-${content?.level ?? 'none'} ${message.id === chosen ? 'waiting-chosen' : ''}`}
              aria-current={message.id === chosen}
              onClick={() => go(`/broadcast/approve/${message.id}`)}
            >
              <span className="row apart">
                <span>
                  {content && <LevelMark level={content.level} />} <strong>{content?.headline}</strong>
                </span>
                <span className="fault small">
                  <Ago at={message.savedAt} />
                </span>
              </span>
              <span className="waiting-body">{content?.body}</span>
              <span className="quiet small">
                {message.audienceName} · {message.author}
                {message.authorId === staff.id && ` · ${say('broadcastStaff.approve.ownShort')}`}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
