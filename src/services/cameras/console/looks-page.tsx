import { DatePicker, Select, Space, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { Stamp } from '../../../console/parts/moment.tsx';
import { Page } from '../../../console/parts/page.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import type { AskInput } from '../../../protocol/services.ts';
import type { LookView } from '../protocol.ts';
import './cameras.css';

const KINDS = ['box', 'relative', 'staff'] as const;

/** Who looked at which camera, from when to when; staff too. */
export default function LooksPage() {
  const [filter, setFilter] = useState<AskInput<'cameras:looks'>>({});
  const asked = useAsk('cameras:looks', filter);
  const cameras = useAsk('cameras:list', {});
  return (
    <Page
      title={say('camerasStaff.page.looks')}
      extra={
        <Space>
          <Select
            allowClear
            placeholder={say('camerasStaff.allCameras')}
            className="cameras-filter"
            options={(cameras.value?.cameras ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(cameraId?: string) => setFilter((before) => ({ ...before, cameraId }))}
          />
          <Select
            allowClear
            placeholder={say('camerasStaff.everybody')}
            className="cameras-filter"
            options={KINDS.map((value) => ({ value, label: say(`camerasStaff.kind.${value}`) }))}
            onChange={(kind?: LookView['kind']) => setFilter((before) => ({ ...before, kind }))}
          />
          <DatePicker
            placeholder={say('camerasStaff.day')}
            onChange={(day) => setFilter((before) => ({ ...before, day: day?.format('YYYY-MM-DD') }))}
          />
        </Space>
      }
    >
      <Asking of={asked}>
        {({ looks, keptDays }) => (
          <>
            <p className="quiet">{say('camerasStaff.keptDays', { n: keptDays })}</p>
            <Table<LookView>
              size="small"
              rowKey="id"
              columns={COLUMNS}
              dataSource={looks}
              pagination={{ pageSize: 50, hideOnSinglePage: true }}
              locale={{ emptyText: <Nothing words={say('camerasStaff.looksNone')} /> }}
            />
          </>
        )}
      </Asking>
    </Page>
  );
}

const COLUMNS: TableColumnsType<LookView> = [
  {
    title: say('camerasStaff.camera'),
    key: 'camera',
    render: (_, { camera }) => camera || say('camerasStaff.removed'),
  },
  {
    title: say('camerasStaff.who'),
    key: 'who',
    render: (_, { who, kind }) => (
      <>
        {who} <Tag>{say(`camerasStaff.kind.${kind}`)}</Tag>
      </>
    ),
  },
  { title: say('camerasStaff.how'), key: 'how', render: (_, { how }) => say(`camerasStaff.how.${how}`) },
  { title: say('camerasStaff.from'), key: 'from', render: (_, { from }) => <Stamp at={from} /> },
  {
    title: say('camerasStaff.until'),
    key: 'until',
    render: (_, { until }) =>
      until ? <Stamp at={until} /> : <Tag color="processing">{say('camerasStaff.still')}</Tag>,
  },
  {
    title: say('camerasStaff.ended'),
    key: 'ended',
    render: (_, { ended }) => ended && say(`camerasStaff.ended.${ended}`),
  },
];
