import { SwapOutlined } from '@ant-design/icons';
import { App, Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { LiveCall } from '../../media/calls/live-call.ts';
import { Asking, Nothing } from '../parts/asking.tsx';
import { say, sayRefusal } from '../say.ts';
import { useAsk } from '../use-ask.ts';

/** Gives the call to a colleague whose console is open; the other side stays. */
export function HandOverCall({ call, disabled }: { call: LiveCall; disabled: boolean }) {
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [staffId, setStaffId] = useState<string>();
  const [busy, setBusy] = useState(false);
  const asked = useAsk('sos:colleagues', open ? {} : null);

  async function give(): Promise<void> {
    if (!staffId) return;
    setBusy(true);
    const refusal = await call.handOver(staffId);
    setBusy(false);
    if (refusal) return void message.error(sayRefusal(refusal), 6);
    setOpen(false);
  }

  return (
    <>
      <Button icon={<SwapOutlined />} disabled={disabled} onClick={() => setOpen(true)}>
        {say('console.call.handOver')}
      </Button>
      <Modal
        open={open}
        title={say('console.call.handOverTitle')}
        okText={say('console.call.handOver')}
        cancelText={say('console.do.back')}
        okButtonProps={{ disabled: !staffId, loading: busy }}
        onOk={() => void give()}
        onCancel={() => setOpen(false)}
      >
        <p className="quiet">{say('console.call.handOverHint')}</p>
        <Asking of={asked}>
          {({ officers }) =>
            officers.length === 0 ? (
              <Nothing words={say('sosStaff.handOver.nobody')} />
            ) : (
              <Radio.Group
                vertical
                value={staffId}
                onChange={(event) => setStaffId(String(event.target.value))}
                options={officers.map(({ id, name, online }) => ({
                  value: id,
                  disabled: !online,
                  label: online ? name : say('sosStaff.handOver.away', { name }),
                }))}
              />
            )
          }
        </Asking>
      </Modal>
    </>
  );
}
