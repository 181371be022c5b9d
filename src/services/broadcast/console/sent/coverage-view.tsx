import { CloseOutlined } from '@ant-design/icons';
import { Button, Progress, Table, type TableColumnsType } from 'antd';
import { useEffect, useRef } from 'react';
import { Asking } from '../../../../console/parts/asking.tsx';
import { go } from '../../../../console/route.ts';
import { say } from '../../../../console/say.ts';
import { useAsk } from '../../../../console/use-ask.ts';
import { usePush } from '../../../../console/use-link.ts';
import type { Coverage, CoverageDetail, Message } from '../../protocol.ts';
import { percent } from '../parts/standing.ts';
import { UnconfirmedTable } from './unconfirmed-table.tsx';

type Building = CoverageDetail['buildings'][number];

/** ms between two looks at who is on line. */
const AGAIN_MS = 15_000;
/** Receipts come in by the hundred; the sums are told at once, buildings and homes are asked for at most so often, ms. */
const SOON_MS = 1_500;
const STEPS = ['received', 'shown', 'confirmed'] as const;

/** How far a broadcast has come: in all, by building, and the households that have not said that they know. */
export function CoverageView({ message }: { message: Message }) {
  const asked = useAsk('broadcast:coverage', { id: message.id }, ['desk:item']);
  const { reload } = asked;
  const later = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(later.current), []);
  usePush('broadcast:coverage', ({ id }) => {
    if (id !== message.id || later.current) return;
    later.current = setTimeout(() => {
      later.current = undefined;
      reload();
    }, SOON_MS);
  });
  useEffect(() => {
    const timer = setInterval(reload, AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <div className="coverage">
      <div className="row apart">
        <h2>{say('broadcastStaff.coverage.of', { headline: message.draft.headline })}</h2>
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={say('console.do.closePanel')}
          onClick={() => go('/broadcast/sent')}
        />
      </div>
      <Asking of={asked}>
        {(detail) => (
          <>
            <Totals detail={detail} coverage={message.coverage} />
            <h2>{say('broadcastStaff.coverage.buildings')}</h2>
            <Table<Building>
              size="small"
              rowKey="buildingId"
              columns={columns}
              dataSource={detail.buildings}
              pagination={false}
            />
            <UnconfirmedTable message={message} detail={detail} onDone={(next) => asked.patch(() => next)} />
          </>
        )}
      </Asking>
    </div>
  );
}

function Totals({ detail, coverage }: { detail: CoverageDetail; coverage: Coverage }) {
  const offline = coverage.boxes - detail.buildings.reduce((sum, one) => sum + one.online, 0);
  return (
    <dl className="totals" aria-live="polite">
      <Total name={say('broadcastStaff.coverage.sent')} value={coverage.boxes} />
      {STEPS.map((step) => (
        <Total
          key={step}
          name={say(`broadcastStaff.coverage.${step}`)}
          value={coverage[step]}
          share={percent(coverage[step], coverage.boxes)}
        />
      ))}
      <Total name={say('broadcastStaff.coverage.offline')} value={offline} fault={offline > 0} />
    </dl>
  );
}

function Total(props: { name: string; value: number; share?: number; fault?: boolean }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd className={props.fault ? 'figures fault' : 'figures'}>
        {props.value}
        {props.share !== undefined && <small> {props.share}%</small>}
      </dd>
    </div>
  );
}

const columns: TableColumnsType<Building> = [
  { title: say('broadcastStaff.coverage.building'), dataIndex: 'name', width: 110 },
  {
    title: say('broadcastStaff.coverage.boxes'),
    key: 'boxes',
    width: 110,
    render: (_, one) => (
      <span className="figures">
        {one.boxes}
        {one.online < one.boxes && (
          <span className="fault small">
            {' '}
            {say('broadcastStaff.coverage.offlineHere', { n: one.boxes - one.online })}
          </span>
        )}
      </span>
    ),
  },
  ...STEPS.map((step) => ({
    title: say(`broadcastStaff.coverage.${step}`),
    key: step,
    render: (_: unknown, one: Building) => (
      <span className="bar-cell">
        <Progress percent={percent(one[step], one.boxes)} size="small" showInfo={false} />
        <span className="figures small">{one[step]}</span>
      </span>
    ),
  })),
];
