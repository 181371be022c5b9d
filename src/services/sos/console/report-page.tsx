import { DownloadOutlined } from '@ant-design/icons';
import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { Page } from '../../../console/parts/page.tsx';
import { say, sayState } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { dayOf } from '../../../protocol/time.ts';
import { ALARMS_CSV, type SosReport } from '../protocol.ts';
import { percent } from './figures.ts';
import { type Period, periodAround } from './period.ts';
import { PeriodPicker } from './period-picker.tsx';
import { sayTime, TimesPanel } from './times-panel.tsx';
import './report.css';

/** How fast calls for help were answered in a period, against the goals of telecare; drills are left out. */
export default function ReportPage() {
  const [period, setPeriod] = useState<Period>(() => periodAround(dayOf(Date.now()), 'month'));
  const asked = useAsk('sos:report', { ...period });
  return (
    <Page
      title={say('sosStaff.report')}
      extra={
        <>
          <PeriodPicker onChange={setPeriod} />
          <Button icon={<DownloadOutlined />} href={`${ALARMS_CSV}?from=${period.from}&to=${period.to}`} download>
            {say('sosStaff.report.csv')}
          </Button>
        </>
      }
    >
      <p className="quiet sos-report-period">{say('sosStaff.report.period', { ...period })}</p>
      <Asking of={asked}>
        {(report) =>
          report.alarms === 0 ? <Nothing words={say('sosStaff.report.none')} /> : <Report report={report} />
        }
      </Asking>
    </Page>
  );
}

function Report({ report }: { report: SosReport }) {
  const counts = [
    [say('sosStaff.report.alarms'), report.alarms],
    [say('sosStaff.report.cancelled'), report.cancelled],
    [say('sosStaff.report.reopened'), report.reopened],
  ] as const;
  return (
    <div className="sos-report">
      <dl className="panel sos-counts sos-report-wide">
        {counts.map(([name, n]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figures">{n}</dd>
          </div>
        ))}
      </dl>
      <TimesPanel
        title={say('sosStaff.report.owner')}
        hint={say('sosStaff.report.ownerHint')}
        times={report.owner}
        goals
      />
      <TimesPanel
        title={say('sosStaff.report.talk')}
        hint={say('sosStaff.report.talkHint')}
        times={report.talk}
        goals={false}
      />
      <CountTable
        title={say('sosStaff.report.codes')}
        total={report.alarms}
        rows={[
          ...report.byCode.map(({ code, alarms }) => ({ name: say(`sosStaff.code.${code}`), alarms })),
          ...report.byState
            .filter(({ state }) => state !== 'closed')
            .map(({ state, alarms }) => ({
              name: say('sosStaff.report.open', { state: sayState('sos', state) }),
              alarms,
            })),
        ]}
      />
      <CountTable
        title={say('sosStaff.report.escalated')}
        total={report.alarms}
        rows={report.escalated.map(({ who, alarms }) => ({ name: say(`sosStaff.who.${who}`), alarms }))}
      />
      <Buildings report={report} />
    </div>
  );
}

interface CountRow {
  readonly name: string;
  readonly alarms: number;
}

function CountTable({ title, rows, total }: { title: string; rows: readonly CountRow[]; total: number }) {
  const columns: TableColumnsType<CountRow> = [
    { title: say('sosStaff.report.what'), dataIndex: 'name' },
    { title: say('sosStaff.report.alarms'), dataIndex: 'alarms', align: 'right', width: 90 },
    {
      title: say('sosStaff.report.share'),
      key: 'share',
      align: 'right',
      width: 90,
      render: (_, { alarms }) => percent(alarms / total),
    },
  ];
  return (
    <section className="panel">
      <h2>{title}</h2>
      <Table<CountRow>
        size="small"
        rowKey="name"
        columns={columns}
        dataSource={rows.filter(({ alarms }) => alarms > 0)}
        pagination={false}
        locale={{ emptyText: say('sosStaff.report.noneOf') }}
      />
    </section>
  );
}

type BuildingRow = SosReport['buildings'][number];

const buildingColumns: TableColumnsType<BuildingRow> = [
  { title: say('sosStaff.report.building'), dataIndex: 'name' },
  { title: say('sosStaff.report.alarms'), dataIndex: 'alarms', align: 'right', width: 90 },
  {
    title: say('sosStaff.report.median'),
    key: 'p50',
    align: 'right',
    width: 140,
    render: (_, { owner }) => sayTime(owner.p50S),
  },
  {
    title: say('sosStaff.report.in', { n: 60 }),
    key: 'within60',
    align: 'right',
    width: 140,
    render: (_, { owner }) =>
      owner.within60 === null
        ? '–'
        : `${percent(owner.within60)}（${Math.round(owner.within60 * owner.of)}/${owner.of}）`,
  },
];

function Buildings({ report }: { report: SosReport }) {
  return (
    <section className="panel sos-report-wide">
      <h2>{say('sosStaff.report.buildings')}</h2>
      <Table<BuildingRow>
        size="small"
        rowKey="id"
        columns={buildingColumns}
        dataSource={report.buildings}
        pagination={false}
      />
    </section>
  );
}
