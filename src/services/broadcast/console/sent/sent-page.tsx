import { Segmented } from 'antd';
import { useState } from 'react';
import { Asking, Nothing } from '../../../../console/parts/asking.tsx';
import { Page } from '../../../../console/parts/page.tsx';
import { useRoute } from '../../../../console/route.ts';
import { say } from '../../../../console/say.ts';
import { useNow } from '../../../../console/use-now.ts';
import { DrillFrame } from '../parts/drill-frame.tsx';
import { sentOf } from '../parts/standing.ts';
import { useMessages } from '../parts/use-messages.ts';
import { CoverageView } from './coverage-view.tsx';
import { SentCard } from './sent-card.tsx';
import '../broadcast.css';
import './sent.css';

const KINDS = ['actual', 'drill'] as const;
type Kind = (typeof KINDS)[number];

/** What has been sent, on screens first; on the right how far the chosen one has come. */
export default function SentPage() {
  const messages = useMessages();
  const now = useNow();
  const chosen = useRoute()[2];
  const [kind, setKind] = useState<Kind>();
  const message = messages.value?.messages.find(({ id }) => id === chosen);
  // Whoever comes from sending a drill sees drills.
  const shown = kind ?? (message?.draft.drill ? 'drill' : 'actual');
  const count = (one: Kind) => sentOf(messages.value?.messages ?? [], one === 'drill', now).length.toString();
  const page = (
    <Page
      title={say('broadcastStaff.page.sent')}
      extra={
        <Segmented<Kind>
          value={shown}
          onChange={setKind}
          options={KINDS.map((value) => ({ value, label: `${say(`broadcastStaff.sent.${value}`)} ${count(value)}` }))}
        />
      }
    >
      <Asking of={messages}>
        {({ messages: all }) => {
          const sent = sentOf(all, shown === 'drill', now);
          const detail = sent.find(({ id }) => id === chosen);
          return (
            <div className={detail ? 'sent-split sent-split-open' : 'sent-split'}>
              <div className="sent-list">
                {sent.length === 0 && <Nothing words={say(`broadcastStaff.sent.none.${shown}`)} />}
                {sent.map((one) => (
                  <SentCard key={one.id} message={one} chosen={one.id === chosen} all={all} onDone={messages.learn} />
                ))}
              </div>
              {detail && (
                <aside className="split-detail" aria-label={say('broadcastStaff.coverage.title')}>
                  <CoverageView key={detail.id} message={detail} />
                </aside>
              )}
            </div>
          );
        }}
      </Asking>
    </Page>
  );
  return shown === 'drill' ? <DrillFrame>{page}</DrillFrame> : page;
}
