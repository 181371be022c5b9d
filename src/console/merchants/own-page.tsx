import { App, Button, Form } from 'antd';
import type { Merchant } from '../../protocol/contracts/merchants.ts';
import { Asking, Nothing } from '../parts/asking.tsx';
import { Page } from '../parts/page.tsx';
import { say } from '../say.ts';
import { useMe } from '../shell/me.ts';
import { useAsk } from '../use-ask.ts';
import { useDeed } from '../use-deed.ts';
import { OwnFieldItems, type OwnFields, ownFieldsOf, ownInputOf } from './merchant-fields.tsx';

/** What a merchant's people may change of their merchant: telephone, hours, and whether it is open today. */
export default function OwnPage() {
  const { merchant } = useMe();
  const asked = useAsk('merchants:own', merchant && { merchantId: merchant.merchantId }, ['merchants:changed']);
  return (
    <Page title={say('console.page.own')}>
      {merchant ? (
        <Asking of={asked}>{(own) => <OwnForm key={JSON.stringify(own)} own={own} />}</Asking>
      ) : (
        <Nothing words={say('merchants.ofNone')} />
      )}
    </Page>
  );
}

function OwnForm({ own }: { own: Merchant }) {
  const { message } = App.useApp();
  const save = useDeed('merchants:saveOwn');
  const finish = async (fields: OwnFields) => {
    const saved = await save.run({ merchantId: own.id, ...ownInputOf(fields) });
    if (saved) void message.success(say('merchants.saved'));
  };
  return (
    <Form<OwnFields>
      className="panel narrow-form"
      layout="vertical"
      initialValues={ownFieldsOf(own)}
      onFinish={(fields) => void finish(fields)}
    >
      <h2>{own.name}</h2>
      <p className="quiet">{own.place}</p>
      <OwnFieldItems />
      <Button type="primary" htmlType="submit" loading={save.busy}>
        {say('console.do.save')}
      </Button>
    </Form>
  );
}
