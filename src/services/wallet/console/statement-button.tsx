import { DownloadOutlined } from '@ant-design/icons';
import { Button, Select, Space } from 'antd';
import { useState } from 'react';
import { save } from '../../../console/parts/save.ts';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { shanghai } from '../../../protocol/time.ts';

const MONTHS = 12;

/** The last twelve months (YYYY-MM), this one first. */
function months(): string[] {
  const now = shanghai(Date.now()).startOf('month');
  return Array.from({ length: MONTHS }, (_, back) => now.subtract(back, 'month').format('YYYY-MM'));
}

/** Saves a month of a household or a merchant as CSV. */
export function StatementButton({ of, id }: { of: 'household' | 'merchant'; id: string }) {
  const statement = useDeed('wallet:statement');
  const known = months();
  const [month, setMonth] = useState(known[0] ?? '');
  const fetchIt = async () => {
    const file = await statement.run({ month, of, id });
    if (file) save(file.name, 'text/csv', file.csv);
  };
  return (
    <Space.Compact>
      <Select
        aria-label={say('walletStaff.statement.month')}
        value={month}
        onChange={setMonth}
        options={known.map((value) => ({ value, label: value }))}
        style={{ width: 110 }}
      />
      <Button icon={<DownloadOutlined />} loading={statement.busy} onClick={() => void fetchIt()}>
        {say('walletStaff.statement.do')}
      </Button>
    </Space.Compact>
  );
}
