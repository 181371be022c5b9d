import { Checkbox, Form, Input, Radio, Select, Switch } from 'antd';
import { FormDialog, required } from '../../../../console/parts/form-dialog.tsx';
import { say } from '../../../../console/say.ts';
import { useAsk } from '../../../../console/use-ask.ts';
import { useDeed } from '../../../../console/use-deed.ts';
import type { AskReply } from '../../../../protocol/services.ts';
import { type Audience, HAZARDS, type Hazard, LEVELS, type Level, type Source, type Target } from '../../protocol.ts';

interface Fields {
  readonly name: string;
  readonly hazards: Hazard[];
  readonly levels: Level[];
  /** Ids of buildings; none stands for the whole community. */
  readonly buildings: string[];
  readonly rule: 'draft' | 'send';
  readonly pollUrl: string;
  readonly enabled: boolean;
  readonly newToken: boolean;
}

/** Red is never a source's own. */
const OWN_LEVELS = LEVELS.filter((level) => level !== 'red');

/** Makes or changes a source and its bounds. */
export function SourceForm(props: {
  source: Source | undefined;
  onBack(): void;
  onSaved(saved: AskReply<'broadcast:saveSource'>): void;
}) {
  const { source } = props;
  const save = useDeed('broadcast:saveSource');
  const buildings = useAsk('people:buildings', {});

  const finish = async ({ enabled, newToken, buildings: chosen, pollUrl, ...rest }: Fields) => {
    const audience: Audience =
      chosen.length > 0 ? chosen.map((id): Target => ({ kind: 'building', id })) : [{ kind: 'community' }];
    const input = { ...rest, audience, pollUrl: pollUrl.trim() || null };
    const saved = await save.run({ id: source?.id, source: input, enabled, newToken });
    if (saved) props.onSaved(saved);
  };
  return (
    <FormDialog<Fields>
      title={say(source ? 'source.edit' : 'source.add')}
      width={680}
      busy={save.busy}
      initial={initialOf(source)}
      onFinish={(fields) => void finish(fields)}
      onBack={props.onBack}
    >
      <Form.Item name="name" label={say('source.name')} rules={required()}>
        <Input maxLength={20} showCount />
      </Form.Item>
      <Form.Item name="hazards" label={say('source.hazards')} rules={required()}>
        <Checkbox.Group options={HAZARDS.map((value) => ({ value, label: say(`broadcast.hazard.${value}`) }))} />
      </Form.Item>
      <Form.Item name="levels" label={say('source.levels')} extra={say('source.levels.hint')}>
        <Checkbox.Group options={OWN_LEVELS.map((value) => ({ value, label: say(`broadcast.level.${value}`) }))} />
      </Form.Item>
      <Form.Item name="buildings" label={say('source.audience')}>
        <Select
          mode="multiple"
          loading={buildings.loading}
          placeholder={say('source.audience.all')}
          showSearch={{ optionFilterProp: 'label' }}
          options={buildings.value?.buildings.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="rule" label={say('source.rule')} extra={say('source.rule.sendHint')}>
        <Radio.Group
          options={(['draft', 'send'] as const).map((value) => ({ value, label: say(`source.rule.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="pollUrl" label={say('source.pollUrl')} rules={[{ type: 'url' }]}>
        <Input placeholder="https://" maxLength={500} />
      </Form.Item>
      <div className="row">
        <Form.Item name="enabled" label={say('source.enabled')} valuePropName="checked">
          <Switch />
        </Form.Item>
        {source && (
          <Form.Item name="newToken" label={say('source.newToken')} valuePropName="checked">
            <Switch />
          </Form.Item>
        )}
      </div>
    </FormDialog>
  );
}

function initialOf(source: Source | undefined): Fields {
  const buildings = source?.audience.flatMap((target) => (target.kind === 'building' ? [target.id] : [])) ?? [];
  return {
    name: source?.name ?? '',
    hazards: [...(source?.hazards ?? ['weather'])],
    levels: [...(source?.levels ?? ['orange', 'yellow', 'blue'])],
    buildings,
    rule: source?.rule ?? 'draft',
    pollUrl: source?.pollUrl ?? '',
    enabled: source?.enabled ?? true,
    newToken: false,
  };
}
