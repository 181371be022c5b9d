import { App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { yuan } from '../../protocol/money.ts';
import { YuanInput } from '../parts/yuan-input.tsx';
import { say } from '../say.ts';
import { useDeed } from '../use-deed.ts';
import type { HouseholdPartProps } from './household-part.ts';

/** Largest sum that the counter takes at once, in fen. */
const MAX_FEN = 500_000;

/** The household's money, and money paid in at the counter. */
export function WalletPart({ household, keeps, onChange }: HouseholdPartProps) {
  const { message } = App.useApp();
  const payIn = useDeed('people:payIn');
  const [fen, setFen] = useState<number | null>(null);
  const pay = async () => {
    if (!fen) return;
    const saved = await payIn.run({ householdId: household.id, fen });
    if (!saved) return;
    onChange(saved);
    setFen(null);
    void message.success(say('console.people.paidIn', { yuan: yuan(fen) }));
  };
  return (
    <section>
      <h2>{say('console.people.wallet')}</h2>
      <p className="wallet">{say('console.people.balance', { yuan: yuan(household.walletFen) })}</p>
      {keeps && (
        <div className="row">
          <span className="wallet-input">
            <YuanInput value={fen} onChange={setFen} maxFen={MAX_FEN} label={say('console.people.payInYuan')} />
          </span>
          <Popconfirm
            disabled={!fen}
            title={say('console.people.payInAsk', { yuan: yuan(fen ?? 0), place: household.label })}
            okText={say('console.people.payIn')}
            cancelText={say('console.do.back')}
            onConfirm={() => void pay()}
          >
            <Button disabled={!fen} loading={payIn.busy}>
              {say('console.people.payIn')}
            </Button>
          </Popconfirm>
        </div>
      )}
    </section>
  );
}
