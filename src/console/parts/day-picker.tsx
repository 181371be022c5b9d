import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, DatePicker, Space } from 'antd';
import dayjs from 'dayjs';
import { addDays, dayOf } from '../../protocol/time.ts';
import { say } from '../say.ts';

/** Chooses a calendar day (YYYY-MM-DD in the community), with one step back and forth and a way to today. */
export function DayPicker({ day, onChange }: { day: string; onChange(day: string): void }) {
  const today = dayOf(Date.now());
  return (
    <Space.Compact>
      <Button
        icon={<LeftOutlined />}
        aria-label={say('console.day.before')}
        onClick={() => onChange(addDays(day, -1))}
      />
      <DatePicker
        allowClear={false}
        value={dayjs(day)}
        format={say('console.day.format')}
        aria-label={say('console.day.choose')}
        onChange={(value) => value && onChange(value.format('YYYY-MM-DD'))}
      />
      <Button
        icon={<RightOutlined />}
        aria-label={say('console.day.after')}
        onClick={() => onChange(addDays(day, 1))}
      />
      <Button disabled={day === today} onClick={() => onChange(today)}>
        {say('console.day.today')}
      </Button>
    </Space.Compact>
  );
}
