import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { DayPicker } from '../../../console/parts/day-picker.tsx';
import { Page } from '../../../console/parts/page.tsx';
import { usePrint } from '../../../console/parts/use-print.tsx';
import { say } from '../../../console/say.ts';
import type { Order } from '../protocol.ts';
import { MealChoice } from './meal-choice.tsx';
import { dishTotals, isCooked, pickGroups } from './picklist.ts';
import { type Meal, useDayOrders } from './use-day-orders.ts';
import './meals.css';
import './picklist.css';

/** What to cook and where to carry it: totals per dish, then orders by building. */
export default function PicklistPage() {
  const { day, setDay, meal, setMeal, asked } = useDayOrders();
  const { print, outlet } = usePrint();
  const cooked = (asked.value?.orders ?? []).filter((order) => order.meal === meal && isCooked(order));
  const sheet = <Picklist day={day} meal={meal} orders={cooked} buildings={asked.value?.buildings ?? []} />;
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

function Picklist(props: { day: string; meal: Meal; orders: Order[]; buildings: string[] }) {
  const totals = dishTotals(props.orders);
  return (
    <div className="picklist">
      <h1>
        {props.day} {say(`meals.meal.${props.meal}`)} {say('mealsStaff.picklist.count', { n: props.orders.length })}
      </h1>
      <section className="panel">
        <h2>{say('mealsStaff.picklist.totals')}</h2>
        <ul className="totals">
          {totals.map((total) => (
            <li key={total.name}>
              {total.name} <strong>{total.count}</strong>
            </li>
          ))}
        </ul>
      </section>
      {pickGroups(props.orders, props.buildings).map((group) => (
        <section className="panel" key={group.building ?? ''}>
          <h2>
            {group.building ?? say('meals.way.table')}{' '}
            <span className="quiet">{say('mealsStaff.picklist.count', { n: group.orders.length })}</span>
          </h2>
          <table>
            <tbody>
              {group.orders.map((order) => (
                <tr key={order.id}>
                  <td className="pick-box" aria-hidden="true" />
                  <td className="pick-number">{order.number}</td>
                  <td className="pick-where">{order.way === 'table' ? '' : order.where}</td>
                  <td className="pick-who">{order.forWhom}</td>
                  <td>{order.lines.map((line) => `${line.name}×${line.count.toString()}`).join('　')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}
