import { Radio, Select } from 'antd';
import { useState } from 'react';
import { say } from '../../../console/say.ts';
import { allowed } from '../../../console/service.ts';
import { useMe } from '../../../console/shell/me.ts';
import { useAsk } from '../../../console/use-ask.ts';
import type { Draft } from './draft.ts';

/** Who may look households up by name. */
const KEEPERS = ['clerk', 'officer', 'admin'] as const;

/** Community, one building or one household. */
export function AudienceField({ draft, onChange }: { draft: Draft; onChange(part: Partial<Draft>): void }) {
  const { staff } = useMe();
  const kinds = (['community', 'building', 'household'] as const).filter(
    (kind) => kind !== 'household' || allowed(staff.roles, KEEPERS),
  );
  return (
    <>
      <Radio.Group
        optionType="button"
        value={draft.audienceKind}
        options={kinds.map((value) => ({ value, label: say(`broadcastStaff.audience.${value}`) }))}
        onChange={(event) => onChange({ audienceKind: kinds.find((kind) => kind === event.target.value) })}
      />
      {draft.audienceKind === 'building' && (
        <BuildingSelect value={draft.buildingId} onChange={(buildingId) => onChange({ buildingId })} />
      )}
      {draft.audienceKind === 'household' && (
        <HouseholdSelect value={draft.householdId} onChange={(householdId) => onChange({ householdId })} />
      )}
    </>
  );
}

interface Choice {
  value: string | undefined;
  onChange(id: string): void;
}

function BuildingSelect({ value, onChange }: Choice) {
  const asked = useAsk('people:buildings', {});
  return (
    <Select
      className="audience-select"
      showSearch={{ optionFilterProp: 'label' }}
      loading={asked.loading}
      value={value}
      onChange={onChange}
      placeholder={say('broadcastStaff.audience.chooseBuilding')}
      options={asked.value?.buildings.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

function HouseholdSelect({ value, onChange }: Choice) {
  const [search, setSearch] = useState('');
  const asked = useAsk('people:households', { search });
  return (
    <Select
      className="audience-select"
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={asked.loading}
      value={value}
      onChange={onChange}
      placeholder={say('broadcastStaff.audience.chooseHousehold')}
      options={asked.value?.households.map((household) => ({
        value: household.id,
        label: [household.label, ...household.residents.map((resident) => resident.name)].join(' '),
      }))}
    />
  );
}
