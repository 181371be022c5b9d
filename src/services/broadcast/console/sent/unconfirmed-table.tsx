import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Nothing } from '../../../../console/parts/asking.tsx';
import { go } from '../../../../console/route.ts';
import { say } from '../../../../console/say.ts';
import { allowed } from '../../../../console/service.ts';
import { useMe } from '../../../../console/shell/me.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import { type CoverageDetail, followers, type Message } from '../../protocol.ts';

type Home = CoverageDetail['unconfirmed'][number];

/** Who has not said that they know, and what is being done about it: a call, a visit, done. */
export function UnconfirmedTable(props: {
  message: Message;
  detail: CoverageDetail;
  onDone(detail: CoverageDetail): void;
}) {
  const { detail, message } = props;
  const { staff } = useMe();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const followUp = useDeed('broadcast:followUp');
  const may = allowed(staff.roles, followers);
  const open = detail.unconfirmed.filter((home) => !home.followUp).map(({ householdId }) => householdId);
  const picked = chosen.filter((id) => open.includes(id));
  const finish = async (householdIds: string[]) => {
    const next = await followUp.run({ id: message.id, householdIds });
    if (!next) return;
    setChosen([]);
    props.onDone(next);
  };
  return (
    <section aria-label={say('broadcastStaff.unconfirmed')}>
      <div className="row apart unconfirmed-head">
        <h2>{say('broadcastStaff.unconfirmed.count', { n: detail.unconfirmed.length + detail.more })}</h2>
        {may && open.length > 0 && (
          <span className="row">
            <Button loading={followUp.busy} onClick={() => void finish(open)}>
              {say('broadcastStaff.followUp.all', { n: open.length })}
            </Button>
            <Button
              type="primary"
              disabled={picked.length === 0}
              loading={followUp.busy}
              onClick={() => void finish(picked)}
            >
              {say('broadcastStaff.followUp.chosen', { n: picked.length })}
            </Button>
          </span>
        )}
      </div>
      {!may && <p className="quiet small">{say('broadcastStaff.followUp.whoMay')}</p>}
      {detail.unconfirmed.length === 0 ? (
        <Nothing words={say('broadcastStaff.unconfirmed.none')} />
      ) : (
        <Table<Home>
          size="small"
          rowKey="householdId"
          columns={columns}
          dataSource={detail.unconfirmed}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          rowSelection={
            may
              ? {
                  selectedRowKeys: [...picked],
                  onChange: (keys) => setChosen(keys.map(String)),
                  getCheckboxProps: (home) => ({ disabled: home.followUp !== null, 'aria-label': home.label }),
                }
              : undefined
          }
        />
      )}
      {detail.more > 0 && <p className="quiet small">{say('broadcastStaff.unconfirmed.more', { n: detail.more })}</p>}
    </section>
  );
}

const columns: TableColumnsType<Home> = [
  { title: say('broadcastStaff.unconfirmed.door'), dataIndex: 'label', width: 112 },
  { title: say('broadcastStaff.unconfirmed.residents'), dataIndex: 'residents' },
  { title: say('broadcastStaff.unconfirmed.phone'), dataIndex: 'phone', width: 122 },
  {
    title: say('broadcastStaff.unconfirmed.reached'),
    key: 'reached',
    width: 116,
    render: (_, home) => (
      <>
        {say(`broadcastStaff.reached.${home.reached}`)}
        {!home.online && <span className="fault small"> {say('broadcastStaff.reached.offline')}</span>}
      </>
    ),
  },
  {
    title: say('broadcastStaff.unconfirmed.next'),
    key: 'next',
    width: 104,
    render: (_, home) =>
      home.followUp ? (
        <Button size="small" type="link" onClick={() => go(`/queue/${home.followUp?.id ?? ''}`)}>
          {stepWords(home.followUp.state)} {home.followUp.owner}
        </Button>
      ) : (
        <span className="quiet">{say('broadcastStaff.followUp.none')}</span>
      ),
  },
];

function stepWords(state: string): string {
  return state === 'visit' || state === 'done' ? say(`broadcast.state.${state}`) : say('broadcast.state.call');
}
