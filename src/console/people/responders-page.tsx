import { Button, Form, Input, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { Responder } from '../../protocol/contracts/responders.ts';
import type { AskReply } from '../../protocol/services.ts';
import { Asking } from '../parts/asking.tsx';
import { FormDialog, required } from '../parts/form-dialog.tsx';
import { Page } from '../parts/page.tsx';
import { say } from '../say.ts';
import { allowed } from '../service.ts';
import { useMe } from '../shell/me.ts';
import { useAsk } from '../use-ask.ts';
import { useDeed } from '../use-deed.ts';
import './people.css';

type All = AskReply<'responders:all'>;
type Building = All['buildings'][number];
/** Whose number is written: a building's grid worker, or the community's supervisor. */
type Edited = { readonly building: Building } | 'supervisor';

/** Who comes when nobody has taken a call for help: the supervisor of the community, and each building's grid worker. */
export default function RespondersPage() {
  const { staff } = useMe();
  const keeps = allowed(staff.roles, ['clerk', 'admin']);
  const asked = useAsk('responders:all', {});
  const [edited, setEdited] = useState<Edited>();
  const columns: TableColumnsType<Building> = [
    { title: say('console.people.building'), dataIndex: 'name', width: 140 },
    { title: say('console.chain.who.grid'), key: 'name', render: (_, one) => <Person of={one.gridWorker} /> },
  ];
  if (keeps) {
    columns.push({
      key: 'edit',
      width: 80,
      render: (_, building) => (
        <Button size="small" onClick={() => setEdited({ building })}>
          {say('console.do.edit')}
        </Button>
      ),
    });
  }
  return (
    <Page title={say('console.chain.people')}>
      <p className="quiet">{say('console.chain.peopleHint')}</p>
      <Asking of={asked}>
        {(all) => (
          <>
            <section className="panel responders-supervisor">
              <h2>{say('console.chain.who.supervisor')}</h2>
              <div className="row apart">
                <Person of={all.supervisor} />
                {keeps && (
                  <Button size="small" onClick={() => setEdited('supervisor')}>
                    {say('console.do.edit')}
                  </Button>
                )}
              </div>
            </section>
            <Table<Building> size="small" rowKey="id" columns={columns} dataSource={all.buildings} pagination={false} />
            {edited && (
              <ResponderForm
                edited={edited}
                known={edited === 'supervisor' ? all.supervisor : edited.building.gridWorker}
                onBack={() => setEdited(undefined)}
                onSaved={(saved) => {
                  setEdited(undefined);
                  asked.patch(() => saved);
                }}
              />
            )}
          </>
        )}
      </Asking>
    </Page>
  );
}

function Person({ of }: { of: Responder | null }) {
  if (!of) return <span className="fault">{say('console.chain.nobody')}</span>;
  return (
    <span>
      {of.name} <strong className="figures">{of.phone}</strong>
    </span>
  );
}

function ResponderForm(props: { edited: Edited; known: Responder | null; onSaved(all: All): void; onBack(): void }) {
  const { edited, known } = props;
  const saveGridWorker = useDeed('responders:saveGridWorker');
  const saveSupervisor = useDeed('responders:saveSupervisor');
  const finish = async (responder: Responder | null) => {
    const saved =
      edited === 'supervisor'
        ? await saveSupervisor.run({ supervisor: responder })
        : await saveGridWorker.run({ buildingId: edited.building.id, gridWorker: responder });
    if (saved) props.onSaved(saved);
  };
  const busy = saveGridWorker.busy || saveSupervisor.busy;
  return (
    <FormDialog<Responder>
      title={
        edited === 'supervisor'
          ? say('console.chain.who.supervisor')
          : say('console.chain.gridOf', { building: edited.building.name })
      }
      busy={busy}
      initial={known ?? {}}
      onFinish={(fields) => void finish(fields)}
      onBack={props.onBack}
    >
      <Form.Item name="name" label={say('console.people.name')} rules={required()}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item
        name="phone"
        label={say('console.people.phone')}
        rules={[...required(), { pattern: /^[\d\- ]{3,20}$/, message: say('console.form.phone') }]}
      >
        <Input maxLength={20} />
      </Form.Item>
      {known && (
        <Button danger disabled={busy} onClick={() => void finish(null)}>
          {say('console.chain.remove')}
        </Button>
      )}
    </FormDialog>
  );
}
