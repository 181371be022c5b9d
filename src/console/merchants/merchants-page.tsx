import { PlusOutlined } from '@ant-design/icons';
import { Button, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import type { AskReply } from '../../protocol/services.ts';
import { Asking, Nothing } from '../parts/asking.tsx';
import { Page } from '../parts/page.tsx';
import { say, sayService } from '../say.ts';
import { useMe } from '../shell/me.ts';
import { useAsk } from '../use-ask.ts';
import { isHere } from './draft.ts';
import { MerchantForm } from './merchant-form.tsx';

type Row = AskReply<'merchants:list'>['merchants'][number];

/** The community's tenants: canteens, shops, markets, couriers. */
export default function MerchantsPage() {
  const asked = useAsk('merchants:list', {}, ['merchants:changed']);
  const mayEdit = useMe().staff.roles.includes('admin');
  const [edited, setEdited] = useState<Row | 'new'>();
  const columns: TableColumnsType<Row> = [
    { title: say('merchants.name'), dataIndex: 'name', width: 150 },
    { title: say('merchants.kind'), key: 'kind', width: 90, render: (_, { kind }) => say(`console.role.${kind}`) },
    { title: say('merchants.place'), dataIndex: 'place', width: 130 },
    { title: say('merchants.phone'), dataIndex: 'phone', width: 130 },
    {
      title: say('merchants.hours'),
      key: 'hours',
      width: 110,
      render: (_, { hours }) => <span className="figures">{`${hours.from}–${hours.to}`}</span>,
    },
    {
      title: say('merchants.services'),
      key: 'services',
      render: (_, { services }) => services.filter(isHere).map((id) => <Tag key={id}>{sayService(id)}</Tag>),
    },
    {
      title: say('merchants.people'),
      key: 'people',
      width: 70,
      render: (_, { people }) => say('merchants.peopleCount', { n: people }),
    },
    {
      title: say('merchants.state'),
      key: 'state',
      width: 70,
      render: (_, { open }) =>
        open ? say('merchants.open') : <span className="fault">{say('merchants.closed')}</span>,
    },
  ];
  const edit = {
    key: 'edit',
    width: 80,
    render: (_: unknown, row: Row) => (
      <Button size="small" onClick={() => setEdited(row)}>
        {say('console.do.edit')}
      </Button>
    ),
  };
  return (
    <Page
      title={say('console.page.merchants')}
      extra={
        mayEdit && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
            {say('merchants.new')}
          </Button>
        )
      }
    >
      <p className="quiet">{say('merchants.peopleHint')}</p>
      <Asking of={asked}>
        {({ merchants }) =>
          merchants.length === 0 ? (
            <Nothing words={say('merchants.none')} />
          ) : (
            <Table<Row>
              size="small"
              rowKey="id"
              columns={mayEdit ? [...columns, edit] : columns}
              dataSource={merchants}
              pagination={false}
            />
          )
        }
      </Asking>
      {edited && (
        <MerchantForm
          merchant={edited === 'new' ? undefined : edited}
          onBack={() => setEdited(undefined)}
          onSaved={() => {
            setEdited(undefined);
            asked.reload();
          }}
        />
      )}
    </Page>
  );
}
