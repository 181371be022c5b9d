import { Button, Modal, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { say } from '../say.ts';
import { useAsk } from '../use-ask.ts';
import { Asking, Nothing } from './asking.tsx';

interface HandOverProps {
  /** On the button that opens the question. */
  readonly label: string;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
  readonly title: string;
  /** What happens at the other's desk. */
  readonly hint: string;
  /** On the button that does it. */
  readonly deed: string;
  readonly busy: boolean;
  /** Gives it to this member of staff; true when it is theirs. */
  give(staffId: string): Promise<boolean>;
}

/** Asks to which colleague something under way is to be given: an alarm, a call. Only one whose console is open can get it. */
export function HandOver(props: HandOverProps) {
  const [open, setOpen] = useState(false);
  const [staffId, setStaffId] = useState<string>();
  const asked = useAsk('desk:colleagues', open ? {} : null);
  const finish = async () => {
    if (staffId && (await props.give(staffId))) setOpen(false);
  };
  return (
    <>
      <Button icon={props.icon} disabled={props.disabled} onClick={() => setOpen(true)}>
        {props.label}
      </Button>
      <Modal
        open={open}
        title={props.title}
        okText={props.deed}
        cancelText={say('console.do.back')}
        okButtonProps={{ disabled: !staffId, loading: props.busy }}
        onOk={() => void finish()}
        onCancel={() => setOpen(false)}
      >
        <p className="quiet">{props.hint}</p>
        <Asking of={asked}>
          {({ officers }) =>
            officers.length === 0 ? (
              <Nothing words={say('console.colleagues.nobody')} />
            ) : (
              <Radio.Group
                vertical
                value={staffId}
                onChange={(event) => setStaffId(officers.find(({ id }) => id === event.target.value)?.id)}
                options={officers.map(({ id, name, online }) => ({
                  value: id,
                  disabled: !online,
                  label: online ? name : say('console.colleagues.away', { name }),
                }))}
              />
            )
          }
        </Asking>
      </Modal>
    </>
  );
}
