import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Switch, Table, type TableColumnsType } from 'antd';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { Page } from '../../../console/parts/page.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { clockTime, dayOf } from '../../../protocol/time.ts';
import type { Desk, KeptChannel } from '../protocol.ts';
import { moved } from './moved.ts';
import { SourceCard } from './source-card.tsx';

/** Channel list and guide with their state; the channels in the order of the televisions, each shown or hidden. */
export default function ChannelsPage() {
  const asked = useAsk('tv:desk', {}, ['tv:changed']);
  return (
    <Page title={say('tvStaff.page.channels')}>
      <Asking of={asked}>
        {(desk) => (
          <>
            {desk.sample && <Alert type="warning" showIcon title={say(`tvStaff.sample.${desk.sample}`)} />}
            <Flex gap={12} style={{ margin: '8px 0' }}>
              {desk.sources.map((source) => (
                <SourceCard key={`${source.kind} ${source.origin}`} source={source} />
              ))}
            </Flex>
            <Channels desk={desk} onChange={(channels) => asked.patch((before) => ({ ...before, channels }))} />
          </>
        )}
      </Asking>
    </Page>
  );
}

function Channels({ desk, onChange }: { desk: Desk; onChange(channels: KeptChannel[]): void }) {
  const { channels } = desk;
  const arrange = useDeed('tv:arrange');
  const save = (next: KeptChannel[]) => {
    void arrange
      .run({ channels: next.map(({ id, hidden }) => ({ id, hidden })) })
      .then((done) => done && onChange(next));
  };
  const withGuide = channels.filter(({ guideTo }) => guideTo !== null).length;
  const columns: TableColumnsType<KeptChannel> = [
    { title: say('tvStaff.number'), dataIndex: 'number', width: 70, className: 'figures' },
    { title: say('tvStaff.channel'), dataIndex: 'name', width: 200 },
    { title: say('tvStaff.group'), dataIndex: 'group', width: 120 },
    { title: 'URL', dataIndex: 'url', ellipsis: true },
    {
      title: say('tvStaff.guideTo'),
      key: 'guide',
      width: 150,
      render: (_, { guideTo }) =>
        guideTo ? `${dayOf(guideTo)} ${clockTime(guideTo)}` : <span className="quiet">{say('tvStaff.guideNone')}</span>,
    },
    {
      title: say('tvStaff.shown'),
      key: 'shown',
      width: 100,
      render: (_, { id, name, hidden }) => (
        <Switch
          size="small"
          checked={!hidden}
          loading={arrange.busy}
          aria-label={`${name} ${say('tvStaff.shown')}`}
          onChange={(on) => save(channels.map((one) => (one.id === id ? { ...one, hidden: !on } : one)))}
        />
      ),
    },
    {
      key: 'move',
      width: 90,
      render: (_, { name }, index) => (
        <>
          <Button
            type="text"
            size="small"
            icon={<ArrowUpOutlined />}
            disabled={index === 0 || arrange.busy}
            aria-label={say('tvStaff.up', { name })}
            onClick={() => save(moved(channels, index, -1))}
          />
          <Button
            type="text"
            size="small"
            icon={<ArrowDownOutlined />}
            disabled={index === channels.length - 1 || arrange.busy}
            aria-label={say('tvStaff.down', { name })}
            onClick={() => save(moved(channels, index, 1))}
          />
        </>
      ),
    },
  ];
  return (
    <>
      <p>{say('tvStaff.covered', { n: channels.length, with: withGuide })}</p>
      <Table<KeptChannel>
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={channels}
        pagination={false}
        locale={{ emptyText: <Nothing words={say('tvStaff.none')} /> }}
      />
    </>
  );
}
