import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { HOUSEHOLD_KINDS, type HouseholdKind, type HouseholdView } from '../../protocol/contracts/people.ts';
import type { AskInput } from '../../protocol/services.ts';
import { FormDialog, required } from '../parts/form-dialog.tsx';
import { say } from '../say.ts';
import { useDeed } from '../use-deed.ts';

type Saved = AskInput<'people:saveHousehold'>;
/** A public place has no contacts to fill in. */
type Fields = Omit<Saved, 'id' | 'contacts'> & Partial<Pick<Saved, 'contacts'>>;

const MAX_CONTACTS = 6;

/** Makes or changes a household or a public place: where it is, how one gets in, whom to call. */
export function HouseholdForm(props: {
  household: HouseholdView | undefined;
  buildings: readonly { id: string; name: string }[];
  onSaved(household: HouseholdView): void;
  onBack(): void;
}) {
  const { household } = props;
  const save = useDeed('people:saveHousehold');
  const [kind, setKind] = useState<HouseholdKind>(household?.kind ?? 'home');
  return (
    <FormDialog<Fields>
      width={620}
      title={household?.label ?? say('console.people.newHousehold')}
      busy={save.busy}
      initial={household ?? { kind, access: '', boxOffAtNight: false, contacts: [] }}
      onFinish={({ contacts = [], ...fields }) =>
        void save.run({ id: household?.id, contacts, ...fields }).then((saved) => saved && props.onSaved(saved))
      }
      onBack={props.onBack}
    >
      {!household && (
        <Form.Item name="kind">
          <Radio.Group
            options={HOUSEHOLD_KINDS.map((value) => ({ value, label: say(`console.people.kind.${value}`) }))}
            onChange={(event) => setKind(HOUSEHOLD_KINDS.find((one) => one === event.target.value) ?? 'home')}
          />
        </Form.Item>
      )}
      <div className="form-pair">
        <Form.Item name="buildingId" label={say('console.people.building')} rules={required()}>
          <Select options={props.buildings.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        <Form.Item
          name="door"
          label={say(kind === 'home' ? 'console.people.door' : 'console.people.spot')}
          rules={required()}
        >
          <Input maxLength={30} placeholder={kind === 'public' ? say('console.people.spotHint') : undefined} />
        </Form.Item>
      </div>
      <Form.Item name="access" label={say('console.people.access')} extra={say('console.people.accessHint')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="boxOffAtNight" valuePropName="checked" extra={say('console.people.boxOffAtNightHint')}>
        <Checkbox>{say(kind === 'home' ? 'console.people.boxOffAtNight' : 'console.people.screenOffAtNight')}</Checkbox>
      </Form.Item>
      {kind === 'home' && <Contacts />}
    </FormDialog>
  );
}

/** Whom to call, at most six. */
function Contacts() {
  return (
    <Form.List name="contacts">
      {(fields, { add, remove }) => (
        <>
          {fields.map((field) => (
            <ContactFields key={field.key} index={field.name} onRemove={() => remove(field.name)} />
          ))}
          {fields.length < MAX_CONTACTS && (
            <Button icon={<PlusOutlined />} onClick={() => add({ name: '', relation: '', phone: '' })}>
              {say('console.people.addContact')}
            </Button>
          )}
        </>
      )}
    </Form.List>
  );
}

function ContactFields({ index, onRemove }: { index: number; onRemove(): void }) {
  const phone = [{ pattern: /^[\d\- ]{3,20}$/, message: say('console.form.phone') }];
  return (
    <div className="contact-fields">
      <Form.Item name={[index, 'name']} label={say('console.people.contactName')} rules={required()}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name={[index, 'relation']} label={say('console.people.relation')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name={[index, 'phone']} label={say('console.people.phone')} rules={[...required(), ...phone]}>
        <Input maxLength={20} />
      </Form.Item>
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={say('console.people.removeContact')}
        onClick={onRemove}
      />
    </div>
  );
}
