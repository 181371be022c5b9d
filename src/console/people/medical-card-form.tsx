import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { MedicalCard, Resident } from '../../protocol/contracts/people.ts';
import { say } from '../say.ts';
import { useDeed } from '../use-deed.ts';

const PARTS = ['conditions', 'allergies', 'medicines'] as const;

/** The medical card: opened by a button of its own, since the look is logged, then read and changed. */
export function MedicalCardForm({ resident, onBack }: { resident: Resident; onBack(): void }) {
  const look = useDeed('people:medicalCard');
  const save = useDeed('people:saveMedicalCard');
  const [card, setCard] = useState<MedicalCard>();
  const [form] = Form.useForm<MedicalCard>();
  return (
    <Modal
      open
      title={say('console.people.medicalOf', { name: resident.name })}
      okText={say('console.do.save')}
      cancelText={say('console.do.back')}
      okButtonProps={{ disabled: !card, loading: save.busy }}
      onOk={() => form.submit()}
      onCancel={onBack}
    >
      {card ? (
        <Form<MedicalCard>
          form={form}
          layout="vertical"
          initialValues={card}
          onFinish={(fields) =>
            void save.run({ residentId: resident.id, ...fields }).then((saved) => saved && onBack())
          }
        >
          {PARTS.map((part) => (
            <Form.Item key={part} name={part} label={say(`sosStaff.card.${part}`)}>
              <Input.TextArea rows={2} maxLength={400} showCount />
            </Form.Item>
          ))}
        </Form>
      ) : (
        <>
          <Alert type="info" showIcon title={say('sosStaff.card.logged')} />
          <Button
            className="medical-open"
            type="primary"
            loading={look.busy}
            onClick={() => void look.run({ residentId: resident.id }).then(setCard)}
          >
            {say('console.people.medicalOpen')}
          </Button>
        </>
      )}
    </Modal>
  );
}
