import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { DayPicker } from '../../../console/parts/day-picker.tsx';
import { Page } from '../../../console/parts/page.tsx';
import { usePrint } from '../../../console/parts/use-print.tsx';
import { Picklist } from '../../../console/picking/picklist.tsx';
import { say } from '../../../console/say.ts';
import { MealChoice } from './meal-choice.tsx';
import { isCooked, pickedOf } from './steps.ts';
import { useDayOrders } from './use-day-orders.ts';
import './meals.css';

/** What to cook and where to carry it: totals per dish, then orders by building. */
export default function PicklistPage() {
  const { day, setDay, meal, setMeal, asked } = useDayOrders();
  const { print, outlet } = usePrint();
  const cooked = (asked.value?.orders ?? []).filter((order) => order.meal === meal && isCooked(order));
  const sheet = (
    <Picklist
      title={`${day} ${say(`meals.meal.${meal}`)}`}
      orders={cooked.map(pickedOf)}
      buildings={asked.value?.buildings ?? []}
      fetched={say('meals.way.table')}
    />
  );
  return (
    <Page
      title={say('mealsStaff.page.picklist')}
      extra={
        <>
          <MealChoice meal={meal} onChange={setMeal} />
          <DayPicker day={day} onChange={setDay} />
          <Button type="primary" icon={<PrinterOutlined />} disabled={cooked.length === 0} onClick={() => print(sheet)}>
            {say('mealsStaff.picklist.print')}
          </Button>
        </>
      }
    >
      <Asking of={asked}>
        {() => (cooked.length === 0 ? <Nothing words={say('mealsStaff.picklist.none')} /> : sheet)}
      </Asking>
      {outlet}
    </Page>
  );
}
