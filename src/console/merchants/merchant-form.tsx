import { Checkbox, Form, Input, Select } from 'antd';
import { KIND_SERVICES, type Merchant } from '../../protocol/contracts/merchants.ts';
import { MERCHANT_KINDS } from '../../protocol/roles.ts';
import { FormDialog, required } from '../parts/form-dialog.tsx';
import { say, sayService } from '../say.ts';
import { useDeed } from '../use-deed.ts';
import { isHere } from './draft.ts';
import { OwnFieldItems, type OwnFields, ownFieldsOf, ownInputOf } from './merchant-fields.tsx';

type Fields = Pick<Merchant, 'kind' | 'name' | 'place' | 'services'> & OwnFields;

const FRESH = { phone: '', hours: { from: '08:00', to: '18:00' }, open: true };

/** Makes or changes a merchant; what kind it is stays as it is. */
export function MerchantForm(props: { merchant: Merchant | undefined; onSaved(): void; onBack(): void }) {
  const { merchant } = props;
  const save = useDeed('merchants:save');
  const finish = async (fields: Fields) => {
    const { name, place, kind = merchant?.kind ?? 'canteen' } = fields;
    const services = fields.services.filter((id) => KIND_SERVICES[kind].includes(id));
    const input = { id: merchant?.id, kind, name, place, services, ...ownInputOf(fields) };
    if (await save.run(input)) props.onSaved();
  };
  const kind = merchant?.kind ?? 'canteen';
  const known = merchant ?? { kind, name: '', place: '', services: KIND_SERVICES[kind] };
  return (
    <FormDialog<Fields>
      title={merchant?.name ?? say('merchants.new')}
      busy={save.busy}
      initial={{ ...known, ...ownFieldsOf(merchant ?? FRESH) }}
      onFinish={(fields) => void finish(fields)}
      onBack={props.onBack}
    >
      <div className="form-pair">
        <Form.Item name="name" label={say('merchants.name')} rules={required()}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="kind" label={say('merchants.kind')} rules={required()}>
          <Select
            disabled={merchant !== undefined}
            options={MERCHANT_KINDS.map((value) => ({ value, label: say(`console.role.${value}`) }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="place" label={say('merchants.place')} rules={required()}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) => <ServicesField kind={getFieldValue('kind') as Merchant['kind']} />}
      </Form.Item>
      <OwnFieldItems />
    </FormDialog>
  );
}

/** Nothing while this center has none of the services that the kind can serve. */
function ServicesField({ kind }: Pick<Merchant, 'kind'>) {
  const options = serviceOptions(kind);
  return (
    <Form.Item name="services" label={say('merchants.services')} hidden={options.length === 0}>
      <Checkbox.Group options={options} />
    </Form.Item>
  );
}

function serviceOptions(kind: Merchant['kind']) {
  return KIND_SERVICES[kind].filter(isHere).map((value) => ({ value, label: sayService(value) }));
}
