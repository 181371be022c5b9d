import { Ticket } from '../../../console/picking/ticket.tsx';
import { say } from '../../../console/say.ts';
import { yuan } from '../../../protocol/money.ts';
import { clockTime } from '../../../protocol/time.ts';
import type { Order } from '../protocol.ts';
import { pickedOf } from './steps.ts';

/** The slip that goes with the food. */
export function MealTicket({ order }: { order: Order }) {
  return (
    <Ticket
      order={pickedOf(order)}
      from={order.canteen}
      about={`${order.day} ${say(`meals.meal.${order.meal}`)}`}
      fetched={say('meals.way.table')}
      foot={[
        say('mealsStaff.ticket.paid', { own: yuan(order.ownFen) }),
        `${clockTime(order.servedFrom)}–${clockTime(order.servedTo)}`,
      ]}
    />
  );
}
