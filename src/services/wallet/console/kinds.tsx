import { App, Button, Checkbox, Form, Input, Popconfirm, Select, Table } from 'antd';
import { useState } from 'react';
import { Asking } from '../../../console/parts/asking.tsx';
import { FormDialog, required } from '../../../console/parts/form-dialog.tsx';
import { YuanInput } from '../../../console/parts/yuan-input.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { CATEGORIES } from '../../../protocol/contracts/payments.ts';
import { yuan } from '../../../protocol/money.ts';
import type { AskInput } from '../../../protocol/services.ts';
import type { SubsidyKind } from '../protocol.ts';

const GROUPS = ['none', 'all', 'alone', 'over80'] as const;
const BLANK = { name: '', categories: [], monthlyFen: 0, group: 'none', expires: false, closed: false };

/** The subsidies that the community gives, and this month's turn for whoever missed it. */
export function Kinds() {
  const { message } = App.useApp();
  const asked = useAsk('wallet:kinds', {});
  const month = useDeed('wallet:grantMonth');
  const [open, setOpen] = useState<SubsidyKind | 'new'>();
  const give = async () => {
    const done = await month.run({});
    if (done) void message.success(say('walletStaff.kinds.given', { n: done.given }));
  };
  return (
    <section className="wallet-block">
      <div className="row apart">
        <h2>{say('walletStaff.kinds.title')}</h2>
        <span className="row">
          <Popconfirm
            title={say('walletStaff.kinds.monthAsk')}
            okText={say('walletStaff.kinds.monthNow')}
            cancelText={say('console.do.back')}
            onConfirm={() => void give()}
          >
            <Button loading={month.busy}>{say('walletStaff.kinds.monthNow')}</Button>
          </Popconfirm>
          <Button type="primary" onClick={() => setOpen('new')}>
            {say('walletStaff.kinds.new')}
          </Button>
        </span>
      </div>
      <Asking of={asked}>
        {({ kinds }) => (
          <Table<SubsidyKind>
            size="small"
            rowKey="id"
            dataSource={kinds}
            pagination={false}
            locale={{ emptyText: say('walletStaff.kinds.none') }}
            columns={[
              { key: 'name', title: say('walletStaff.kinds.name'), dataIndex: 'name' },
              {
                key: 'categories',
                title: say('walletStaff.kinds.categories'),
                render: (_, kind) => kind.categories.map((one) => say(`payments.category.${one}`)).join('、'),
              },
              {
                key: 'group',
                title: say('walletStaff.kinds.group'),
                render: (_, kind) => say(`walletStaff.kinds.group.${kind.group ?? 'none'}`),
              },
              {
                key: 'monthly',
                title: say('walletStaff.kinds.monthly'),
                align: 'right',
                render: (_, kind) => <span className="figures">{yuan(kind.monthlyFen)}</span>,
              },
              {
                key: 'marks',
                render: (_, { expires, closed }) =>
                  [expires && say('walletStaff.kinds.expires'), closed && say('walletStaff.kinds.closed')]
                    .filter(Boolean)
                    .join('，'),
              },
              {
                key: 'deed',
                align: 'right',
                render: (_, kind) => (
                  <Button size="small" onClick={() => setOpen(kind)}>
                    {say('console.do.edit')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Asking>
      {open && (
        <KindForm
          kind={open === 'new' ? undefined : open}
          onBack={() => {
            setOpen(undefined);
            asked.reload();
          }}
        />
      )}
    </section>
  );
}

type Fields = Omit<AskInput<'wallet:saveKind'>, 'id' | 'group'> & { group: (typeof GROUPS)[number] };

function KindForm({ kind, onBack }: { kind: SubsidyKind | undefined; onBack(): void }) {
  const save = useDeed('wallet:saveKind');
  const send = async ({ group, ...fields }: Fields) => {
    const saved = await save.run({ id: kind?.id, ...fields, group: group === 'none' ? null : group });
    if (saved) onBack();
  };
  return (
    <FormDialog<Fields>
      title={kind?.name ?? say('walletStaff.kinds.new')}
      busy={save.busy}
      initial={kind ? { ...kind, group: kind.group ?? 'none' } : BLANK}
      onFinish={(fields) => void send(fields)}
      onBack={onBack}
    >
      <Form.Item name="name" label={say('walletStaff.kinds.name')} rules={required()}>
        <Input maxLength={12} showCount />
      </Form.Item>
      <Form.Item name="categories" label={say('walletStaff.kinds.categories')} rules={required()}>
        <Select
          mode="multiple"
          options={CATEGORIES.map((value) => ({ value, label: say(`payments.category.${value}`) }))}
        />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="monthlyFen" label={say('walletStaff.kinds.monthly')} rules={required()}>
          <YuanInput maxFen={100_000} />
        </Form.Item>
        <Form.Item name="group" label={say('walletStaff.kinds.group')}>
          <Select options={GROUPS.map((value) => ({ value, label: say(`walletStaff.kinds.group.${value}`) }))} />
        </Form.Item>
      </div>
      <Form.Item name="expires" valuePropName="checked">
        <Checkbox>{say('walletStaff.kinds.expires')}</Checkbox>
      </Form.Item>
      <Form.Item name="closed" valuePropName="checked">
        <Checkbox>{say('walletStaff.kinds.closed')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
