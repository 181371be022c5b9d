import { Form, Modal } from 'antd';
import type { ReactNode } from 'react';
import { say } from '../say.ts';

/** The rule of a field that must be filled in. */
export const required = () => [{ required: true, message: say('console.form.required') }];

/** A dialog around a form: 保存 (or `okText`) sends it when every rule holds, 返回 leaves it. `busy` while it is being saved. */
export function FormDialog<Fields extends object>(props: {
  title: string;
  okText?: string;
  busy: boolean;
  initial: object;
  onFinish(fields: Fields): void;
  onBack(): void;
  children: ReactNode;
  /** px */
  width?: number;
}) {
  const [form] = Form.useForm<Fields>();
  return (
    <Modal
      open
      width={props.width}
      title={props.title}
      okText={props.okText ?? say('console.do.save')}
      cancelText={say('console.do.back')}
      okButtonProps={{ loading: props.busy }}
      onOk={() => form.submit()}
      onCancel={props.onBack}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        autoComplete="off"
        initialValues={props.initial}
        onFinish={(fields) => props.onFinish(fields)}
      >
        {props.children}
      </Form>
    </Modal>
  );
}
