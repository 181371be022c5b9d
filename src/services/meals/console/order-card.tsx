import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { say } from '../../../console/say.ts';
import { clockTime } from '../../../protocol/time.ts';
import type { Order } from '../protocol.ts';
import { OrderDeeds } from './order-deeds.tsx';
import { OrderLines } from './order-lines.tsx';

/** One order on the board. */
export function OrderCard(props: { order: Order; onChange(order: Order): void; onPrint(): void }) {
  const { order } = props;
  return (
    <article className="order">
      <div className="row apart">
        <strong className="figures">{order.number}</strong>
        <span className="quiet small figures">{clockTime(order.orderedAt)}</span>
      </div>
      <p className="order-where">
        {order.way === 'table' ? <span className="order-table">{say('meals.way.table')}</span> : order.where}{' '}
        {order.forWhom}
      </p>
      <OrderLines order={order} />
      <div className="row">
        <OrderDeeds order={order} onChange={props.onChange} />
        <Button
          type="text"
          icon={<PrinterOutlined />}
          aria-label={say('mealsStaff.ticket.print')}
          title={say('mealsStaff.ticket.print')}
          onClick={props.onPrint}
        />
      </div>
    </article>
  );
}
