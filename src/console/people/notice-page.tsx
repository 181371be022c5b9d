import { App, Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import type { AskReply } from '../../protocol/services.ts';
import { Asking } from '../parts/asking.tsx';
import { Ago } from '../parts/moment.tsx';
import { Page } from '../parts/page.tsx';
import { say } from '../say.ts';
import { type Asked, useAsk } from '../use-ask.ts';
import { useDeed } from '../use-deed.ts';
import './people.css';

const KINDS = ['sun', 'cloud', 'rain', 'snow'] as const;

interface Fields {
  line: string;
  byHand: boolean;
  kind: (typeof KINDS)[number];
  low: number;
  high: number;
}

/** The line of words and the weather on every TV's home page. */
export default function NoticePage() {
  const asked = useAsk('people:notice', {});
  return (
    <Page title={say('console.page.notice')}>
      <Asking of={asked}>{(notice) => <NoticeForm notice={notice} asked={asked} />}</Asking>
    </Page>
  );
}

function NoticeForm({ notice, asked }: { notice: AskReply<'people:notice'>; asked: Asked<AskReply<'people:notice'>> }) {
  const { message } = App.useApp();
  const save = useDeed('people:saveNotice');
  const { weather } = notice;
  const [form] = Form.useForm<Fields>();
  const byHand = Form.useWatch('byHand', form) ?? weather?.source === 'staff';
  const finish = async ({ line, kind, low, high }: Fields) => {
    const saved = await save.run({ line: line.trim() || null, weather: byHand ? { kind, low, high } : null });
    if (!saved) return;
    asked.patch(() => saved);
    void message.success(say('console.notice.saved'));
  };
  return (
    <Form<Fields>
      className="panel narrow-form"
      form={form}
      layout="vertical"
      onFinish={(fields) => void finish(fields)}
      initialValues={{
        line: notice.line ?? '',
        byHand: weather?.source === 'staff',
        kind: weather?.kind ?? 'sun',
        low: weather?.low ?? 0,
        high: weather?.high ?? 10,
      }}
    >
      <Form.Item name="line" label={say('console.notice.line')} extra={say('console.notice.lineHint')}>
        <Input maxLength={60} showCount allowClear />
      </Form.Item>
      <Form.Item label={say('console.notice.now')}>
        {weather ? (
          <span>
            {say(`console.weather.${weather.kind}`)} {weather.low}–{weather.high} ℃{' '}
            <span className="quiet">
              {say(`console.weather.source.${weather.source}`)}{' '}
              {weather.source !== 'climate' && <Ago at={weather.at} />}
            </span>
          </span>
        ) : (
          say('console.weather.none')
        )}
      </Form.Item>
      <Form.Item name="byHand" label={say('console.notice.byHand')} valuePropName="checked">
        <Switch />
      </Form.Item>
      {byHand && (
        <div className="row">
          <Form.Item name="kind" label={say('console.notice.kind')}>
            <Select
              style={{ width: 110 }}
              options={KINDS.map((value) => ({ value, label: say(`console.weather.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="low" label={say('console.notice.low')}>
            <InputNumber min={-50} max={60} precision={0} />
          </Form.Item>
          <Form.Item name="high" label={say('console.notice.high')}>
            <InputNumber min={-50} max={60} precision={0} />
          </Form.Item>
        </div>
      )}
      <Button type="primary" htmlType="submit" loading={save.busy}>
        {say('console.notice.save')}
      </Button>
    </Form>
  );
}
