import { Button } from 'antd';
import { useState } from 'react';
import { say } from '../../../console/say.ts';
import { useDeed } from '../../../console/use-deed.ts';
import { ageOn } from '../../../protocol/contracts/people.ts';
import { dayOf } from '../../../protocol/time.ts';
import type { ResponderCard } from '../protocol.ts';

/** What must be known at the door. Behind a button, because every look is written to the audit. */
export function ResponderCardView({ alarmId, closed }: { alarmId: string; closed: boolean }) {
  const look = useDeed('sos:card');
  const [card, setCard] = useState<ResponderCard>();
  if (closed) return null;
  if (!card) {
    return (
      <section>
        <Button block loading={look.busy} onClick={() => void look.run({ alarmId }).then(setCard)}>
          {say('sosStaff.card.open')}
        </Button>
        <p className="quiet small">{say('sosStaff.card.logged')}</p>
      </section>
    );
  }
  return (
    <section className="sos-card">
      <h2>{say('sosStaff.card.title')}</h2>
      <dl>
        <dt>{say('sosStaff.card.address')}</dt>
        <dd>{card.address}</dd>
        <dt>{say('sosStaff.card.access')}</dt>
        <dd>{card.access || say('sosStaff.card.none')}</dd>
        <dt>{say('sosStaff.card.callFirst')}</dt>
        <dd>{card.callFirst || say('sosStaff.card.none')}</dd>
        {card.contacts.map((contact) => (
          <Contact key={`${contact.name}${contact.phone}`} contact={contact} />
        ))}
      </dl>
      {card.residents.map((resident) => (
        <Medical key={resident.name} resident={resident} />
      ))}
    </section>
  );
}

function Contact({ contact }: { contact: ResponderCard['contacts'][number] }) {
  return (
    <>
      <dt>{contact.relation || say('sosStaff.card.contact')}</dt>
      <dd>
        {contact.name} <strong className="figures">{contact.phone}</strong>
      </dd>
    </>
  );
}

function Medical({ resident }: { resident: ResponderCard['residents'][number] }) {
  const age = ageOn(resident.birthYear, dayOf(Date.now()));
  return (
    <div className="sos-person">
      <strong>{say('sosStaff.card.person', { name: resident.name, age })}</strong>
      <dl>
        {(['conditions', 'allergies', 'medicines'] as const).map((part) => (
          <Fact key={part} name={say(`sosStaff.card.${part}`)} words={resident.medical[part]} />
        ))}
      </dl>
    </div>
  );
}

function Fact({ name, words }: { name: string; words: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{words || say('sosStaff.card.none')}</dd>
    </>
  );
}
