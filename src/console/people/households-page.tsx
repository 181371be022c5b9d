import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { HouseholdView } from '../../protocol/contracts/people.ts';
import { Asking, Nothing } from '../parts/asking.tsx';
import { Page, Split } from '../parts/page.tsx';
import { go, useRoute } from '../route.ts';
import { say } from '../say.ts';
import { allowed } from '../service.ts';
import { useMe } from '../shell/me.ts';
import { useAsk } from '../use-ask.ts';
import { HouseholdDetail } from './household-detail.tsx';
import { HouseholdForm } from './household-form.tsx';
import { HouseholdTable } from './household-table.tsx';
import './people.css';

/** All, or those that have a suspect or dark box. */
const VIEWS = ['all', 'gone'] as const;
type View = (typeof VIEWS)[number];

/** Who lives where with which boxes. Officers read, clerks and the admin keep it. */
export default function HouseholdsPage() {
  const { staff } = useMe();
  const keeps = allowed(staff.roles, ['clerk', 'admin']);
  const [search, setSearch] = useState('');
  const [buildingId, setBuildingId] = useState<string>();
  const [view, setView] = useState<View>('all');
  const [making, setMaking] = useState(false);
  const buildings = useAsk('people:buildings', {});
  const gone = view === 'gone' || undefined;
  const asked = useAsk('people:households', { search, buildingId, gone }, ['people:household', 'watch:changed']);
  const chosenId = useRoute()[2];
  const chosen = asked.value?.households.find((household) => household.id === chosenId);
  const learn = (household: HouseholdView) =>
    asked.patch((known) => ({
      ...known,
      households: known.households.map((one) => (one.id === household.id ? household : one)),
    }));

  return (
    <Page
      title={say('console.page.households')}
      extra={
        <>
          <Segmented<View>
            value={view}
            onChange={setView}
            options={VIEWS.map((value) => ({ value, label: say(`console.people.view.${value}`) }))}
          />
          <Select
            allowClear
            style={{ width: 150 }}
            placeholder={say('console.people.allBuildings')}
            value={buildingId}
            onChange={setBuildingId}
            options={buildings.value?.buildings.map(({ id, name, households }) => ({
              value: id,
              label: say('console.people.buildingOption', { name, households }),
            }))}
          />
          <Input.Search
            allowClear
            style={{ width: 220 }}
            placeholder={say('console.people.search')}
            onSearch={(words) => setSearch(words.trim())}
          />
          {keeps && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
              {say('console.people.newHousehold')}
            </Button>
          )}
        </>
      }
    >
      <Split
        detailLabel={chosen?.label ?? ''}
        list={
          <Asking of={asked}>
            {({ households, more }) => (
              <>
                {more && <Alert type="info" showIcon title={say('console.people.more')} className="people-more" />}
                {households.length === 0 ? (
                  <Nothing words={say(gone ? 'console.people.noneGone' : 'console.people.none')} />
                ) : (
                  <HouseholdTable households={households} chosen={chosenId} narrow={chosen !== undefined} />
                )}
              </>
            )}
          </Asking>
        }
        detail={chosen ? <HouseholdDetail key={chosen.id} household={chosen} keeps={keeps} onChange={learn} /> : null}
      />
      {making && (
        <HouseholdForm
          household={undefined}
          buildings={buildings.value?.buildings ?? []}
          onBack={() => setMaking(false)}
          onSaved={(household) => {
            setMaking(false);
            asked.reload();
            go(`/people/households/${household.id}`);
          }}
        />
      )}
    </Page>
  );
}
