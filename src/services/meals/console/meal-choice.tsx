import { Segmented } from 'antd';
import { say } from '../../../console/say.ts';
import { MEALS } from '../protocol.ts';
import type { Meal } from './use-day-orders.ts';

/** Breakfast, lunch or supper. */
export function MealChoice({ meal, onChange }: { meal: Meal; onChange(meal: Meal): void }) {
  return (
    <Segmented<Meal>
      value={meal}
      onChange={onChange}
      options={MEALS.map((value) => ({ value, label: say(`meals.meal.${value}`) }))}
    />
  );
}
