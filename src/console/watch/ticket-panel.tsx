import { Button, Input, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import type { Ticket, TicketBox, TicketState } from '../../protocol/contracts/watch.ts';
import { clockTime } from '../../protocol/time.ts';
import { Failed, Stale } from '../parts/asking.tsx';
import { go } from '../route.ts';
import { say, sayRefusal } from '../say.ts';
import type { ItemPanelProps } from '../service.ts';
import { useAsk } from '../use-ask.ts';
import { useDeed } from '../use-deed.ts';
import { StateSign } from './box-sign.tsx';
import { DoneForm } from './done-form.tsx';
import { Lasting } from './lasting.tsx';
import './watch.css';

/** A ticket of the box watch: which boxes are dark, whom to call, and what comes next. */
export default function TicketPanel({ item }: ItemPanelProps) {
  const { id } = item;
  const asked = useAsk('watch:ticket', { id }, ['watch:changed']);
  const { reload, value: ticket } = asked;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the item is the reason to ask again
  useEffect(reload, [item.version, reload]);

  if (!ticket) {
    if (asked.refusal) return <Failed words={sayRefusal(asked.refusal)} onRetry={reload} />;
    return <Skeleton active />;
  }
  return (
    <>
      {asked.stale && <Stale onRetry={reload} />}
      {!item.closed && <Steps ticket={ticket} />}
      <Boxes ticket={ticket} />
      {!item.closed && <NoteForm id={id} />}
    </>
  );
}

/** Steps that lie ahead of a state. */
const AHEAD: Readonly<Record<TicketState, readonly ('calling' | 'visit')[]>> = {
  open: ['calling', 'visit'],
  calling: ['visit'],
  visit: [],
  done: [],
};

function Steps({ ticket: { id, state } }: { ticket: Ticket }) {
  const advance = useDeed('watch:advance');
  return (
    <div className="row watch-steps">
      {AHEAD[state].map((to, index) => (
        <Button
          key={to}
          type={index === 0 ? 'primary' : 'default'}
          disabled={advance.busy}
          onClick={() => void advance.run({ id, to })}
        >
          {say(`watch.step.${to}`)}
        </Button>
      ))}
      <DoneForm id={id} />
    </div>
  );
}

function Boxes({ ticket: { boxes, whole } }: { ticket: Ticket }) {
  const dark = boxes.filter((box) => box.back === null).length;
  return (
    <section>
      {whole && <h2>{say('watch.ticket.dark', { n: dark })}</h2>}
      {boxes.map((box) => (
        <BoxLine key={box.boxId} box={box} />
      ))}
    </section>
  );
}

function BoxLine({ box }: { box: TicketBox }) {
  return (
    <div className="watch-box">
      <div className="row apart">
        <span>
          <strong>{box.place}</strong> {box.name}
        </span>
        <Button size="small" type="link" onClick={() => go(`/people/households/${box.householdId}`)}>
          {say('watch.ticket.open')}
        </Button>
      </div>
      {box.back === null ? (
        <StateSign state="dark">
          {say('watch.cause.lost')} <Lasting from={box.since} until={null} />
        </StateSign>
      ) : (
        <StateSign state="online">{say('watch.ticket.back', { time: clockTime(box.back) })}</StateSign>
      )}
      <p className="watch-contacts">
        {box.contacts.length === 0 && <span className="quiet">{say('watch.ticket.noContact')}</span>}
        {box.contacts.map((contact) => (
          <span key={`${contact.name}${contact.phone}`}>
            {contact.relation} {contact.name} <strong className="figures">{contact.phone}</strong>
          </span>
        ))}
      </p>
    </div>
  );
}

function NoteForm({ id }: { id: string }) {
  const note = useDeed('watch:note');
  const [words, setWords] = useState('');
  const write = async () => {
    if (words.trim() && (await note.run({ id, words }))) setWords('');
  };
  return (
    <section className="row watch-note">
      <Input
        value={words}
        maxLength={500}
        placeholder={say('watch.note.hint')}
        aria-label={say('watch.note.hint')}
        onChange={(event) => setWords(event.target.value)}
        onPressEnter={() => void write()}
      />
      <Button disabled={!words.trim()} loading={note.busy} onClick={() => void write()}>
        {say('watch.note.write')}
      </Button>
    </section>
  );
}
