import type { ReactNode } from 'react';
import type { Picked } from './picking.ts';
import './ticket.css';

/** A slip of 80 mm paper that goes with an order: from whom, what for, and at the foot what was paid and when it comes. */
export function Ticket(props: {
  order: Picked;
  from: string;
  about: string;
  fetched: string;
  foot: readonly ReactNode[];
}) {
  const { number, where, who, lines } = props.order;
  return (
    <article className="ticket">
      <header>
        <strong>{props.from}</strong>
        <span>{props.about}</span>
      </header>
      <p className="ticket-number">{number}</p>
      <p className="ticket-where">{where ?? props.fetched}</p>
      <p className="ticket-who">{who}</p>
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            <span>{line.name}</span>
            <strong>×{line.count}</strong>
          </li>
        ))}
      </ul>
      <footer>
        {props.foot.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the foot's parts never move
          <span key={index}>{part}</span>
        ))}
      </footer>
    </article>
  );
}
