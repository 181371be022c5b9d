import { DeleteOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { YuanInput } from '../../../console/parts/yuan-input.tsx';
import { say } from '../../../console/say.ts';
import { yuan } from '../../../protocol/money.ts';
import type { Dish } from '../protocol.ts';
import { type DraftItem, type MenuDraft, withDish, withItem, withoutItem } from './plan-draft.ts';

/** The dishes of one meal with price, portions and what is ordered. */
export function PlanItems(props: { draft: MenuDraft; dishes: Dish[]; onChange(draft: MenuDraft): void }) {
  const { draft, onChange } = props;
  const free = props.dishes.filter((dish) => !draft.items.some((item) => item.dishId === dish.id));
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>{say('mealsStaff.dish')}</th>
            <th style={{ width: 76 }}>{say('mealsStaff.priceYuan')}</th>
            <th style={{ width: 66 }}>{say('mealsStaff.portions')}</th>
            <th style={{ width: 40 }}>{say('mealsStaff.taken')}</th>
            <th style={{ width: 30 }} />
          </tr>
        </thead>
        <tbody>
          {draft.items.map((item) => (
            <ItemRow
              key={item.dishId}
              item={item}
              onChange={(part) => onChange(withItem(draft, item.dishId, part))}
              onRemove={() => onChange(withoutItem(draft, item.dishId))}
            />
          ))}
        </tbody>
      </table>
      <Select
        style={{ width: '100%', marginTop: 6 }}
        showSearch={{ optionFilterProp: 'label' }}
        value={null}
        placeholder={say('mealsStaff.addDish')}
        options={free.map((dish) => ({ value: dish.id, label: `${dish.name} ${yuan(dish.priceFen)}` }))}
        onChange={(id: string | null) => {
          const dish = free.find((one) => one.id === id);
          if (dish) onChange(withDish(draft, dish));
        }}
      />
    </>
  );
}

function ItemRow(props: { item: DraftItem; onChange(part: Partial<DraftItem>): void; onRemove(): void }) {
  const { item, onChange } = props;
  return (
    <tr>
      <td>{item.name}</td>
      <td>
        <YuanInput
          label={`${item.name} ${say('mealsStaff.priceYuan')}`}
          value={item.priceFen}
          onChange={(priceFen) => onChange({ priceFen })}
        />
      </td>
      <td>
        <InputNumber<number>
          aria-label={`${item.name} ${say('mealsStaff.portions')}`}
          value={item.portions}
          min={item.taken}
          max={5_000}
          precision={0}
          controls={false}
          style={{ width: '100%' }}
          onChange={(portions) => onChange({ portions })}
        />
      </td>
      <td className="figures">{item.taken}</td>
      <td>
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          disabled={item.taken > 0}
          aria-label={say('mealsStaff.removeDish', { dish: item.name })}
          onClick={props.onRemove}
        />
      </td>
    </tr>
  );
}
