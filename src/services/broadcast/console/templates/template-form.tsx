import { Alert, Button, Form, Input, InputNumber, Select } from 'antd';
import { FormDialog, required } from '../../../../console/parts/form-dialog.tsx';
import { say } from '../../../../console/say.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import type { AskInput } from '../../../../protocol/services.ts';
import { BODY_MAX, HAZARDS, HEADLINE_MAX, LEVELS, type Template } from '../../protocol.ts';
import { GAP } from '../write/gaps.ts';

type Fields = AskInput<'broadcast:saveTemplate'>['template'];

/** Makes or changes a template. Whatever is saved waits for another person's approval. */
export function TemplateForm(props: { template: Template | undefined; onBack(): void; onSaved(): void }) {
  const { template } = props;
  const save = useDeed('broadcast:saveTemplate');
  const finish = async (fields: Fields) => {
    if (await save.run({ id: template?.id, template: fields })) props.onSaved();
  };
  return (
    <FormDialog<Fields>
      width={600}
      title={say(template ? 'broadcastStaff.templates.edit' : 'broadcastStaff.templates.new')}
      busy={save.busy}
      initial={template ?? { hours: 2 }}
      onFinish={(fields) => void finish(fields)}
      onBack={props.onBack}
    >
      {template?.approvedBy && <Alert type="warning" showIcon title={say('broadcastStaff.templates.editMeans')} />}
      <Form.Item name="name" label={say('broadcastStaff.templates.name')} rules={required()}>
        <Input maxLength={20} showCount />
      </Form.Item>
      <div className="template-kind">
        <Form.Item name="hazard" label={say('broadcastStaff.write.hazard')} rules={required()}>
          <Select options={HAZARDS.map((value) => ({ value, label: say(`broadcast.hazard.${value}`) }))} />
        </Form.Item>
        <Form.Item name="level" label={say('broadcastStaff.write.level')} rules={required()}>
          <Select options={LEVELS.map((value) => ({ value, label: say(`broadcast.level.${value}`) }))} />
        </Form.Item>
        <Form.Item name="hours" label={say('broadcastStaff.templates.hours')} rules={required()}>
          <InputNumber min={0.5} max={72} step={0.5} />
        </Form.Item>
      </div>
      <Form.Item name="headline" label={say('broadcastStaff.write.headline')} rules={required()}>
        <Input maxLength={HEADLINE_MAX} showCount />
      </Form.Item>
      <Form.Item name="body" label={say('broadcastStaff.write.body')} rules={required()} extra={<GapHelp />}>
        <Input.TextArea rows={3} maxLength={BODY_MAX} showCount />
      </Form.Item>
    </FormDialog>
  );
}

/** Says what a gap is, and puts one at the end of the body for who does not find the braces. */
function GapHelp() {
  const form = Form.useFormInstance<Fields>();
  const add = () => form.setFieldValue('body', `${form.getFieldValue('body') ?? ''}${GAP}`);
  return (
    <>
      {say('broadcastStaff.templates.gapHint')}{' '}
      <Button size="small" onClick={add}>
        {say('broadcastStaff.templates.addGap')}
      </Button>
    </>
  );
}
