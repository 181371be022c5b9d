import { Button, Form, Select, Tag } from 'antd';
import { useState } from 'react';
import { say } from '../../../../console/say.ts';
import { allowed } from '../../../../console/service.ts';
import { useMe } from '../../../../console/shell/me.ts';
import { useAsk } from '../../../../console/use-ask.ts';
import { type Draft, GROUPS, type Reach, type Target } from '../../protocol.ts';
import { targetKey, toggleTarget } from '../parts/targets.ts';
import { useReaches } from '../parts/use-reaches.ts';

/** Who may look households up by name. */
const KEEPERS = ['clerk', 'officer', 'admin'] as const;

/** Any mix of the community, buildings, households and groups; each chosen one stands there by its name. */
export function AudienceField({ draft, onChange }: { draft: Draft; onChange(part: Partial<Draft>): void }) {
  const { staff, community } = useMe();
  const { audience } = draft;
  const reaches = useReaches(audience);
  // What takes the place of a broadcast goes to the very screens that it is on.
  const fixed = draft.kind === 'update';
  const toggle = (target: Target) => onChange({ audience: toggleTarget(audience, target) });
  return (
    <Form.Item label={say('broadcastStaff.write.audience')}>
      <div className="row targets" aria-live="polite">
        {audience.length === 0 && <span className="fault">{say('broadcastStaff.write.audienceNone')}</span>}
        {audience.map((target) => (
          <TargetChip
            key={targetKey(target)}
            target={target}
            reach={reaches.get(targetKey(target))}
            onRemove={fixed ? undefined : () => toggle(target)}
          />
        ))}
      </div>
      {fixed ? (
        <p className="quiet small">{say('broadcastStaff.write.audienceFixed')}</p>
      ) : (
        <div className="row audience-add">
          {community.district && (
            <Toggle
              target={{ kind: 'district', code: community.district.code }}
              name={say('broadcastStaff.audience.wholeDistrict', { name: community.district.name })}
              audience={audience}
              onToggle={toggle}
            />
          )}
          <Toggle
            target={{ kind: 'community' }}
            name={say('broadcastStaff.audience.community')}
            audience={audience}
            onToggle={toggle}
          />
          {GROUPS.map((group) => (
            <Toggle
              key={group}
              target={{ kind: 'group', group }}
              name={say(`broadcast.group.${group}`)}
              audience={audience}
              onToggle={toggle}
            />
          ))}
          <BuildingSelect audience={audience} onToggle={toggle} />
          {allowed(staff.roles, KEEPERS) && <HouseholdSelect audience={audience} onToggle={toggle} />}
        </div>
      )}
    </Form.Item>
  );
}

function TargetChip(props: { target: Target; reach: Reach | undefined; onRemove: (() => void) | undefined }) {
  const { reach, onRemove } = props;
  return (
    <Tag className="target" closable={onRemove !== undefined} onClose={onRemove}>
      {reach?.name ?? say(`broadcastStaff.audience.${props.target.kind}`)}{' '}
      {reach && <span className="quiet small">{say('broadcastStaff.audience.boxes', { n: reach.boxes })}</span>}
    </Tag>
  );
}

interface Adding {
  readonly audience: readonly Target[];
  onToggle(target: Target): void;
}

function Toggle({ target, name, audience, onToggle }: Adding & { target: Target; name: string }) {
  const on = audience.some((one) => targetKey(one) === targetKey(target));
  return (
    <Button type={on ? 'primary' : 'default'} aria-pressed={on} onClick={() => onToggle(target)}>
      {name}
    </Button>
  );
}

function BuildingSelect({ audience, onToggle }: Adding) {
  const asked = useAsk('people:buildings', {});
  return (
    <Select
      className="audience-select"
      mode="multiple"
      value={audience.flatMap((target) => (target.kind === 'building' ? target.id : []))}
      maxTagCount={0}
      maxTagPlaceholder={(chosen) => say('broadcastStaff.audience.buildings', { n: chosen.length })}
      showSearch={{ optionFilterProp: 'label' }}
      loading={asked.loading}
      onSelect={(id) => onToggle({ kind: 'building', id })}
      onDeselect={(id) => onToggle({ kind: 'building', id })}
      placeholder={say('broadcastStaff.audience.chooseBuilding')}
      aria-label={say('broadcastStaff.audience.chooseBuilding')}
      options={asked.value?.buildings.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

function HouseholdSelect({ audience, onToggle }: Adding) {
  const [search, setSearch] = useState('');
  const asked = useAsk('people:households', { search });
  return (
    <Select
      className="audience-select"
      mode="multiple"
      value={audience.flatMap((target) => (target.kind === 'household' ? target.id : []))}
      maxTagCount={0}
      maxTagPlaceholder={(chosen) => say('broadcastStaff.audience.households', { n: chosen.length })}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={asked.loading}
      onSelect={(id) => onToggle({ kind: 'household', id })}
      onDeselect={(id) => onToggle({ kind: 'household', id })}
      placeholder={say('broadcastStaff.audience.chooseHousehold')}
      aria-label={say('broadcastStaff.audience.chooseHousehold')}
      options={asked.value?.households.map((household) => ({
        value: household.id,
        label: [household.label, ...household.residents.map((resident) => resident.name)].join(' '),
      }))}
    />
  );
}
