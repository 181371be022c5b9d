import { Checkbox, Form, Input, Modal } from 'antd';
import { ROLES } from '../../protocol/roles.ts';
import type { AskInput } from '../../protocol/services.ts';
import { say } from '../say.ts';
import { useMe } from '../shell/me.ts';
import { useDeed } from '../use-deed.ts';
import type { Account } from './staff-page.tsx';
import './people.css';

type Fields = Omit<AskInput<'people:saveStaff'>, 'id'>;

/** Makes or changes an account. Nobody locks themselves out: the own account cannot be disabled here. */
export function StaffForm(props: { account: Account | undefined; onSaved(): void; onBack(): void }) {
  const { account } = props;
  const { staff: me } = useMe();
  const save = useDeed('people:saveStaff');
  const [form] = Form.useForm<Fields>();
  const required = [{ required: true, message: say('console.form.required') }];
  const finish = async ({ password, ...fields }: Fields) => {
    if (await save.run({ id: account?.id, ...fields, password: password || undefined })) props.onSaved();
  };
  return (
    <Modal
      open
      title={account?.name ?? say('console.staff.new')}
      okText={say('console.do.save')}
      cancelText={say('console.do.back')}
      okButtonProps={{ loading: save.busy }}
      onOk={() => form.submit()}
      onCancel={props.onBack}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        autoComplete="off"
        initialValues={account ? { ...account, disabled: account.disabledAt !== null } : { roles: [], disabled: false }}
        onFinish={(fields) => void finish(fields)}
      >
        <div className="form-pair">
          <Form.Item name="name" label={say('console.people.name')} rules={required}>
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
        <Form.Item name="roles" label={say('console.staff.roles')} rules={required}>
          <Checkbox.Group
            className="role-choice"
            options={ROLES.map((value) => ({ value, label: say(`console.roleHint.${value}`) }))}
          />
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
      </Form>
    </Modal>
  );
}
