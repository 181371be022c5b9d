import { Table, type TableColumnsType, Tag } from 'antd';
import type { QueueItem } from '../../protocol/contracts/desk.ts';
import { clockTime } from '../../protocol/time.ts';
import { go, openAlarm } from '../route.ts';
import { say, sayState } from '../say.ts';
import { DueClock, OpenClock } from './clock.tsx';
import { ServiceSign } from './service-sign.tsx';
import './queue.css';

const columns: TableColumnsType<QueueItem> = [
  {
    title: say('console.queue.what'),
    key: 'what',
    render: (_, item) => (
      <>
        <ServiceSign service={item.service} words={item.title} />
        {item.drill && (
          <Tag className="queue-drill-mark" color="gold">
            {say('console.alarm.drill')}
          </Tag>
        )}
      </>
    ),
  },
  { title: say('console.queue.where'), dataIndex: 'where', width: 120, ellipsis: true },
  { title: say('console.queue.who'), dataIndex: 'who', width: 120, ellipsis: true },
  {
    title: say('console.queue.state'),
    key: 'state',
    width: 140,
    render: (_, item) => <StateWord item={item} />,
  },
  {
    title: say('console.queue.owner'),
    key: 'owner',
    width: 90,
    render: (_, item) => item.owner?.name ?? <span className="fault">{say('console.queue.nobody')}</span>,
  },
  {
    title: say('console.queue.clock'),
    key: 'clock',
    width: 110,
    render: (_, item) =>
      item.closed ? clockTime(item.openedAt) : <DueClock item={item} fallback={<OpenClock item={item} />} />,
  },
];

/** Alarms need the whole width. */
function open(item: QueueItem): void {
  if (item.kind === 'alarm') openAlarm(item.id);
  else go(`/queue/${item.id}`);
}

/** Rows open with the mouse, or with Enter when they have the focus. */
export function QueueTable({ items, chosen }: { items: QueueItem[]; chosen: string | undefined }) {
  return (
    <Table<QueueItem>
      size="small"
      rowKey="id"
      columns={columns}
      dataSource={items}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      rowClassName={(item) =>
        `list-row queue-${item.kind} ${item.id === chosen ? 'list-chosen' : ''} ${item.ringing ? 'queue-ringing' : ''} ${item.drill ? 'queue-drill' : ''}`
      }
      onRow={(item) => ({
        tabIndex: 0,
        onClick: () => open(item),
        onKeyDown: (event) => {
          if (event.key === 'Enter') open(item);
        },
      })}
    />
  );
}

function StateWord({ item }: { item: QueueItem }) {
  return <span className={item.closed ? 'quiet' : 'queue-state'}>{sayState(item.service, item.state)}</span>;
}
