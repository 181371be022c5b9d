import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { Asking, Nothing } from '../../../console/parts/asking.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';

/** Gives the alarm to another officer, whose console rings until they look; without a look it comes back. */
export function HandOver({ alarmId, onDone }: { alarmId: string; onDone(): void }) {
  const handOver = useDeed('sos:handOver');
  const [open, setOpen] = useState(false);
  const [staffId, setStaffId] = useState<string>();
  const asked = useAsk('sos:colleagues', open ? {} : null);
  const finish = async () => {
    if (!staffId || !(await handOver.run({ alarmId, staffId }))) return;
    setOpen(false);
    onDone();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('sosStaff.handOver.open')}</Button>
      <Modal
        open={open}
        title={say('sosStaff.handOver.title')}
        okText={say('sosStaff.handOver.do')}
        cancelText={say('console.do.back')}
        okButtonProps={{ disabled: !staffId, loading: handOver.busy }}
        onOk={() => void finish()}
        onCancel={() => setOpen(false)}
      >
        <p className="quiet">{say('sosStaff.handOver.hint')}</p>
        <Asking of={asked}>
          {({ officers }) =>
            officers.length === 0 ? (
              <Nothing words={say('sosStaff.handOver.nobody')} />
            ) : (
              <Radio.Group
                vertical
                value={staffId}
                onChange={(event) => setStaffId(officers.find(({ id }) => id === event.target.value)?.id)}
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
