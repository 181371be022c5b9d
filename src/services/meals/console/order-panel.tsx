import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { Asking } from '../../../console/parts/asking.tsx';
import { usePrint } from '../../../console/parts/use-print.tsx';
import { say, sayState } from '../../../console/say.ts';
import type { ItemPanelProps } from '../../../console/service.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { clockTime } from '../../../protocol/time.ts';
import { OrderDeeds } from './order-deeds.tsx';
import { OrderLines, OrderMoney } from './order-lines.tsx';
import { MealTicket } from './ticket.tsx';
import './meals.css';

/** An order in the queue. */
export default function OrderPanel({ item }: ItemPanelProps) {
  const asked = useAsk('meals:orderById', { orderId: item.id });
  const { reload } = asked;
  const { print, outlet } = usePrint();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the item is the reason to ask again
  useEffect(reload, [item.version, reload]);
  return (
    <Asking of={asked}>
      {(order) => (
        <>
          <p>
            {say(`meals.meal.${order.meal}`)} {clockTime(order.servedFrom)}–{clockTime(order.servedTo)}，
            {say(`meals.way.${order.way}`)}，{sayState('meals', order.state)}
          </p>
          <OrderLines order={order} />
          <OrderMoney order={order} />
          {order.reason && <p>{say('mealsStaff.reason', { reason: order.reason })}</p>}
          <div className="row">
            <OrderDeeds order={order} onChange={(next) => asked.patch(() => next)} />
            <Button icon={<PrinterOutlined />} onClick={() => print(<MealTicket order={order} />)}>
              {say('mealsStaff.ticket.print')}
            </Button>
          </div>
          {outlet}
        </>
      )}
    </Asking>
  );
}
