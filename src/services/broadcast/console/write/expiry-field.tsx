import { Button, DatePicker, Form } from 'antd';
import dayjs from 'dayjs';
import { span } from '../../../../console/queue/clocks.ts';
import { say } from '../../../../console/say.ts';
import { useNow } from '../../../../console/use-now.ts';
import { instantOf, shanghai } from '../../../../protocol/time.ts';
import type { Draft } from '../../protocol.ts';
import { expiryIn, judgeExpiry, QUICK_HOURS } from './draft.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Until when it holds: a time on the community's clocks, or so long from now by one press. */
export function ExpiryField({ draft, onChange }: { draft: Draft; onChange(part: Partial<Draft>): void }) {
  const now = useNow();
  const { expiresAt } = draft;
  const judged = judgeExpiry(expiresAt, now);
  return (
    <Form.Item
      label={say('broadcastStaff.write.expiry')}
      htmlFor="broadcast-expiry"
      validateStatus={judged === 'over' || judged === 'tooLong' ? 'error' : ''}
    >
      <div className="row">
        <DatePicker
          id="broadcast-expiry"
          showTime={{ format: 'HH:mm' }}
          format="MM-DD HH:mm"
          allowClear={false}
          // The picker knows no zones: it is shown the community's clock, and what it gives is read as that.
          value={expiresAt === null ? null : dayjs(shanghai(expiresAt).format('YYYY-MM-DDTHH:mm'))}
          onChange={(value) =>
            value && onChange({ expiresAt: instantOf(value.format('YYYY-MM-DD'), value.format('HH:mm')) })
          }
        />
        {QUICK_HOURS.map((hours) => (
          <Button key={hours} size="small" onClick={() => onChange({ expiresAt: expiryIn(hours, Date.now()) })}>
            {spanWords(hours * HOUR_MS)}
          </Button>
        ))}
      </div>
      <p className={judged === 'ok' || judged === 'none' ? 'quiet small expiry-left' : 'fault small expiry-left'}>
        {judged === 'ok' && expiresAt !== null
          ? say('broadcastStaff.write.expiryLeft', { span: leftWords(Date.parse(expiresAt) - now) })
          : say(`broadcastStaff.write.expiry.${judged === 'ok' ? 'none' : judged}`)}
      </p>
    </Form.Item>
  );
}

/** A span in its largest unit. */
function spanWords(ms: number): string {
  const { key, params } = span(ms);
  return say(key, params);
}

/** A span in hours and the minutes beside them. */
function leftWords(ms: number): string {
  const minutes = ms % HOUR_MS;
  if (ms < HOUR_MS || minutes < MINUTE_MS) return spanWords(ms);
  const hours = say('console.span.hours', { n: Math.floor(ms / HOUR_MS) });
  return `${hours} ${spanWords(minutes)}`;
}
