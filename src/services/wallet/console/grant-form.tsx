import { Form, Select } from 'antd';
import { FormDialog, required } from '../../../console/parts/form-dialog.tsx';
import { YuanInput } from '../../../console/parts/yuan-input.tsx';
import { say } from '../../../console/say.ts';
import { useAsk } from '../../../console/use-ask.ts';
import { useDeed } from '../../../console/use-deed.ts';

/** Gives a household money of a subsidy by hand. */
export function GrantForm({ householdId, onBack }: { householdId: string; onBack(): void }) {
  const kinds = useAsk('wallet:kinds', {});
  const grant = useDeed('wallet:grant');
  return (
    <FormDialog<{ kindId: string; fen: number }>
      title={say('walletStaff.grant.do')}
      okText={say('walletStaff.grant.do')}
      busy={grant.busy}
      initial={{}}
      onFinish={(fields) => void grant.run({ householdId, ...fields }).then((done) => done && onBack())}
      onBack={onBack}
    >
      <Form.Item name="kindId" label={say('walletStaff.grant.kind')} rules={required()}>
        <Select options={(kinds.value?.kinds ?? []).map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item name="fen" label={say('walletStaff.grant.fen')} rules={required()}>
        <YuanInput maxFen={500_000} />
      </Form.Item>
    </FormDialog>
  );
}
