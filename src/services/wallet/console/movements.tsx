import { Button, Table } from 'antd';
import type { ConsoleTextKey } from '../../../console/say.ts';
import { say } from '../../../console/say.ts';
import { yuan } from '../../../protocol/money.ts';
import { shanghai } from '../../../protocol/time.ts';
import type { Movement } from '../protocol.ts';

/** The newest movements; payments can be given back by those who may. */
export function Movements(props: { movements: Movement[]; onRefund: ((movement: Movement) => void) | undefined }) {
  const { onRefund } = props;
  return (
    <Table<Movement>
      size="small"
      rowKey="id"
      showHeader={false}
      dataSource={props.movements}
      pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: say('walletStaff.part.none') }}
      columns={[
        { key: 'at', render: (_, { at }) => <span className="figures">{shanghai(at).format('MM-DD HH:mm')}</span> },
        {
          key: 'what',
          render: (_, { memo, merchant, what, parts }) => (
            <>
              {say(memo as ConsoleTextKey)} {merchant} {what}
              <div className="quiet">{parts.map(({ account }) => account || say('payments.cash')).join('、')}</div>
            </>
          ),
        },
        { key: 'fen', align: 'right', render: (_, { fen }) => <span className="figures">{yuan(fen)}</span> },
        {
          key: 'deed',
          align: 'right',
          render: (_, movement) =>
            onRefund &&
            movement.paymentId === movement.id &&
            movement.fen < 0 && (
              <Button size="small" onClick={() => onRefund(movement)}>
                {say('walletStaff.refund.do')}
              </Button>
            ),
        },
      ]}
    />
  );
}
