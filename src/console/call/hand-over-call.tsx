import { SwapOutlined } from '@ant-design/icons';
import { App } from 'antd';
import { useState } from 'react';
import type { LiveCall } from '../../media/calls/live-call.ts';
import { HandOver } from '../parts/hand-over.tsx';
import { say, sayRefusal } from '../say.ts';

/** Gives the call to a colleague whose console is open; the other side stays. */
export function HandOverCall({ call, disabled }: { call: LiveCall; disabled: boolean }) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const give = async (staffId: string) => {
    setBusy(true);
    const refusal = await call.handOver(staffId);
    setBusy(false);
    if (refusal) message.error(sayRefusal(refusal), 6);
    return !refusal;
  };
  return (
    <HandOver
      label={say('console.call.handOver')}
      icon={<SwapOutlined />}
      disabled={disabled}
      title={say('console.call.handOverTitle')}
      hint={say('console.call.handOverHint')}
      deed={say('console.call.handOver')}
      busy={busy}
      give={give}
    />
  );
}
