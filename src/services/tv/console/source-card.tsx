import { Alert, Button, Card, Input, Space, Tag } from 'antd';
import { useState } from 'react';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { clockTime, dayOf } from '../../../protocol/time.ts';
import type { SourceView } from '../protocol.ts';

const COLORS = { never: 'default', ok: 'green', failing: 'red' } as const;

/** Where the list or the guide is read from, and how that went. */
export function SourceCard({ source }: { source: SourceView }) {
  const { kind, state, readAt, count, trouble } = source;
  const [origin, setOrigin] = useState(source.origin);
  const set = useDeed('tv:setSource');
  const readNow = useDeed('tv:readNow');
  const read = readAt
    ? say('tvStaff.source.readAt', { time: `${dayOf(readAt)} ${clockTime(readAt)}`, n: count })
    : say('tvStaff.source.never');
  return (
    <Card
      size="small"
      title={say(`tvStaff.source.${kind}`)}
      style={{ flex: 1 }}
      extra={
        <Space>
          <Tag color={COLORS[state]}>{say(`tvStaff.state.${state}`)}</Tag>
          <Button size="small" loading={readNow.busy} onClick={() => void readNow.run({ kind })}>
            {say('tvStaff.source.readNow')}
          </Button>
        </Space>
      }
    >
      <Space.Compact style={{ width: '100%' }}>
        <Input
          value={origin}
          maxLength={500}
          placeholder={say('tvStaff.source.sample')}
          aria-label={say(`tvStaff.source.${kind}`)}
          onChange={(event) => setOrigin(event.target.value)}
        />
        <Button
          type="primary"
          loading={set.busy}
          disabled={origin.trim() === source.origin}
          onClick={() => void set.run({ kind, origin })}
        >
          {say('tvStaff.source.save')}
        </Button>
      </Space.Compact>
      <p className="quiet">{say('tvStaff.source.hint')}</p>
      <p className="figures">{read}</p>
      {state === 'failing' && <Alert type="error" showIcon title={say('tvStaff.source.kept')} description={trouble} />}
    </Card>
  );
}
