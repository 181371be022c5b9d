import { DatePicker, Segmented } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { say } from '../../../console/say.ts';
import { dayOf } from '../../../protocol/time.ts';
import { PERIODS, type Period, type PeriodKind, periodAround } from './period.ts';

const PICKERS = { day: 'date', week: 'week', month: 'month' } as const;
const written = (day: Dayjs) => day.format('YYYY-MM-DD');

/** Chooses a day, a week, a month, or any days. Starts with this month. */
export function PeriodPicker({ onChange }: { onChange(period: Period): void }) {
  const [kind, setKind] = useState<PeriodKind>('month');
  const [day, setDay] = useState(() => dayOf(Date.now()));
  const [own, setOwn] = useState<Period>(() => periodAround(dayOf(Date.now()), 'week'));
  const choose = (next: PeriodKind) => {
    setKind(next);
    onChange(next === 'own' ? own : periodAround(day, next));
  };
  return (
    <>
      <Segmented<PeriodKind>
        value={kind}
        onChange={choose}
        options={PERIODS.map((value) => ({ value, label: say(`sosStaff.report.${value}`) }))}
      />
      {kind === 'own' ? (
        <DatePicker.RangePicker
          allowClear={false}
          value={[dayjs(own.from), dayjs(own.to)]}
          onChange={(days) => {
            const [from, to] = days ?? [];
            if (!from || !to) return;
            const period = { from: written(from), to: written(to) };
            setOwn(period);
            onChange(period);
          }}
        />
      ) : (
        <DatePicker
          allowClear={false}
          picker={PICKERS[kind]}
          value={dayjs(day)}
          aria-label={say('console.day.choose')}
          onChange={(value) => {
            if (!value) return;
            setDay(written(value));
            onChange(periodAround(written(value), kind));
          }}
        />
      )}
    </>
  );
}
