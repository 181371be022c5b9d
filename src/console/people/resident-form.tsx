import { Checkbox, Form, Input, InputNumber } from 'antd';
import { ALLERGENS, DIET_MARKS, type HouseholdView, type Resident } from '../../protocol/contracts/people.ts';
import type { AskInput } from '../../protocol/services.ts';
import { FormDialog, required } from '../parts/form-dialog.tsx';
import { say } from '../say.ts';
import { useDeed } from '../use-deed.ts';

type Fields = Omit<AskInput<'people:saveResident'>, 'id' | 'householdId'>;

/** Makes or changes a resident. */
export function ResidentForm(props: {
  householdId: string;
  resident: Resident | undefined;
  onSaved(household: HouseholdView): void;
  onBack(): void;
}) {
  const { householdId, resident } = props;
  const save = useDeed('people:saveResident');
  return (
    <FormDialog<Fields>
      title={resident?.name ?? say('console.people.addResident')}
      busy={save.busy}
      initial={resident ?? { diet: { needs: [], avoids: [] } }}
      onFinish={(fields) =>
        void save.run({ id: resident?.id, householdId, ...fields }).then((saved) => saved && props.onSaved(saved))
      }
      onBack={props.onBack}
    >
      <div className="form-pair">
        <Form.Item name="name" label={say('console.people.name')} rules={required()}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="salutation" label={say('console.people.salutation')} rules={required()}>
          <Input maxLength={30} placeholder={say('console.people.salutationHint')} />
        </Form.Item>
      </div>
      <Form.Item name="birthYear" label={say('console.people.birthYear')} rules={required()}>
        <InputNumber min={1900} max={2030} precision={0} controls={false} />
      </Form.Item>
      <Form.Item name={['diet', 'needs']} label={say('console.people.needs')}>
        <Checkbox.Group options={DIET_MARKS.map((value) => ({ value, label: say(`meals.mark.${value}`) }))} />
      </Form.Item>
      <Form.Item name={['diet', 'avoids']} label={say('console.people.avoidsLabel')}>
        <Checkbox.Group options={ALLERGENS.map((value) => ({ value, label: say(`meals.allergen.${value}`) }))} />
      </Form.Item>
    </FormDialog>
  );
}
