import { PlusOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { ageOn, type Resident } from '../../protocol/contracts/people.ts';
import { dayOf } from '../../protocol/time.ts';
import { say } from '../say.ts';
import type { HouseholdPartProps } from './household-part.ts';
import { MedicalCardForm } from './medical-card-form.tsx';
import { ResidentForm } from './resident-form.tsx';

/** Who lives here, with what they may eat; the medical card is behind its own button, because looks are logged. */
export function ResidentsPart({ household, keeps, onChange }: HouseholdPartProps) {
  const [edited, setEdited] = useState<Resident | 'new'>();
  const [card, setCard] = useState<Resident>();
  return (
    <section>
      <div className="row apart">
        <h2>{say('console.people.residents')}</h2>
        {keeps && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
            {say('console.people.addResident')}
          </Button>
        )}
      </div>
      {household.residents.map((resident) => (
        <article className="person" key={resident.id}>
          <div className="row apart">
            <span>
              <strong>{resident.name}</strong> {resident.salutation}{' '}
              <span className="quiet">
                {say('console.people.born', {
                  year: resident.birthYear,
                  age: ageOn(resident.birthYear, dayOf(Date.now())),
                })}
              </span>
            </span>
            {keeps && (
              <span className="row">
                <Button size="small" onClick={() => setCard(resident)}>
                  {say('console.people.medical')}
                </Button>
                <Button size="small" onClick={() => setEdited(resident)}>
                  {say('console.do.edit')}
                </Button>
              </span>
            )}
          </div>
          <DietTags resident={resident} />
        </article>
      ))}
      {household.residents.length === 0 && <p className="quiet">{say('console.people.noResident')}</p>}
      {edited && (
        <ResidentForm
          householdId={household.id}
          resident={edited === 'new' ? undefined : edited}
          onBack={() => setEdited(undefined)}
          onSaved={(saved) => {
            setEdited(undefined);
            onChange(saved);
          }}
        />
      )}
      {card && <MedicalCardForm resident={card} onBack={() => setCard(undefined)} />}
    </section>
  );
}

function DietTags({ resident }: { resident: Resident }) {
  const { needs, avoids } = resident.diet;
  if (needs.length + avoids.length === 0) return null;
  return (
    <div className="row diet">
      {needs.map((mark) => (
        <Tag key={mark} color="green">
          {say(`meals.mark.${mark}`)}
        </Tag>
      ))}
      {avoids.map((allergen) => (
        <Tag key={allergen} color="volcano">
          {say('console.people.avoids', { what: say(`meals.allergen.${allergen}`) })}
        </Tag>
      ))}
    </div>
  );
}
