import { Dialog } from 'antd-mobile';
import { useState } from 'react';
import type { Refusal } from '../../protocol/reply.ts';
import { link } from '../link.ts';
import { say, sayRefusal } from '../say.ts';

/** Gives the access back; the safe answer stands first. */
export function LeaveDialog({ who, open, onClose }: { who: string; open: boolean; onClose(): void }) {
  const [refusal, setRefusal] = useState<Refusal>();

  async function leave(): Promise<void> {
    const reply = await link.ask('relatives:leave', {});
    // When it worked the center has shut the door before its answer could come, and the page says so.
    if (!reply.ok && link.view().state === 'online') setRefusal(reply.refusal);
  }

  return (
    <Dialog
      visible={open}
      title={say('phone.leave.title', { who })}
      content={
        <>
          <p>{say('phone.leave.words')}</p>
          {refusal && <p className="refusal">{sayRefusal(refusal)}</p>}
        </>
      }
      actions={[
        [
          { key: 'no', text: say('phone.leave.no'), bold: true, onClick: onClose },
          { key: 'yes', text: say('phone.leave.yes'), danger: true, onClick: () => leave() },
        ],
      ]}
    />
  );
}
