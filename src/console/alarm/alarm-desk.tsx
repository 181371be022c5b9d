import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { type ReactNode, Suspense } from 'react';
import type { QueueItem, StaffMember } from '../../protocol/contracts/desk.ts';
import { CallBar } from '../call/call-bar.tsx';
import { CallStrip } from '../call/call-strip.tsx';
import { Failed } from '../parts/asking.tsx';
import { ItemPanel } from '../queue/item-panel.tsx';
import { ServiceSign } from '../queue/service-sign.tsx';
import { useQueue } from '../queue/store.ts';
import { closeAlarm } from '../route.ts';
import { say, sayRefusal, sayState } from '../say.ts';
import { consoleService } from '../services.ts';
import { PageBoundary } from '../shell/page-boundary.tsx';
import { useAsk } from '../use-ask.ts';
import { useLink } from '../use-link.ts';
import './alarm-desk.css';

/** One alarm over the whole width, above the page that the officer was on. `bar` is what rings meanwhile. */
export function AlarmDesk({ id, me, bar }: { id: string; me: StaffMember; bar: ReactNode }) {
  const known = useQueue().queue.get(id);
  const { state } = useLink();
  // What was closed long ago is not in the queue any more.
  const asked = useAsk('desk:history', known ? null : { id });
  const item = known ?? asked.value?.item;
  return (
    <div className="alarm-desk">
      {bar}
      <CallBar />
      <CallStrip but={id} />
      {item?.drill && (
        <p className="drill-strip">
          <span>{say('console.alarm.drillHint')}</span>
        </p>
      )}
      {state !== 'online' && (
        <p className="shell-offline" role="alert">
          {say('console.line.noAlarms')}
        </p>
      )}
      <header className="alarm-desk-head">
        <Button icon={<ArrowLeftOutlined />} onClick={closeAlarm}>
          {say('console.alarm.back')}
        </Button>
        {item && <Facts item={item} />}
      </header>
      <PageBoundary key={id}>
        <div className="alarm-desk-body">
          {item ? (
            <Body item={item} me={me} />
          ) : (
            asked.refusal && <Failed words={sayRefusal(asked.refusal)} onRetry={asked.reload} />
          )}
          {!item && asked.loading && <Skeleton active />}
        </div>
      </PageBoundary>
    </div>
  );
}

function Facts({ item }: { item: QueueItem }) {
  return (
    <>
      <ServiceSign service={item.service} />
      <strong className="alarm-desk-where">
        {item.where} <span>{item.who}</span>
      </strong>
      <span className="queue-state">{sayState(item.service, item.state)}</span>
      <span>{item.owner?.name ?? say('console.queue.nobody')}</span>
    </>
  );
}

function Body({ item, me }: { item: QueueItem; me: StaffMember }) {
  const Panel = consoleService(item.service)?.alarmPanel;
  if (!Panel) return <ItemPanel item={item} me={me} onClose={closeAlarm} />;
  return (
    <Suspense fallback={<Skeleton active />}>
      <Panel item={item} me={me} />
    </Suspense>
  );
}
