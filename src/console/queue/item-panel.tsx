import { CloseOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { Suspense } from 'react';
import { Stamp } from '../parts/moment.tsx';
import { say, sayState } from '../say.ts';
import type { ItemPanelProps } from '../service.ts';
import { consoleService } from '../services.ts';
import { DueClock, OpenClock } from './clock.tsx';
import { History, useHistory } from './history.tsx';
import { ServiceSign } from './service-sign.tsx';

/** One item: what it is, the service's own panel with its deeds, and who did what when. */
export function ItemPanel({ item, me, onClose }: ItemPanelProps & { onClose(): void }) {
  const Panel = consoleService(item.service)?.itemPanel;
  const history = useHistory(item);
  return (
    <div className="detail">
      <div className="row apart">
        <ServiceSign service={item.service} words={item.title} />
        <Button type="text" icon={<CloseOutlined />} aria-label={say('console.do.closePanel')} onClick={onClose} />
      </div>
      <p className="item-where">
        {item.where} {item.who}
      </p>
      <p className="item-facts">
        <span className="queue-state">{sayState(item.service, item.state)}</span>
        <span>{item.owner?.name ?? say('console.queue.nobody')}</span>
        <span>
          {say('console.queue.opened')} <Stamp at={item.openedAt} />
        </span>
        {!item.closed && <OpenClock item={item} />}
        {!item.closed && item.dueAt !== null && <DueClock item={item} fallback={null} />}
      </p>
      {Panel && (
        <Suspense fallback={<Skeleton active />}>
          <Panel item={item} me={me} />
        </Suspense>
      )}
      <History item={item} of={history} />
    </div>
  );
}
