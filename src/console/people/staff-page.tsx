import { PlusOutlined } from '@ant-design/icons';
import { Button, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import { Asking } from '../parts/asking.tsx';
import { stamp } from '../parts/moment.tsx';
import { Page } from '../parts/page.tsx';
import { say } from '../say.ts';
import { useAsk } from '../use-ask.ts';
import type { Account } from './account.ts';
import { StaffForm } from './staff-form.tsx';

/** Who may sign in, and what they may do. */
export default function StaffPage() {
  const asked = useAsk('people:staff', {});
  const merchants = useAsk('merchants:list', {});
  const merchantName = (id: string | null) => merchants.value?.merchants.find((one) => one.id === id)?.name;
  const [edited, setEdited] = useState<Account | 'new'>();
  const columns: TableColumnsType<Account> = [
    { title: say('console.people.name'), dataIndex: 'name', width: 140 },
    { title: say('console.login.login'), dataIndex: 'login', width: 140 },
    {
      title: say('console.staff.roles'),
      key: 'roles',
      render: (_, account) => (
        <>
          {account.merchantId && <strong>{merchantName(account.merchantId)} </strong>}
          {account.roles.map((role) => (
            <Tag key={role}>{say(`console.role.${role}`)}</Tag>
          ))}
        </>
      ),
    },
    {
      title: say('console.staff.state'),
      key: 'state',
      width: 190,
      render: (_, account) =>
        account.disabledAt ? (
          <span className="quiet">{say('console.staff.disabledAt', { at: stamp(account.disabledAt) })}</span>
        ) : (
          say('console.staff.active')
        ),
    },
    {
      key: 'edit',
      width: 80,
      render: (_, account) => (
        <Button size="small" onClick={() => setEdited(account)}>
          {say('console.do.edit')}
        </Button>
      ),
    },
  ];
  return (
    <Page
      title={say('console.page.staff')}
      extra={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
          {say('console.staff.new')}
        </Button>
      }
    >
      <Asking of={asked}>
        {({ staff }) => (
          <Table<Account> size="small" rowKey="id" columns={columns} dataSource={staff} pagination={false} />
        )}
      </Asking>
      {edited && (
        <StaffForm
          account={edited === 'new' ? undefined : edited}
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
