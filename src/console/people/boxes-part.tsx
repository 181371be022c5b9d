import { Button, Form, Input, Modal, Popconfirm } from 'antd';
import { useState } from 'react';
import type { BoxView, HouseholdView } from '../../protocol/contracts/people.ts';
import { Stamp, stamp } from '../parts/moment.tsx';
import { say } from '../say.ts';
import { useDeed } from '../use-deed.ts';
import { BoxSign } from '../watch/box-sign.tsx';
import type { HouseholdPartProps } from './household-part.ts';

/** The household's boxes: on line or last seen, taken in by the code on their screen, revoked at once. */
export function BoxesPart({ household, keeps, onChange }: HouseholdPartProps) {
  const [claiming, setClaiming] = useState(false);
  return (
    <section>
      <div className="row apart">
        <h2>{say('console.people.boxes')}</h2>
        {keeps && (
          <Button size="small" onClick={() => setClaiming(true)}>
            {say('console.people.claim')}
          </Button>
        )}
      </div>
      {household.boxes.map((box) => (
        <BoxRow key={box.id} box={box} keeps={keeps} onChange={onChange} />
      ))}
      {household.boxes.length === 0 && <p className="quiet">{say('console.people.noBox')}</p>}
      {claiming && (
        <ClaimForm
          household={household}
          onBack={() => setClaiming(false)}
          onSaved={(saved) => {
            setClaiming(false);
            onChange(saved);
          }}
        />
      )}
    </section>
  );
}

function BoxRow(props: { box: BoxView; keeps: boolean; onChange(household: HouseholdView): void }) {
  const { box } = props;
  const revoke = useDeed('people:revokeBox');
  return (
    <div className="row apart box-row">
      <span>
        <strong>{box.name}</strong>{' '}
        {box.revokedAt ? (
          <span className="quiet">
            {say('console.people.revoked')} <Stamp at={box.revokedAt} />
          </span>
        ) : (
          <>
            <BoxSign box={box} />
            {box.goneSince && (
              <span className="quiet small">{say('console.people.goneSince', { at: stamp(box.goneSince) })}</span>
            )}
          </>
        )}
      </span>
      {props.keeps && !box.revokedAt && (
        <Popconfirm
          title={say('console.people.revokeAsk', { name: box.name })}
          description={say('console.people.revokeHint')}
          okText={say('console.people.revoke')}
          cancelText={say('console.do.back')}
          okButtonProps={{ danger: true }}
          onConfirm={() => void revoke.run({ boxId: box.id }).then((saved) => saved && props.onChange(saved))}
        >
          <Button size="small" danger loading={revoke.busy}>
            {say('console.people.revoke')}
          </Button>
        </Popconfirm>
      )}
    </div>
  );
}

function ClaimForm(props: { household: HouseholdView; onBack(): void; onSaved(household: HouseholdView): void }) {
  const claim = useDeed('people:claimBox');
  const [form] = Form.useForm<{ code: string; name: string }>();
  const { household } = props;
  return (
    <Modal
      open
      title={say('console.people.claimTitle', { place: household.label })}
      okText={say('console.people.claimDo')}
      cancelText={say('console.do.back')}
      okButtonProps={{ loading: claim.busy }}
      onOk={() => form.submit()}
      onCancel={props.onBack}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: say('console.people.boxName') }}
        onFinish={(fields) =>
          void claim.run({ ...fields, householdId: household.id }).then((saved) => saved && props.onSaved(saved))
        }
      >
        <Form.Item
          name="code"
          label={say('console.people.code')}
          rules={[{ required: true, pattern: /^\d{6}$/, message: say('console.form.code') }]}
        >
          <Input.OTP length={6} formatter={(typed) => typed.replace(/\D/g, '')} />
        </Form.Item>
        <Form.Item
          name="name"
          label={say('console.people.boxWhere')}
          rules={[{ required: true, message: say('console.form.required') }]}
        >
          <Input maxLength={30} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
