import { Checkbox, Form, Input, Select } from 'antd';
import { COMMUNITY_ROLES, MERCHANT_KINDS } from '../../protocol/roles.ts';
import type { AskInput } from '../../protocol/services.ts';
import { FormDialog, required } from '../parts/form-dialog.tsx';
import { say } from '../say.ts';
import { useMe } from '../shell/me.ts';
import { useAsk } from '../use-ask.ts';
import { useDeed } from '../use-deed.ts';
import type { Account } from './account.ts';
import './people.css';

type Fields = Omit<AskInput<'people:saveStaff'>, 'id'>;

/** Makes or changes an account. Nobody locks themselves out: the own account cannot be disabled here. */
export function StaffForm(props: { account: Account | undefined; onSaved(): void; onBack(): void }) {
  const { account } = props;
  const { staff: me } = useMe();
  const save = useDeed('people:saveStaff');
  const merchants = useAsk('merchants:list', {});
  const finish = async ({ password, merchantId = null, roles = [], ...fields }: Fields) => {
    if (await save.run({ id: account?.id, ...fields, roles, merchantId, password: password || undefined }))
      props.onSaved();
  };
  return (
    <FormDialog<Fields>
      title={account?.name ?? say('console.staff.new')}
      busy={save.busy}
      initial={account ? { ...account, disabled: account.disabledAt !== null } : { roles: [], disabled: false }}
      onFinish={(fields) => void finish(fields)}
      onBack={props.onBack}
    >
      <div className="form-pair">
        <Form.Item name="name" label={say('console.people.name')} rules={required()}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item
          name="login"
          label={say('console.login.login')}
          rules={[{ required: true, pattern: /^[a-z][a-z0-9.-]{1,30}$/, message: say('console.form.login') }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name="merchantId" label={say('merchants.of')} extra={say('merchants.ofHint')}>
        <Select
          allowClear
          placeholder={say('merchants.ofNone')}
          options={merchants.value?.merchants.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['merchantId']}>
        {({ getFieldValue }) =>
          !getFieldValue('merchantId') && (
            <Form.Item name="roles" label={say('console.staff.roles')} rules={required()}>
              <Checkbox.Group
                className="role-choice"
                options={[...COMMUNITY_ROLES, ...MERCHANT_KINDS].map((value) => ({
                  value,
                  label: say(`console.roleHint.${value}`),
                }))}
              />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item
        name="password"
        label={say(account ? 'console.staff.newPassword' : 'console.login.password')}
        extra={say('console.staff.passwordHint')}
        rules={[{ required: !account, min: 10, max: 200, message: say('console.staff.passwordHint') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="disabled" valuePropName="checked">
        <Checkbox disabled={account?.id === me.id}>{say('console.staff.disable')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
