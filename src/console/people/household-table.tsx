import { Table, type TableColumnsType } from 'antd';
import type { HouseholdView } from '../../protocol/contracts/people.ts';
import { yuan } from '../../protocol/money.ts';
import { go } from '../route.ts';
import { say } from '../say.ts';
import { BoxSign } from '../watch/box-sign.tsx';
import { liveBoxes } from './live-boxes.ts';

/** One row a household; opens with the mouse or with Enter. `narrow` leaves out what the detail beside it shows. */
export function HouseholdTable(props: { households: HouseholdView[]; chosen: string | undefined; narrow: boolean }) {
  const columns: TableColumnsType<HouseholdView> = [
    { title: say('console.people.place'), dataIndex: 'label', width: 170 },
    {
      title: say('console.people.residents'),
      key: 'residents',
      render: (_, household) =>
        household.kind === 'public' ? (
          <span className="quiet">{say('console.people.kind.public')}</span>
        ) : (
          household.residents.map((resident) => resident.name).join('、')
        ),
    },
    {
      title: say('console.people.boxes'),
      key: 'boxes',
      width: 190,
      render: (_, household) => <Boxes household={household} />,
    },
  ];
  if (!props.narrow) {
    columns.push({
      title: say('console.people.wallet'),
      key: 'wallet',
      width: 110,
      align: 'right',
      render: (_, household) =>
        household.kind === 'home' && <span className="figures">{yuan(household.walletFen)}</span>,
    });
  }
  return (
    <Table<HouseholdView>
      size="small"
      rowKey="id"
      columns={columns}
      dataSource={props.households}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      rowClassName={(household) => `list-row ${household.id === props.chosen ? 'list-chosen' : ''}`}
      onRow={(household) => ({
        tabIndex: 0,
        onClick: () => go(`/people/households/${household.id}`),
        onKeyDown: (event) => {
          if (event.key === 'Enter') go(`/people/households/${household.id}`);
        },
      })}
    />
  );
}

function Boxes({ household }: { household: HouseholdView }) {
  const boxes = liveBoxes(household);
  if (boxes.length === 0) return <span className="quiet">{say('console.people.noBox')}</span>;
  return boxes.map((box) => <BoxSign key={box.id} box={box} />);
}
