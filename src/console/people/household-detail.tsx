import { CloseOutlined, EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Suspense, useState } from 'react';
import { go } from '../route.ts';
import { say } from '../say.ts';
import { householdParts } from '../services.ts';
import { useAsk } from '../use-ask.ts';
import { SpellsPart } from '../watch/spells-part.tsx';
import { BoxesPart } from './boxes-part.tsx';
import { ChainPart } from './chain-part.tsx';
import { HouseholdForm } from './household-form.tsx';
import type { HouseholdPartProps } from './household-part.ts';
import { ResidentsPart } from './residents-part.tsx';

/** All about one household. */
export function HouseholdDetail(props: HouseholdPartProps) {
  const home = props.household.kind === 'home';
  return (
    <div className="detail">
      <Facts {...props} />
      {home && <ResidentsPart {...props} />}
      <BoxesPart {...props} />
      <SpellsPart household={props.household} />
      {home && <ChainPart {...props} />}
      {home &&
        householdParts.map(([id, Part]) => (
          <Suspense key={id} fallback={null}>
            <Part {...props} />
          </Suspense>
        ))}
    </div>
  );
}

function Facts({ household, keeps, onChange }: HouseholdPartProps) {
  const [editing, setEditing] = useState(false);
  const buildings = useAsk('people:buildings', editing ? {} : null);
  return (
    <>
      <div className="row apart">
        <h2>{household.label}</h2>
        <span className="row">
          {keeps && (
            <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
              {say('console.do.edit')}
            </Button>
          )}
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={say('console.do.closePanel')}
            onClick={() => go('/people/households')}
          />
        </span>
      </div>
      {household.kind === 'public' && <p className="quiet">{say('console.people.publicHint')}</p>}
      <dl className="facts">
        <dt>{say('console.people.access')}</dt>
        <dd>{household.access || say('console.people.notKnown')}</dd>
        {household.boxOffAtNight && (
          <>
            <dt>{say('console.people.night')}</dt>
            <dd>{say('console.people.boxOffAtNight')}</dd>
          </>
        )}
        {household.contacts.map((contact) => (
          <div className="facts-pair" key={`${contact.name}${contact.phone}`}>
            <dt>{contact.relation || say('console.people.contact')}</dt>
            <dd>
              {contact.name} <span className="figures">{contact.phone}</span>
            </dd>
          </div>
        ))}
      </dl>
      {editing && buildings.value && (
        <HouseholdForm
          household={household}
          buildings={buildings.value.buildings}
          onBack={() => setEditing(false)}
          onSaved={(saved) => {
            setEditing(false);
            onChange(saved);
          }}
        />
      )}
    </>
  );
}
