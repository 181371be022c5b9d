import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Table, type TableColumnsType, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { Page } from '../../../console/parts/page.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { yuan } from '../../../protocol/money.ts';
import { dayOf } from '../../../protocol/time.ts';
import type { Dish } from '../protocol.ts';
import { DishForm } from './dish-form.tsx';

/** All dishes of each canteen; what is no longer cooked is kept for old orders and can come back. */
export default function DishesPage() {
  const [day] = useState(() => dayOf(Date.now()));
  const [retired, setRetired] = useState(false);
  const [merchantId, setCanteenId] = useState<string>();
  const [edited, setEdited] = useState<Dish | 'new'>();
  const asked = useAsk('meals:plan', { day });
  const canteen = merchantId ?? asked.value?.canteens[0]?.id;
  const learn = (dish: Dish) => {
    asked.patch((plan) => ({ ...plan, dishes: [...plan.dishes.filter((one) => one.id !== dish.id), dish] }));
    setEdited(undefined);
  };
  return (
    <Page
      title={say('mealsStaff.page.dishes')}
      extra={
        <>
          <Checkbox checked={retired} onChange={(event) => setRetired(event.target.checked)}>
            {say('mealsStaff.showRetired')}
          </Checkbox>
          <Button type="primary" icon={<PlusOutlined />} disabled={!canteen} onClick={() => setEdited('new')}>
            {say('mealsStaff.newDish')}
          </Button>
        </>
      }
    >
      <Asking of={asked}>
        {(plan) =>
          canteen === undefined ? (
            <Nothing words={say('mealsStaff.canteenNone')} />
          ) : (
            <>
              <Tabs
                activeKey={canteen}
                onChange={setCanteenId}
                items={plan.canteens.map(({ id, name }) => ({ key: id, label: name }))}
              />
              <DishTable
                dishes={plan.dishes.filter((dish) => dish.merchantId === canteen && (retired || !dish.retired))}
                onEdit={setEdited}
              />
              {edited && (
                <DishForm
                  merchantId={canteen}
                  dish={edited === 'new' ? undefined : edited}
                  pictures={[...new Set(plan.dishes.map((dish) => dish.picture))].sort()}
                  onSaved={learn}
                  onBack={() => setEdited(undefined)}
                />
              )}
            </>
          )
        }
      </Asking>
    </Page>
  );
}

function DishTable({ dishes, onEdit }: { dishes: Dish[]; onEdit(dish: Dish): void }) {
  const columns: TableColumnsType<Dish> = [
    {
      title: say('mealsStaff.dish'),
      key: 'name',
      render: (_, dish) => (
        <>
          {dish.name} {dish.retired && <Tag>{say('mealsStaff.retired')}</Tag>}
        </>
      ),
    },
    {
      title: say('mealsStaff.priceYuan'),
      key: 'price',
      width: 90,
      align: 'right',
      render: (_, dish) => <span className="figures">{yuan(dish.priceFen)}</span>,
    },
    {
      title: say('mealsStaff.marks'),
      key: 'marks',
      render: (_, dish) => dish.marks.map((mark) => <Tag key={mark}>{say(`meals.mark.${mark}`)}</Tag>),
    },
    {
      title: say('mealsStaff.allergens'),
      key: 'allergens',
      render: (_, dish) => dish.allergens.map((allergen) => say(`meals.allergen.${allergen}`)).join('、'),
    },
    { title: say('mealsStaff.picture'), dataIndex: 'picture', width: 180, ellipsis: true },
    {
      key: 'edit',
      width: 80,
      render: (_, dish) => (
        <Button size="small" onClick={() => onEdit(dish)}>
          {say('console.do.edit')}
        </Button>
      ),
    },
  ];
  return (
    <Table<Dish>
      size="small"
      rowKey="id"
      columns={columns}
      dataSource={dishes.toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN'))}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      locale={{ emptyText: <Nothing words={say('mealsStaff.dishNone')} /> }}
    />
  );
}
