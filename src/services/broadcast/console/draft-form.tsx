import { Alert, Button, Form, Input, Radio, Select } from 'antd';
import { say, sayRefusal } from '../../../console/say.ts';
import type { Asked } from '../../../console/use-ask.ts';
import { useNow } from '../../../console/use-now.ts';
import type { AskReply } from '../../../protocol/services.ts';
import { shanghai } from '../../../protocol/time.ts';
import { LEVELS } from '../protocol.ts';
import { AudienceField } from './audience-field.tsx';
import { type Draft, expiryOf, isComplete, VALID_HOURS } from './draft.ts';
import { LevelMark } from './level-mark.tsx';

/** The words, the level, who is meant and for how long; counts live how many that reaches. */
export function DraftForm(props: {
  draft: Draft;
  count: Asked<AskReply<'broadcast:count'>>;
  onChange(part: Partial<Draft>): void;
  onReady(): void;
}) {
  const { draft, count, onChange } = props;
  const ready = isComplete(draft) && count.value !== undefined && count.value.boxes > 0;
  return (
    <Form layout="vertical" onFinish={() => ready && props.onReady()} requiredMark={false}>
      <Form.Item label={say('broadcastStaff.level')}>
        <Radio.Group
          className="level-choice"
          value={draft.level}
          options={LEVELS.map((value) => ({ value, label: <LevelMark level={value} /> }))}
          onChange={(event) => onChange({ level: LEVELS.find((level) => level === event.target.value) })}
        />
      </Form.Item>
      <Words draft={draft} onChange={onChange} />
      <Form.Item label={say('broadcastStaff.audience')}>
        <AudienceField draft={draft} onChange={onChange} />
        <Reach count={count} />
      </Form.Item>
      <Form.Item label={say('broadcastStaff.valid')}>
        <div className="row">
          <Select
            style={{ width: 120 }}
            value={draft.hours}
            onChange={(hours) => onChange({ hours })}
            options={VALID_HOURS.map((hours) => ({ value: hours, label: hoursLabel(hours) }))}
          />
          <Until draft={draft} />
        </div>
      </Form.Item>
      <Button type="primary" size="large" block htmlType="submit" disabled={!ready}>
        {say('broadcastStaff.toLastLook')}
      </Button>
    </Form>
  );
}

function Words({ draft, onChange }: { draft: Draft; onChange(part: Partial<Draft>): void }) {
  return (
    <>
      <Form.Item label={say('broadcastStaff.sender')} htmlFor="broadcast-sender">
        <Input
          id="broadcast-sender"
          value={draft.sender}
          maxLength={20}
          showCount
          onChange={(event) => onChange({ sender: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={say('broadcastStaff.headline')} htmlFor="broadcast-headline">
        <Input
          id="broadcast-headline"
          value={draft.headline}
          maxLength={15}
          showCount
          placeholder={say('broadcastStaff.headlineHint')}
          onChange={(event) => onChange({ headline: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={say('broadcastStaff.body')} htmlFor="broadcast-body">
        <Input.TextArea
          id="broadcast-body"
          value={draft.body}
          maxLength={60}
          showCount
          rows={3}
          placeholder={say('broadcastStaff.bodyHint')}
          onChange={(event) => onChange({ body: event.target.value })}
        />
      </Form.Item>
    </>
  );
}

function Reach({ count }: { count: Asked<AskReply<'broadcast:count'>> }) {
  if (count.refusal && !count.value) return <Alert type="warning" showIcon title={sayRefusal(count.refusal)} />;
  if (!count.value) return null;
  const { boxes } = count.value;
  return (
    <p className={boxes === 0 ? 'reach reach-none' : 'reach'}>
      {boxes === 0 ? say('broadcastStaff.reachNone') : say('broadcastStaff.reach', count.value)}
    </p>
  );
}

function Until({ draft }: { draft: Draft }) {
  const now = useNow();
  const end = shanghai(expiryOf(draft, now));
  return <span className="quiet">{say('broadcastStaff.until', { time: end.format('MM-DD HH:mm') })}</span>;
}

function hoursLabel(hours: number): string {
  return hours < 1
    ? say('console.span.minutes', { n: hours * 60 })
    : hours < 24
      ? say('console.span.hours', { n: hours })
      : say('console.span.days', { n: hours / 24 });
}
