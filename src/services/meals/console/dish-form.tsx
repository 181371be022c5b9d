import { AutoComplete, Checkbox, Form, Input } from 'antd';
import { FormDialog, required } from '../../../console/parts/form-dialog.tsx';
import { YuanInput } from '../../../console/parts/yuan-input.tsx';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { ALLERGENS, DIET_MARKS } from '../../../protocol/contracts/people.ts';
import type { AskInput } from '../../../protocol/services.ts';
import type { Dish } from '../protocol.ts';

type Fields = Omit<AskInput<'meals:saveDish'>, 'id' | 'merchantId'>;

const BLANK: Partial<Fields> = { picture: '', marks: [], allergens: [], retired: false };

/** Makes or changes a dish. */
export function DishForm(props: {
  merchantId: string;
  dish: Dish | undefined;
  pictures: string[];
  onSaved(dish: Dish): void;
  onBack(): void;
}) {
  const { merchantId, dish } = props;
  const save = useDeed('meals:saveDish');
  return (
    <FormDialog<Fields>
      title={dish?.name ?? say('mealsStaff.newDish')}
      busy={save.busy}
      initial={dish ?? BLANK}
      onFinish={(fields) =>
        void save.run({ id: dish?.id, merchantId, ...fields }).then((saved) => saved && props.onSaved(saved))
      }
      onBack={props.onBack}
    >
      <Form.Item name="name" label={say('mealsStaff.dish')} rules={required()}>
        <Input maxLength={12} showCount />
      </Form.Item>
      <Form.Item name="priceFen" label={say('mealsStaff.priceYuan')} rules={required()}>
        <YuanInput />
      </Form.Item>
      <Form.Item name="picture" label={say('mealsStaff.picture')} extra={say('mealsStaff.pictureHint')}>
        <AutoComplete maxLength={40} options={props.pictures.map((value) => ({ value }))} />
      </Form.Item>
      <Form.Item name="marks" label={say('mealsStaff.marks')}>
        <Checkbox.Group options={DIET_MARKS.map((value) => ({ value, label: say(`meals.mark.${value}`) }))} />
      </Form.Item>
      <Form.Item name="allergens" label={say('mealsStaff.allergens')}>
        <Checkbox.Group options={ALLERGENS.map((value) => ({ value, label: say(`meals.allergen.${value}`) }))} />
      </Form.Item>
      <Form.Item name="retired" valuePropName="checked">
        <Checkbox>{say('mealsStaff.retire')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
