import { App, Form, Input } from 'antd';
import { FormDialog, required } from '../../../console/parts/form-dialog.tsx';
import { YuanInput } from '../../../console/parts/yuan-input.tsx';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { yuan } from '../../../protocol/money.ts';
import type { Movement } from '../protocol.ts';

/** Gives a payment back, or a part of it, with a reason for the audit. */
export function RefundForm({ movement, onBack }: { movement: Movement; onBack(): void }) {
  const { message } = App.useApp();
  const refund = useDeed('wallet:refund');
  const most = -movement.fen;
  const send = async ({ fen, reason }: { fen: number; reason: string }) => {
    const done = await refund.run({ paymentId: movement.paymentId ?? '', fen, reason });
    if (!done) return;
    void message.success(say('walletStaff.refund.done'));
    onBack();
  };
  return (
    <FormDialog<{ fen: number; reason: string }>
      title={say('walletStaff.refund.title', { what: `${movement.merchant} ${movement.what}` })}
      okText={say('walletStaff.refund.do')}
      busy={refund.busy}
      initial={{ fen: most, reason: '' }}
      onFinish={(fields) => void send(fields)}
      onBack={onBack}
    >
      <Form.Item name="fen" label={say('walletStaff.refund.fen', { yuan: yuan(most) })} rules={required()}>
        <YuanInput maxFen={most} />
      </Form.Item>
      <Form.Item name="reason" label={say('walletStaff.refund.reason')} rules={required()}>
        <Input maxLength={60} showCount />
      </Form.Item>
    </FormDialog>
  );
}
