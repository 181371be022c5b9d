import { Alert, Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { AskReply } from '../../protocol/services.ts';
import { shanghai } from '../../protocol/time.ts';
import { link } from '../link.ts';
import { Asking } from '../parts/asking.tsx';
import { Page } from '../parts/page.tsx';
import { say, sayState, sayWire } from '../say.ts';
import { useAsk } from '../use-ask.ts';
import './house.css';

type Row = AskReply<'desk:audit'>['rows'][number];

const columns: TableColumnsType<Row> = [
  { title: say('console.audit.seq'), dataIndex: 'seq', width: 80 },
  {
    title: say('console.audit.at'),
    key: 'at',
    width: 160,
    render: (_, row) => <span className="figures">{shanghai(row.at).format('YYYY-MM-DD HH:mm:ss')}</span>,
  },
  { title: say('console.audit.by'), dataIndex: 'by', width: 150, ellipsis: true },
  { title: say('console.audit.deed'), key: 'deed', width: 160, render: (_, row) => sayDeed(row.deed) },
  { title: say('console.audit.subject'), dataIndex: 'subject', width: 200, ellipsis: true },
  {
    title: say('console.audit.detail'),
    key: 'detail',
    render: (_, row) => <pre className="audit-detail">{JSON.stringify(row.detail)}</pre>,
  },
];

/** Who did or saw what, the newest on top; says loudly when the chain of hashes is broken. */
export default function AuditPage() {
  const asked = useAsk('desk:audit', {});
  const [older, setOlder] = useState<Row[]>([]);
  const [ended, setEnded] = useState(false);
  const [busy, setBusy] = useState(false);
  const rows = [...(asked.value?.rows ?? []), ...older];
  const more = async () => {
    setBusy(true);
    const reply = await link.ask('desk:audit', { before: rows.at(-1)?.seq });
    setBusy(false);
    if (!reply.ok) return;
    setEnded(reply.value.rows.length === 0);
    setOlder([...older, ...reply.value.rows]);
  };
  return (
    <Page title={say('console.page.audit')}>
      <Asking of={asked}>
        {({ broken }) => (
          <>
            {broken === null ? (
              <Alert type="success" showIcon title={say('console.audit.whole')} />
            ) : (
              <Alert type="error" showIcon title={say('console.audit.broken', { seq: broken })} />
            )}
            <Table<Row> size="small" rowKey="seq" columns={columns} dataSource={rows} pagination={false} />
            {!ended && rows.length > 0 && (
              <Button style={{ marginTop: 12 }} loading={busy} onClick={() => void more()}>
                {say('console.audit.more')}
              </Button>
            )}
          </>
        )}
      </Asking>
    </Page>
  );
}

/** A deed in words: the console's own, the service's own, or the state that was reached; `service.word` when none is known. */
function sayDeed(deed: string): string {
  const [service = ''] = deed.split('.');
  const word = deed.slice(service.length + 1);
  const words = sayWire(`console.deed.${deed}`) ?? sayWire(`${service}Staff.deed.${word}`) ?? sayState(service, word);
  return words === word ? deed : words;
}
