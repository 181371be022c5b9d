import { Segmented, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { Failed, Nothing, Stale } from '../parts/asking.tsx';
import { Page, Split } from '../parts/page.tsx';
import { go, openAlarm, useRoute } from '../route.ts';
import { say, sayRefusal } from '../say.ts';
import { useMe } from '../shell/me.ts';
import { useLink } from '../use-link.ts';
import { ItemPanel } from './item-panel.tsx';
import { QUEUE_VIEWS, type QueueView, viewOf } from './merge.ts';
import { QueueTable } from './queue-table.tsx';
import { reloadQueue, useQueue } from './store.ts';

/** The one queue of all that residents ask for and of all alarms; on the right what was chosen. */
export default function QueuePage() {
  const { staff } = useMe();
  const { queue, loaded, refusal } = useQueue();
  const { state } = useLink();
  const [view, setView] = useState<QueueView>('open');
  const chosen = useRoute()[1];
  const item = chosen === undefined ? undefined : queue.get(chosen);
  const items = viewOf(queue, view, staff.id);
  const alarmId = item?.kind === 'alarm' ? item.id : undefined;
  useEffect(() => {
    if (alarmId === undefined) return;
    // A link to an alarm, such as one that somebody has sent on: alarms need the whole width.
    go('/queue');
    openAlarm(alarmId);
  }, [alarmId]);

  const counted = (one: QueueView) =>
    `${say(`console.queue.view.${one}`)} ${viewOf(queue, one, staff.id).length.toString()}`;
  const list = () => {
    if (!loaded && refusal) return <Failed words={sayRefusal(refusal)} onRetry={() => void reloadQueue()} />;
    if (!loaded) return <Skeleton active paragraph={{ rows: 6 }} />;
    return (
      <>
        {(refusal || state !== 'online') && <Stale onRetry={() => void reloadQueue()} />}
        {items.length === 0 ? (
          <Nothing words={say(`console.queue.none.${view}`)} />
        ) : (
          <QueueTable items={items} chosen={chosen} />
        )}
      </>
    );
  };
  return (
    <Page
      title={say('console.page.queue')}
      extra={
        <Segmented<QueueView>
          value={view}
          onChange={setView}
          options={QUEUE_VIEWS.map((value) => ({ value, label: counted(value) }))}
        />
      }
    >
      <Split
        list={list()}
        detailLabel={say('console.queue.detail')}
        detail={
          item && !alarmId ? <ItemPanel key={item.id} item={item} me={staff} onClose={() => go('/queue')} /> : null
        }
      />
    </Page>
  );
}
