import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import { say } from '../../../console/say.ts';
import type { ItemPanelProps } from '../../../console/service.ts';
import { useDeed } from '../../../console/use-deed.ts';

/** A camera that is gone, in the queue: somebody takes it, and says when it is done. */
export default function TicketPanel({ item }: ItemPanelProps) {
  const advance = useDeed('cameras:advanceTicket');
  const [words, setWords] = useState('');
  if (item.closed) return <p>{say('camerasStaff.state.done')}</p>;
  const requestId = item.id;
  return (
    <Space orientation="vertical" className="cameras-ticket">
      <p>{say('camerasStaff.ticketHint')}</p>
      <Button href="#/cameras">{say('camerasStaff.toCameras')}</Button>
      {item.state === 'open' ? (
        <Button type="primary" loading={advance.busy} onClick={() => void advance.run({ requestId, to: 'taken' })}>
          {say('camerasStaff.take')}
        </Button>
      ) : (
        <>
          <Input
            maxLength={200}
            value={words}
            placeholder={say('camerasStaff.doneWords')}
            onChange={(event) => setWords(event.target.value)}
          />
          <Button
            type="primary"
            loading={advance.busy}
            disabled={words.trim() === ''}
            onClick={() => void advance.run({ requestId, to: 'done', words })}
          >
            {say('camerasStaff.finish')}
          </Button>
        </>
      )}
    </Space>
  );
}
