import { Checkbox, Form, Select } from 'antd';
import { FormDialog } from '../../../console/parts/form-dialog.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { type KeptCamera, type Rights, watchers } from '../protocol.ts';

/** Who may look at a camera. What is taken away ends running looks at once. */
export function RightsForm({ camera, onSaved, onBack }: { camera: KeptCamera; onSaved(): void; onBack(): void }) {
  const save = useDeed('cameras:setRights');
  const buildings = useAsk('people:buildings', {});
  const households = useAsk('people:households', {});
  const homes = households.value?.households
    .filter(({ kind }) => kind === 'home')
    .map(({ id, label, residents }) => ({
      value: id,
      label: [label, ...residents.map(({ name }) => name)].join(' '),
    }));
  const choice = { mode: 'multiple', optionFilterProp: 'label', allowClear: true, options: homes ?? [] } as const;
  return (
    <FormDialog<Rights>
      title={say('camerasStaff.rightsOf', { name: camera.name })}
      busy={save.busy}
      initial={camera.rights}
      onFinish={(rights) => void save.run({ cameraId: camera.id, rights }).then((saved) => saved && onSaved())}
      onBack={onBack}
    >
      <p className="quiet">{say('camerasStaff.rightsHint')}</p>
      <Form.Item name="everyone" valuePropName="checked">
        <Checkbox>{say('camerasStaff.who.everyone')}</Checkbox>
      </Form.Item>
      <Form.Item name="buildings" label={say('camerasStaff.buildings')}>
        <Select
          {...choice}
          options={(buildings.value?.buildings ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="households" label={say('camerasStaff.households')}>
        <Select {...choice} />
      </Form.Item>
      <Form.Item name="families" label={say('camerasStaff.families')} extra={say('camerasStaff.familiesHint')}>
        <Select {...choice} />
      </Form.Item>
      <Form.Item name="roles" label={say('camerasStaff.roles')}>
        <Checkbox.Group options={watchers.map((value) => ({ value, label: say(`camerasStaff.who.${value}`) }))} />
      </Form.Item>
    </FormDialog>
  );
}
