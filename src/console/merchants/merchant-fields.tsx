import { Form, Input, Switch, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { Merchant, MerchantHours } from '../../protocol/contracts/merchants.ts';
import { required } from '../parts/form-dialog.tsx';
import { say } from '../say.ts';
import '../people/people.css';

/** What a merchant may also change of itself, as its form holds it. */
export interface OwnFields {
  phone?: string;
  hours: [Dayjs, Dayjs];
  open: boolean;
}

const moment = (time: string) => dayjs(`2000-01-01T${time}`);

/** A merchant's hours as the form holds them. */
export function ownFieldsOf({ phone, hours, open }: Pick<Merchant, 'phone' | 'hours' | 'open'>): OwnFields {
  return { phone, hours: [moment(hours.from), moment(hours.to)], open };
}

/** And as the center takes them. */
export function ownInputOf({ phone = '', hours: [from, to], open }: OwnFields): {
  phone: string;
  hours: MerchantHours;
  open: boolean;
} {
  return { phone, hours: { from: from.format('HH:mm'), to: to.format('HH:mm') }, open };
}

/** Telephone, hours, and whether it is open. */
export function OwnFieldItems() {
  return (
    <>
      <div className="form-pair">
        <Form.Item
          name="phone"
          label={say('merchants.phone')}
          rules={[{ pattern: /^[\d\- ]{3,20}$/, message: say('console.form.phone') }]}
        >
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="hours" label={say('merchants.hours')} rules={required()}>
          <TimePicker.RangePicker
            format="HH:mm"
            minuteStep={5}
            order={false}
            allowClear={false}
            placeholder={[say('merchants.from'), say('merchants.to')]}
          />
        </Form.Item>
      </div>
      <Form.Item name="open" label={say('merchants.state')} extra={say('merchants.openHint')} valuePropName="checked">
        <Switch checkedChildren={say('merchants.open')} unCheckedChildren={say('merchants.closed')} />
      </Form.Item>
    </>
  );
}
