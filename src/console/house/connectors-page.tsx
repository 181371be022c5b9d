import { Table, type TableColumnsType } from 'antd';
import type { ConnectorHealth } from '../../protocol/contracts/desk.ts';
import { Asking, Nothing } from '../parts/asking.tsx';
import { Ago } from '../parts/moment.tsx';
import { Page } from '../parts/page.tsx';
import { say, sayWire } from '../say.ts';
import { useAsk } from '../use-ask.ts';
import './house.css';

const columns: TableColumnsType<ConnectorHealth> = [
  {
    title: say('console.connectors.name'),
    key: 'name',
    width: 180,
    render: (_, one) => sayWire(`console.connector.${one.name}`) ?? one.name,
  },
  {
    title: say('console.connectors.state'),
    key: 'state',
    width: 120,
    render: (_, one) => (
      <span className={`health health-${one.state}`}>{say(`console.connectors.state.${one.state}`)}</span>
    ),
  },
  {
    title: say('console.connectors.kind'),
    key: 'kind',
    width: 140,
    render: (_, one) => say(`console.connectors.kind.${one.kind}`),
  },
  { title: say('console.connectors.detail'), dataIndex: 'detail' },
  {
    title: say('console.connectors.at'),
    key: 'at',
    width: 140,
    render: (_, one) => (one.at ? <Ago at={one.at} /> : say('console.connectors.never')),
  },
];

/** How the outside worlds are. */
export default function ConnectorsPage() {
  const asked = useAsk('desk:connectors', {});
  return (
    <Page title={say('console.page.connectors')}>
      <Asking of={asked}>
        {({ connectors }) =>
          connectors.length === 0 ? (
            <Nothing words={say('console.connectors.none')} />
          ) : (
            <Table<ConnectorHealth>
              size="small"
              rowKey="name"
              columns={columns}
              dataSource={connectors}
              pagination={false}
            />
          )
        }
      </Asking>
    </Page>
  );
}
