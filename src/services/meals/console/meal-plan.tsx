import { Button, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import type { Dish, PlannedMenu } from '../protocol.ts';
import { copied, draftOf, faultOf } from './plan-draft.ts';
import { PlanItems } from './plan-items.tsx';

/**
 * One meal of a canteen's day. Keeps what was typed when the stored menu changes below it; starts as a copy of `source`
 * where there is one.
 */
export function MealPlan(props: {
  merchantId: string;
  day: string;
  meal: PlannedMenu['meal'];
  menu: PlannedMenu | undefined;
  source: PlannedMenu | undefined;
  dishes: Dish[];
  onSaved(menu: PlannedMenu): void;
}) {
  const { merchantId, day, meal, menu, source } = props;
  const save = useDeed('meals:saveMenu');
  const [typed, setTyped] = useState(() => (source ? copied(draftOf(meal, menu), draftOf(meal, source)) : undefined));
  const draft = typed ?? draftOf(meal, menu);
  const fault = typed && faultOf(typed);

  const finish = async () => {
    const { cutoff, from, to } = draft;
    const items = draft.items.map(({ dishId, priceFen, portions }) => ({
      dishId,
      priceFen: priceFen ?? 0,
      portions: portions ?? 0,
    }));
    const saved = await save.run({ merchantId, day, meal, cutoff, from, to, items });
    if (!saved) return;
    props.onSaved(saved);
    setTyped(undefined);
  };
  return (
    <section className="panel" aria-label={say(`meals.meal.${meal}`)}>
      <h2>{say(`meals.meal.${meal}`)}</h2>
      <div className="plan-times">
        {(['cutoff', 'from', 'to'] as const).map((part) => (
          <label key={part} htmlFor={`${merchantId}-${meal}-${part}`}>
            {say(`mealsStaff.time.${part}`)}
            <TimePicker
              id={`${merchantId}-${meal}-${part}`}
              format="HH:mm"
              minuteStep={5}
              allowClear={false}
              needConfirm={false}
              value={dayjs(`${day}T${draft[part]}`)}
              onChange={(time) => time && setTyped({ ...draft, [part]: time.format('HH:mm') })}
            />
          </label>
        ))}
      </div>
      <PlanItems draft={draft} dishes={props.dishes} onChange={setTyped} />
      {fault && <p className="fault small">{say(`mealsStaff.fault.${fault}`)}</p>}
      {typed && (
        <div className="plan-deeds">
          <Button type="primary" disabled={fault !== undefined} loading={save.busy} onClick={() => void finish()}>
            {say('mealsStaff.saveMenu')}
          </Button>
          <Button onClick={() => setTyped(undefined)}>{say('console.do.undo')}</Button>
        </div>
      )}
    </section>
  );
}
