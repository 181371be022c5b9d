import { say } from '../../../console/say.ts';
import { yuan } from '../../../protocol/money.ts';
import { shanghai } from '../../../protocol/time.ts';
import type { Receipt } from '../protocol.ts';
import './wallet.css';

/** A receipt on paper: the sum in digits and in capital characters. */
export function ReceiptSheet({ receipt }: { receipt: Receipt }) {
  const lines = [
    [say('walletStaff.receipt.number'), receipt.number],
    [say('walletStaff.receipt.from'), receipt.household],
    [say('walletStaff.receipt.for'), say('walletStaff.receipt.forValue')],
    [say('walletStaff.receipt.sum'), `¥${yuan(receipt.fen)}`],
    [say('walletStaff.receipt.capital'), receipt.capital],
    [say('walletStaff.receipt.at'), shanghai(receipt.at).format('YYYY-MM-DD HH:mm')],
  ] as const;
  return (
    <article className="receipt">
      <h1>{say('walletStaff.receipt.title')}</h1>
      <dl>{lines.flatMap(([term, value]) => [<dt key={term}>{term}</dt>, <dd key={`${term} value`}>{value}</dd>])}</dl>
      <footer>
        <span>
          {say('walletStaff.receipt.clerk')}：{receipt.clerk}
        </span>
        <span>{say('walletStaff.receipt.payer')}：＿＿＿＿＿＿</span>
      </footer>
    </article>
  );
}
