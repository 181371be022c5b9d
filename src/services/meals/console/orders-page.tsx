import { PrinterOutlined } from '@ant-design/icons';
import { App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { link } from '../../../console/link.ts';
import { Asking } from '../../../console/parts/asking.tsx';
import { DayPicker } from '../../../console/parts/day-picker.tsx';
import { Page } from '../../../console/parts/page.tsx';
import { usePrint } from '../../../console/parts/use-print.tsx';
import { say, sayRefusal } from '../../../console/say.ts';
import type { Order } from '../protocol.ts';
import { MealChoice } from './meal-choice.tsx';
import { OrderCard } from './order-card.tsx';
import { BOARD_STATES, type BoardState, nextStep } from './steps.ts';
import { MealTicket } from './ticket.tsx';
import { useDayOrders } from './use-day-orders.ts';
import './meals.css';

/** The board: one column a state, one click a step. */
export default function OrdersPage() {
  const { day, setDay, meal, setMeal, asked, learn } = useDayOrders();
  const { print, outlet } = usePrint();
  return (
    <Page
      title={say('mealsStaff.page.orders')}
      extra={
        <>
          <MealChoice meal={meal} onChange={setMeal} />
          <DayPicker day={day} onChange={setDay} />
        </>
      }
    >
      <Asking of={asked}>
        {({ orders }) => {
          const ofMeal = orders.filter((order) => order.meal === meal);
          return (
            <>
              <div className="board">
                {BOARD_STATES.map((state) => (
                  <Column
                    key={state}
                    state={state}
                    orders={ofMeal.filter((order) => order.state === state)}
                    onChange={learn}
                    onPrint={(some) => print(some.map((order) => <MealTicket key={order.id} order={order} />))}
                  />
                ))}
              </div>
              <Over orders={ofMeal} />
            </>
          );
        }}
      </Asking>
      {outlet}
    </Page>
  );
}

function Column(props: {
  state: BoardState;
  orders: Order[];
  onChange(order: Order): void;
  onPrint(orders: Order[]): void;
}) {
  const { state, orders } = props;
  return (
    <section className={`board-column board-${state}`} aria-label={say(`mealsStaff.column.${state}`)}>
      <h2>
        {say(`mealsStaff.column.${state}`)} <span className="figures">{orders.length}</span>
      </h2>
      {orders.length > 0 && state !== 'delivered' && (
        <div className="row board-all">
          <AllButton orders={orders} onChange={props.onChange} />
          <Button
            size="small"
            icon={<PrinterOutlined />}
            aria-label={say('mealsStaff.ticket.printAll')}
            title={say('mealsStaff.ticket.printAll')}
            onClick={() => props.onPrint(orders)}
          />
        </div>
      )}
      {orders.map((order) => (
        <OrderCard key={order.id} order={order} onChange={props.onChange} onPrint={() => props.onPrint([order])} />
      ))}
      {orders.length === 0 && <p className="board-none">{say('mealsStaff.columnNone')}</p>}
    </section>
  );
}

/** The next step for a whole column, one order after the other; stops at the first that is refused. */
function AllButton({ orders, onChange }: { orders: Order[]; onChange(order: Order): void }) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const all = async () => {
    setBusy(true);
    for (const order of orders) {
      const to = nextStep(order);
      if (!to) continue;
      const reply = await link.deed('meals:advance', { orderId: order.id, to });
      if (!reply.ok) {
        void message.error(`${order.number} ${sayRefusal(reply.refusal)}`, 6);
        break;
      }
      onChange(reply.value);
    }
    setBusy(false);
  };
  return (
    <Popconfirm
      title={say('mealsStaff.all.ask', { n: orders.length })}
      okText={say('mealsStaff.all.do')}
      cancelText={say('console.do.back')}
      onConfirm={() => void all()}
    >
      <Button size="small" loading={busy}>
        {say('mealsStaff.all.open')}
      </Button>
    </Popconfirm>
  );
}

function Over({ orders }: { orders: Order[] }) {
  const over = orders.filter((order) => order.state === 'cancelled' || order.state === 'declined');
  if (over.length === 0) return null;
  return (
    <details className="panel">
      <summary>{say('mealsStaff.over', { n: over.length })}</summary>
      <ul>
        {over.map((order) => (
          <li key={order.id}>
            {order.number} {order.where} {order.forWhom}：{say(`state.${order.state}`)}
            {order.reason && `（${order.reason}）`}
          </li>
        ))}
      </ul>
    </details>
  );
}
