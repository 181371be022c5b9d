import { say } from '../../../console/say.ts';
import { yuan } from '../../../protocol/money.ts';
import { clockTime } from '../../../protocol/time.ts';
import type { Order } from '../protocol.ts';
import './ticket.css';

/** A slip of 80 mm paper that goes with the food. */
export function Ticket({ order }: { order: Order }) {
  return (
    <article className="ticket">
      <header>
        <strong>{order.canteen}</strong>
        <span>
          {order.day} {say(`meals.meal.${order.meal}`)}
        </span>
      </header>
      <p className="ticket-number">{order.number}</p>
      <p className="ticket-where">{order.way === 'table' ? say('meals.way.table') : order.where}</p>
      <p className="ticket-who">{order.forWhom}</p>
      <ul>
        {order.lines.map((line) => (
          <li key={line.itemId}>
            <span>{line.name}</span>
            <strong>×{line.count}</strong>
          </li>
        ))}
      </ul>
      <footer>
        <span>{say('mealsStaff.ticket.paid', { own: yuan(order.ownFen) })}</span>
        <span>
          {clockTime(order.servedFrom)}–{clockTime(order.servedTo)}
        </span>
      </footer>
    </article>
  );
}
