import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import type { Order } from '../protocol.ts';
import { canDecline, nextStep } from './steps.ts';

/** The next step in one click, and the way to decline with a reason. */
export function OrderDeeds({ order, onChange }: { order: Order; onChange(order: Order): void }) {
  const advance = useDeed('meals:advance');
  const to = nextStep(order);
  if (!to) return null;
  return (
    <>
      <Button
        type="primary"
        loading={advance.busy}
        onClick={() => void advance.run({ orderId: order.id, to }).then((next) => next && onChange(next))}
      >
        {say(to === 'delivered' && order.way === 'table' ? 'mealsStaff.step.seated' : `mealsStaff.step.${to}`)}
      </Button>
      {canDecline(order.state) && <DeclineButton order={order} onChange={onChange} />}
    </>
  );
}

function DeclineButton({ order, onChange }: { order: Order; onChange(order: Order): void }) {
  const decline = useDeed('meals:decline');
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const finish = async () => {
    const next = await decline.run({ orderId: order.id, reason });
    if (!next) return;
    setOpen(false);
    onChange(next);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('mealsStaff.decline.open')}</Button>
      <Modal
        open={open}
        title={say('mealsStaff.decline.title', { number: order.number })}
        okText={say('mealsStaff.decline.do')}
        cancelText={say('console.do.back')}
        okButtonProps={{ danger: true, disabled: !reason.trim(), loading: decline.busy }}
        onOk={() => void finish()}
        onCancel={() => setOpen(false)}
      >
        <p>{say('mealsStaff.decline.hint')}</p>
        <Input
          value={reason}
          maxLength={40}
          showCount
          aria-label={say('mealsStaff.decline.hint')}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={() => reason.trim() && void finish()}
        />
      </Modal>
    </>
  );
}
