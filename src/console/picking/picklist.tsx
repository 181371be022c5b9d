import { say } from '../say.ts';
import { groupsOf, type Picked, totalsOf } from './picking.ts';
import './picklist.css';

/** A sheet of paper: how much of everything, then what goes where, building by building. */
export function Picklist(props: {
  title: string;
  orders: readonly Picked[];
  buildings: readonly string[];
  fetched: string;
}) {
  const { title, orders } = props;
  return (
    <div className="picklist">
      <h1>
        {title} {say('merchants.picklist.count', { n: orders.length })}
      </h1>
      <section className="panel">
        <h2>{say('merchants.picklist.totals')}</h2>
        <ul className="totals">
          {totalsOf(orders).map((total) => (
            <li key={total.name}>
              {total.name} <strong>{total.count}</strong>
            </li>
          ))}
        </ul>
      </section>
      {groupsOf(orders, props.buildings).map((group) => (
        <section className="panel" key={group.building ?? ''}>
          <h2>
            {group.building ?? props.fetched}{' '}
            <span className="quiet">{say('merchants.picklist.count', { n: group.orders.length })}</span>
          </h2>
          <table>
            <tbody>
              {group.orders.map((order) => (
                <tr key={order.id}>
                  <td className="pick-box" aria-hidden="true" />
                  <td className="pick-number">{order.number}</td>
                  <td className="pick-where">{order.where}</td>
                  <td className="pick-who">{order.who}</td>
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
