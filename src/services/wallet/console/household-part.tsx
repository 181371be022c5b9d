import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { Asking } from '../../../console/parts/asking.tsx';
import type { HouseholdPartProps } from '../../../console/people/household-part.ts';
import { say } from '../../../console/say.ts';
import { useMe } from '../../../console/shell/me.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { yuan } from '../../../protocol/money.ts';
import { clerks, type Money, type Movement } from '../protocol.ts';
import { Counter } from './counter.tsx';
import { GrantForm } from './grant-form.tsx';
import { Movements } from './movements.tsx';
import { RefundForm } from './refund-form.tsx';
import { StatementButton } from './statement-button.tsx';
import './wallet.css';

/** A household's money at the counter. */
export default function WalletPart({ household, keeps }: HouseholdPartProps) {
  const { staff } = useMe();
  const may = clerks.some((role) => staff.roles.includes(role));
  const householdId = household.id;
  const asked = useAsk('wallet:moneyOf', may ? { householdId } : null, ['wallet:books']);
  if (!may) return null;
  return (
    <section>
      <div className="row apart">
        <h2>{say('walletStaff.part.title')}</h2>
        <StatementButton of="household" id={householdId} />
      </div>
      <Asking of={asked}>
        {(money) => (
          <Inside
            money={money}
            householdId={householdId}
            treasurer={staff.roles.includes('admin')}
            reload={asked.reload}
          >
            <Counter householdId={householdId} label={household.label} keeps={keeps} />
          </Inside>
        )}
      </Asking>
    </section>
  );
}

function Inside(props: {
  money: Money;
  householdId: string;
  treasurer: boolean;
  reload(): void;
  children: React.ReactNode;
}) {
  const { money, householdId, treasurer } = props;
  const [open, setOpen] = useState<'grant' | Movement>();
  const clearPin = useDeed('wallet:clearPin');
  const { settings } = money;
  const { dayLimitFen, approvalOverFen } = settings;
  const rules = [
    say('walletStaff.part.pin', { state: say(settings.hasPin ? 'walletStaff.part.pinOn' : 'walletStaff.part.pinOff') }),
    say('walletStaff.part.day', {
      sum:
        dayLimitFen === null
          ? say('walletStaff.part.noLimit')
          : say('walletStaff.part.yuan', { yuan: yuan(dayLimitFen) }),
    }),
    say('walletStaff.part.ask', {
      sum:
        approvalOverFen === null
          ? say('walletStaff.part.noAsk')
          : say('walletStaff.part.over', { yuan: yuan(approvalOverFen) }),
    }),
  ];
  const close = () => {
    setOpen(undefined);
    props.reload();
  };
  return (
    <>
      <p>
        {say('walletStaff.part.cash')}{' '}
        <span className="wallet-digits">{say('walletStaff.part.yuan', { yuan: yuan(money.cashFen) })}</span>
      </p>
      <ul className="wallet-subsidies">
        {money.subsidies.map(({ kindId, name, fen, categories }) => (
          <li key={kindId} className="row apart">
            <span>
              {name}
              <span className="quiet">（{categories.map((one) => say(`payments.category.${one}`)).join('、')}）</span>
            </span>
            <strong className="figures">{say('walletStaff.part.yuan', { yuan: yuan(fen) })}</strong>
          </li>
        ))}
      </ul>
      {props.children}
      <ul className="wallet-subsidies quiet">
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <div className="row">
        {settings.hasPin && (
          <Popconfirm
            title={say('walletStaff.part.clearPinAsk')}
            okText={say('walletStaff.part.clearPin')}
            cancelText={say('console.do.back')}
            onConfirm={() => void clearPin.run({ householdId }).then(props.reload)}
          >
            <Button size="small" loading={clearPin.busy}>
              {say('walletStaff.part.clearPin')}
            </Button>
          </Popconfirm>
        )}
        {treasurer && (
          <Button size="small" onClick={() => setOpen('grant')}>
            {say('walletStaff.grant.do')}
          </Button>
        )}
      </div>
      <h3>{say('walletStaff.part.movements')}</h3>
      <Movements movements={money.movements} onRefund={treasurer ? setOpen : undefined} />
      {open === 'grant' && <GrantForm householdId={householdId} onBack={close} />}
      {open !== undefined && open !== 'grant' && <RefundForm movement={open} onBack={close} />}
    </>
  );
}
