import { useState } from 'react';
import { type Asked, useAsk } from '../../../console/use-ask.ts';
import { usePush } from '../../../console/use-link.ts';
import type { AskReply } from '../../../protocol/services.ts';
import { dayOf, shanghai } from '../../../protocol/time.ts';
import type { MEALS, Order } from '../protocol.ts';
import { withOrder } from './steps.ts';

export type Meal = (typeof MEALS)[number];

/** The orders of a day and of one of its meals, kept up to date by pushes. */
export function useDayOrders(): {
  day: string;
  setDay(day: string): void;
  meal: Meal;
  setMeal(meal: Meal): void;
  asked: Asked<AskReply<'meals:dayOrders'>>;
  learn(order: Order): void;
} {
  const [day, setDay] = useState(() => dayOf(Date.now()));
  const [meal, setMeal] = useState<Meal>(() => mealAt(Date.now()));
  const asked = useAsk('meals:dayOrders', { day });
  const learn = (order: Order) => {
    if (order.day === day) asked.patch((known) => ({ ...known, orders: withOrder(known.orders, order) }));
  };
  usePush('meals:order', learn);
  return { day, setDay, meal, setMeal, asked, learn };
}

/** The meal that the kitchen is busy with: breakfast until 9, lunch until 14. */
function mealAt(now: number): Meal {
  const hour = shanghai(now).hour();
  return hour < 9 ? 'breakfast' : hour < 14 ? 'lunch' : 'supper';
}
