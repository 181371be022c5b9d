import { useState } from 'react';
import { Page } from '../../../console/parts/page.tsx';
import { say } from '../../../console/say.ts';
import { useMe } from '../../../console/shell/me.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { audienceOf, type Draft, emptyDraft, isComplete } from './draft.ts';
import { DraftForm } from './draft-form.tsx';
import { LastLook } from './last-look.tsx';
import { Preview } from './preview.tsx';
import { SentList } from './sent-list.tsx';
import './broadcast.css';

/** Write on the left; on the right how it will look, and what has been sent with the button that takes it back. */
export default function BroadcastPage() {
  const { community } = useMe();
  const blank = () => emptyDraft(say('broadcastStaff.defaultSender', { community: community.name }));
  const [draft, setDraft] = useState<Draft>(blank);
  const [looking, setLooking] = useState(false);
  const audience = audienceOf(draft);
  const count = useAsk('broadcast:count', audience ? { audience } : null, ['people:household']);
  const sent = useAsk('broadcast:list', {});

  return (
    <Page title={say('broadcast.name')}>
      <div className="broadcast">
        <div className="panel">
          <DraftForm
            draft={draft}
            count={count}
            onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
            onReady={() => setLooking(true)}
          />
        </div>
        <div>
          <Preview {...draft} />
          <SentList asked={sent} />
        </div>
      </div>
      {looking && isComplete(draft) && audience && count.value && (
        <LastLook
          draft={draft}
          audience={audience}
          count={count.value}
          onBack={() => setLooking(false)}
          onSent={() => {
            setLooking(false);
            setDraft(blank());
            sent.reload();
          }}
        />
      )}
    </Page>
  );
}
