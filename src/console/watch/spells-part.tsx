import { Button } from 'antd';
import { useState } from 'react';
import type { BoxView, HouseholdView } from '../../protocol/contracts/people.ts';
import type { BoxSpells, Spell } from '../../protocol/contracts/watch.ts';
import { Asking } from '../parts/asking.tsx';
import { stamp } from '../parts/moment.tsx';
import { liveBoxes } from '../people/live-boxes.ts';
import { say } from '../say.ts';
import { useAsk } from '../use-ask.ts';
import { Lasting, sayLength } from './lasting.tsx';
import './watch.css';

/** So many are shown at first. */
const FIRST = 5;

/** How long the household's boxes were dark in the last month. */
export function SpellsPart({ household }: { household: HouseholdView }) {
  const asked = useAsk('watch:spells', { householdId: household.id }, ['watch:changed', 'people:household']);
  const live = liveBoxes(household);
  if (live.length === 0) return null;
  return (
    <section>
      <h2>{say('watch.spells')}</h2>
      <Asking of={asked}>
        {({ boxes }) =>
          live.map((box) => (
            <OfBox key={box.id} box={box} named={live.length > 1} known={boxes.find((one) => one.boxId === box.id)} />
          ))
        }
      </Asking>
    </section>
  );
}

function OfBox({ box, named, known }: { box: BoxView; named: boolean; known: BoxSpells | undefined }) {
  const [all, setAll] = useState(false);
  const spells = known?.spells ?? [];
  const shown = all ? spells : spells.slice(0, FIRST);
  return (
    <div className="watch-box">
      {named && <strong>{box.name}</strong>}
      {spells.length === 0 && <p className="quiet">{say('watch.spells.none')}</p>}
      {known && known.lost.times > 0 && (
        <p>{say('watch.spells.lost', { times: known.lost.times, span: sayLength(known.lost.ms) })}</p>
      )}
      {known && known.byCenter.times > 0 && (
        <p className="quiet">
          {say('watch.spells.byCenter', { times: known.byCenter.times, span: sayLength(known.byCenter.ms) })}
        </p>
      )}
      <ol className="watch-spells">
        {shown.map((spell) => (
          <SpellLine key={spell.id} spell={spell} />
        ))}
      </ol>
      {shown.length < spells.length && (
        <Button size="small" type="link" onClick={() => setAll(true)}>
          {say('watch.spells.all', { n: spells.length })}
        </Button>
      )}
    </div>
  );
}

function SpellLine({ spell: { from, until, cause } }: { spell: Spell }) {
  return (
    <li>
      <span className="figures">
        {stamp(from)} – {until ? stamp(until) : say('watch.spells.still')}
      </span>
      <strong>
        <Lasting from={from} until={until} />
      </strong>
      <span className="quiet">{say(`watch.cause.${cause}`)}</span>
    </li>
  );
}
