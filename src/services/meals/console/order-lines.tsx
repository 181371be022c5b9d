import { say } from '../../../console/say.ts';
import { yuan } from '../../../protocol/money.ts';
import type { Order } from '../protocol.ts';

/** What was ordered, a dish a line. */
export function OrderLines({ order }: { order: Order }) {
  return (
    <ul className="order-lines">
      {order.lines.map((line) => (
        <li key={line.itemId}>
          <span>{line.name}</span> <strong>×{line.count}</strong>
        </li>
      ))}
    </ul>
  );
}

/** What it costs: all, what the subsidy pays, what the person pays. */
export function OrderMoney({ order }: { order: Order }) {
  return (
    <p className="quiet small figures order-money">
      {say('mealsStaff.money', {
        total: yuan(order.totalFen),
        subsidy: yuan(order.subsidyFen),
        own: yuan(order.ownFen),
      })}
    </p>
  );
}
