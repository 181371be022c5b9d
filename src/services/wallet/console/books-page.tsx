import { Alert, Table } from 'antd';
import { Asking } from '../../../console/parts/asking.tsx';
import { Page } from '../../../console/parts/page.tsx';
import { type ConsoleTextKey, say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { yuan } from '../../../protocol/money.ts';
import type { AskReply } from '../../../protocol/services.ts';
import { shanghai } from '../../../protocol/time.ts';
import { Kinds } from './kinds.tsx';
import { StatementButton } from './statement-button.tsx';
import './wallet.css';

type Books = AskReply<'wallet:books'>;
type Order = Books['orders'][number];

/** The community's books: what comes to zero, what the gateway has open, merchants and subsidies. */
export default function BooksPage() {
  const asked = useAsk('wallet:books', {}, ['wallet:books']);
  return (
    <Page title={say('walletStaff.page.books')}>
      <Asking of={asked}>
        {(books) => (
          <>
            <Sums sums={books.sums} />
            <Gateway live={books.live} orders={books.orders} />
            <Merchants merchants={books.merchants} />
          </>
        )}
      </Asking>
      <Kinds />
    </Page>
  );
}

function Sums({ sums }: { sums: Books['sums'] }) {
  const total = sums.reduce((all, { fen }) => all + fen, 0);
  return (
    <section className="wallet-block">
      <Alert
        showIcon
        type={total === 0 ? 'success' : 'error'}
        title={`${say('walletStaff.books.zero', { yuan: yuan(total) })}，${say(
          total === 0 ? 'walletStaff.books.balanced' : 'walletStaff.books.wrong',
        )}`}
      />
      <Table
        size="small"
        rowKey="kind"
        dataSource={sums}
        pagination={false}
        columns={[
          {
            key: 'kind',
            title: say('walletStaff.books.kind'),
            render: (_, { kind }) => say(`walletStaff.books.kind.${kind}` as ConsoleTextKey),
          },
          { key: 'accounts', title: say('walletStaff.books.accounts'), align: 'right', dataIndex: 'accounts' },
          {
            key: 'fen',
            title: say('walletStaff.books.sum'),
            align: 'right',
            render: (_, { fen }) => <span className="figures">{yuan(fen)}</span>,
          },
        ]}
      />
    </section>
  );
}

function Gateway({ live, orders }: Pick<Books, 'live' | 'orders'>) {
  return (
    <section className="wallet-block">
      <h2>{say('walletStaff.gateway.title')}</h2>
      <p className="quiet">{say(live ? 'walletStaff.books.live' : 'walletStaff.books.sample')}</p>
      <Table<Order>
        size="small"
        rowKey="id"
        dataSource={orders}
        pagination={false}
        locale={{ emptyText: say('walletStaff.gateway.none') }}
        columns={[
          {
            key: 'at',
            title: say('walletStaff.gateway.at'),
            render: (_, o) => shanghai(o.createdAt).format('MM-DD HH:mm'),
          },
          { key: 'household', title: say('walletStaff.gateway.household'), dataIndex: 'household' },
          { key: 'fen', title: say('walletStaff.gateway.asked'), align: 'right', render: (_, o) => yuan(o.fen) },
          {
            key: 'paid',
            title: say('walletStaff.gateway.paid'),
            align: 'right',
            render: (_, o) => (o.paidFen === null ? '' : yuan(o.paidFen)),
          },
          {
            key: 'state',
            title: say('walletStaff.gateway.state'),
            render: (_, o) => say(`walletStaff.gateway.state.${o.state}`),
          },
        ]}
      />
    </section>
  );
}

function Merchants({ merchants }: Pick<Books, 'merchants'>) {
  return (
    <section className="wallet-block">
      <h2>{say('walletStaff.merchants.title')}</h2>
      {merchants.length === 0 && <p className="quiet">{say('walletStaff.merchants.none')}</p>}
      <ul className="wallet-subsidies">
        {merchants.map(({ id, name }) => (
          <li key={id} className="row apart">
            <span>{name}</span>
            <StatementButton of="merchant" id={id} />
          </li>
        ))}
      </ul>
    </section>
  );
}
