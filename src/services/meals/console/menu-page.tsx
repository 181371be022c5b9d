import { CopyOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Tabs } from 'antd';
import { useState } from 'react';
import { link } from '../../../console/link.ts';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { DayPicker } from '../../../console/parts/day-picker.tsx';
import { Page } from '../../../console/parts/page.tsx';
import { say, sayRefusal } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import type { AskReply } from '../../../protocol/services.ts';
import { dayOf } from '../../../protocol/time.ts';
import { MEALS, type PlannedMenu } from '../protocol.ts';
import { MealPlan } from './meal-plan.tsx';
import './meals.css';

type Plan = AskReply<'meals:plan'>;

/** What each canteen cooks on a day: three meals side by side, saved one by one. */
export default function MenuPage() {
  const [day, setDay] = useState(() => dayOf(Date.now()));
  const [source, setSource] = useState<{ plan: Plan; round: number }>();
  const asked = useAsk('meals:plan', { day }, ['meals:left', 'meals:menu']);
  const learn = (menu: PlannedMenu) =>
    asked.patch((plan) => ({ ...plan, menus: [...plan.menus.filter((one) => one.id !== menu.id), menu] }));
  return (
    <Page
      title={say('mealsStaff.page.menu')}
      extra={
        <>
          <CopyFrom onCopy={(plan) => setSource((before) => ({ plan, round: (before?.round ?? 0) + 1 }))} />
          <DayPicker
            day={day}
            onChange={(next) => {
              setSource(undefined);
              setDay(next);
            }}
          />
        </>
      }
    >
      <Asking of={asked}>
        {(plan) =>
          plan.canteens.length === 0 ? (
            <Nothing words={say('mealsStaff.canteenNone')} />
          ) : (
            <Tabs
              items={plan.canteens.map((canteen) => ({
                key: canteen.id,
                label: canteen.name,
                children: (
                  <div className="plan">
                    {MEALS.map((meal) => (
                      <MealPlan
                        key={`${day}${meal}${source?.round ?? ''}`}
                        merchantId={canteen.id}
                        day={day}
                        meal={meal}
                        menu={menuOf(plan, canteen.id, meal)}
                        source={source && menuOf(source.plan, canteen.id, meal)}
                        dishes={plan.dishes.filter((dish) => dish.merchantId === canteen.id && !dish.retired)}
                        onSaved={learn}
                      />
                    ))}
                  </div>
                ),
              }))}
            />
          )
        }
      </Asking>
    </Page>
  );
}

/** Fetches another day's plan; the meals below take it over as unsaved changes. */
function CopyFrom({ onCopy }: { onCopy(plan: Plan): void }) {
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const copy = async (day: string) => {
    setOpen(false);
    const reply = await link.ask('meals:plan', { day });
    if (!reply.ok) return void message.error(sayRefusal(reply.refusal));
    if (reply.value.menus.length === 0) return void message.warning(say('mealsStaff.copy.none', { day }));
    onCopy(reply.value);
    void message.info(say('mealsStaff.copy.done', { day }));
  };
  if (!open) {
    return (
      <Button icon={<CopyOutlined />} onClick={() => setOpen(true)}>
        {say('mealsStaff.copy.open')}
      </Button>
    );
  }
  return (
    <DatePicker
      open
      autoFocus
      placeholder={say('mealsStaff.copy.choose')}
      onOpenChange={setOpen}
      onChange={(value) => value && void copy(value.format('YYYY-MM-DD'))}
    />
  );
}

function menuOf(plan: Plan, merchantId: string, meal: PlannedMenu['meal']): PlannedMenu | undefined {
  return plan.menus.find((menu) => menu.merchantId === merchantId && menu.meal === meal);
}
