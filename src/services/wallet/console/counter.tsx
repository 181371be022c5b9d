import { PrinterOutlined } from '@ant-design/icons';
import { App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { usePrint } from '../../../console/parts/use-print.tsx';
import { YuanInput } from '../../../console/parts/yuan-input.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { yuan } from '../../../protocol/money.ts';
import { shanghai } from '../../../protocol/time.ts';
import { ReceiptSheet } from './receipt.tsx';

/** Largest sum that the counter takes at once, in fen. */
const MAX_FEN = 500_000;
const SHOWN = 3;

/** Cash over the counter, and the receipts of it, which can be printed again. */
export function Counter({ householdId, label, keeps }: { householdId: string; label: string; keeps: boolean }) {
  const { message } = App.useApp();
  const counter = useDeed('wallet:counter');
  const asked = useAsk('wallet:receipts', { householdId }, ['wallet:books']);
  const { print, outlet } = usePrint();
  const [fen, setFen] = useState<number | null>(null);
  const pay = async () => {
    if (!fen) return;
    const receipt = await counter.run({ householdId, fen });
    if (!receipt) return;
    setFen(null);
    asked.patch(({ receipts }) => ({ receipts: [receipt, ...receipts.filter(({ id }) => id !== receipt.id)] }));
    void message.success(say('walletStaff.counter.done', { number: receipt.number }));
  };
  const receipts = asked.value?.receipts.slice(0, SHOWN) ?? [];
  return (
    <>
      {keeps && (
        <div className="row wallet-counter">
          <span>
            <YuanInput value={fen} onChange={setFen} maxFen={MAX_FEN} label={say('walletStaff.counter.yuan')} />
          </span>
          <Popconfirm
            disabled={!fen}
            title={say('walletStaff.counter.ask', { yuan: yuan(fen ?? 0), place: label })}
            okText={say('walletStaff.counter.do')}
            cancelText={say('console.do.back')}
            onConfirm={() => void pay()}
          >
            <Button disabled={!fen} loading={counter.busy}>
              {say('walletStaff.counter.do')}
            </Button>
          </Popconfirm>
        </div>
      )}
      {receipts.length > 0 && (
        <ul className="wallet-subsidies">
          {receipts.map((receipt) => (
            <li key={receipt.id} className="row apart">
              <span className="figures">
                {receipt.number}　{shanghai(receipt.at).format('MM-DD HH:mm')}　
                {say('walletStaff.part.yuan', { yuan: yuan(receipt.fen) })}
              </span>
              <Button
                size="small"
                icon={<PrinterOutlined />}
                onClick={() => print(<ReceiptSheet key={receipt.id} receipt={receipt} />)}
              >
                {say('walletStaff.counter.print')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {outlet}
    </>
  );
}
