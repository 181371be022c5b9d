import { Button, Segmented, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { calls, useCalls } from '../../../console/call/calls.ts';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { Stamp } from '../../../console/parts/moment.tsx';
import { Page } from '../../../console/parts/page.tsx';
import { countUp } from '../../../console/queue/clocks.ts';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import type { DeskCall } from '../protocol.ts';

const VIEWS = ['all', 'open'] as const;
type View = (typeof VIEWS)[number];

/** The desk's calls: who, of which household, when, how long and with whom; first those that nobody has called back. */
export default function DeskPage() {
  const asked = useAsk('call:ofDesk', {}, ['calls:changed']);
  const [view, setView] = useState<View>('all');
  const open = asked.value?.calls.filter(({ toCallBack }) => toCallBack).length ?? 0;
  const options = VIEWS.map((value) => ({
    value,
    label: `${say(`callStaff.desk.view.${value}`)}${value === 'open' && open > 0 ? ` ${open}` : ''}`,
  }));
  return (
    <Page
      title={say('callStaff.desk.title')}
      extra={<Segmented<View> value={view} options={options} onChange={setView} />}
    >
      <p className="quiet">{say('callStaff.desk.hint')}</p>
      <Asking of={asked}>
        {({ calls: all }) => (
          <Table<DeskCall>
            size="small"
            rowKey="id"
            columns={COLUMNS}
            dataSource={view === 'open' ? all.filter(({ toCallBack }) => toCallBack) : all}
            pagination={{ pageSize: 25, hideOnSinglePage: true }}
            locale={{
              emptyText: <Nothing words={say(view === 'open' ? 'callStaff.desk.noneOpen' : 'callStaff.desk.none')} />,
            }}
          />
        )}
      </Asking>
    </Page>
  );
}

const COLUMNS: TableColumnsType<DeskCall> = [
  { title: say('callStaff.desk.at'), key: 'at', width: 120, render: (_, { at }) => <Stamp at={at} /> },
  {
    title: say('callStaff.desk.who'),
    key: 'who',
    render: (_, { with: other, ours }) => (
      <>
        <Tag>{say(ours ? 'callStaff.desk.out' : 'callStaff.desk.in')}</Tag> <strong>{other.name}</strong>
      </>
    ),
  },
  {
    title: say('callStaff.desk.home'),
    key: 'home',
    render: (_, { household }) => household && <a href={`#/people/households/${household.id}`}>{household.label}</a>,
  },
  {
    title: say('callStaff.desk.how'),
    key: 'how',
    render: (_, { talkedMs, outcome, toCallBack }) => (
      <>
        {talkedMs === null ? (
          say(`callStaff.desk.ended.${outcome}`)
        ) : (
          <span className="figures">{countUp(talkedMs)}</span>
        )}{' '}
        {toCallBack && <Tag color="orange">{say('callStaff.desk.open')}</Tag>}
      </>
    ),
  },
  { title: say('callStaff.desk.by'), key: 'by', render: (_, { by }) => by },
  { key: 'back', align: 'right', render: (_, one) => <CallBack one={one} /> },
];

/** Not while another call is in hand; nobody calls a colleague from here. */
function CallBack({ one: { with: other, household, toCallBack } }: { one: DeskCall }) {
  const { current } = useCalls();
  if (!household) return null;
  return (
    <Button
      size="small"
      type={toCallBack ? 'primary' : 'default'}
      disabled={current !== undefined}
      onClick={() => calls.dial(other.party, { face: other })}
    >
      {say('callStaff.desk.callBack')}
    </Button>
  );
}
