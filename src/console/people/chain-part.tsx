import { Button, Checkbox, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import {
  CHAIN_STEPS,
  type ChainStep,
  DEFAULT_CHAIN,
  type HouseholdChain,
} from '../../protocol/contracts/responders.ts';
import { Asking } from '../parts/asking.tsx';
import { say } from '../say.ts';
import { useAsk } from '../use-ask.ts';
import { useDeed } from '../use-deed.ts';
import { type ChainDraft, chainOf, draftOf } from './chain.ts';
import type { HouseholdPartProps } from './household-part.ts';

/** Who is told when nobody takes a call for help of this household, and after how long. */
export function ChainPart({ household, keeps }: HouseholdPartProps) {
  const asked = useAsk('responders:chain', { householdId: household.id }, ['people:household']);
  const [editing, setEditing] = useState(false);
  return (
    <section>
      <div className="row apart">
        <h2>{say('console.chain.title')}</h2>
        {keeps && (
          <Button size="small" disabled={!asked.value} onClick={() => setEditing(true)}>
            {say('console.do.edit')}
          </Button>
        )}
      </div>
      <Asking of={asked}>
        {(chain) => (
          <>
            <p className="quiet small">{say(chain.own ? 'console.chain.own' : 'console.chain.usual')}</p>
            <Steps chain={chain} />
            {editing && (
              <ChainForm
                chain={chain}
                onBack={() => setEditing(false)}
                onSaved={(saved) => {
                  setEditing(false);
                  asked.patch(() => saved);
                }}
              />
            )}
          </>
        )}
      </Asking>
    </section>
  );
}

function Steps({ chain }: { chain: HouseholdChain }) {
  return (
    <ol className="chain">
      {chain.steps.map(({ who, afterS, people }) => (
        <li key={who}>
          <span className="figures chain-after">{sayAfter(afterS)}</span>
          <strong>{say(`console.chain.who.${who}`)}</strong>
          <span>
            {people.map(({ relation, name, phone }) => [relation, name, phone].filter(Boolean).join(' ')).join('；')}
            {people.length === 0 && <span className="fault">{say('console.chain.nobody')}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function sayAfter(seconds: number): string {
  return seconds === 0 ? say('console.chain.atOnce') : say('console.chain.after', { n: seconds });
}

/** The household's own chain; with the usual one at hand to go back to. */
function ChainForm(props: { chain: HouseholdChain; onSaved(chain: HouseholdChain): void; onBack(): void }) {
  const { householdId, own, steps } = props.chain;
  const save = useDeed('responders:saveChain');
  const [draft, setDraft] = useState(() => draftOf(steps, DEFAULT_CHAIN));
  const chain = chainOf(draft);
  const finish = (saved: ChainStep[] | null) =>
    void save.run({ householdId, chain: saved }).then((reply) => reply && props.onSaved(reply));
  return (
    <Modal
      open
      title={say('console.chain.edit')}
      onCancel={props.onBack}
      footer={[
        own && (
          <Button key="usual" disabled={save.busy} onClick={() => finish(null)}>
            {say('console.chain.toUsual')}
          </Button>
        ),
        <Button key="back" onClick={props.onBack}>
          {say('console.do.back')}
        </Button>,
        <Button key="save" type="primary" disabled={!chain} loading={save.busy} onClick={() => chain && finish(chain)}>
          {say('console.do.save')}
        </Button>,
      ]}
    >
      <p className="quiet">{say('console.chain.hint')}</p>
      {CHAIN_STEPS.map((who) => (
        <StepFields key={who} who={who} draft={draft} onChange={setDraft} />
      ))}
      {!chain && <p className="fault">{say('console.chain.empty')}</p>}
    </Modal>
  );
}

function StepFields(props: { who: keyof ChainDraft; draft: ChainDraft; onChange(draft: ChainDraft): void }) {
  const { who, draft } = props;
  const { told, afterS } = draft[who];
  const name = say(`console.chain.who.${who}`);
  const set = (step: ChainDraft[typeof who]) => props.onChange({ ...draft, [who]: step });
  return (
    <div className="row chain-fields">
      <Checkbox checked={told} onChange={(event) => set({ told: event.target.checked, afterS })}>
        {name}
      </Checkbox>
      <InputNumber<number>
        aria-label={say('console.chain.seconds', { who: name })}
        disabled={!told}
        min={0}
        max={3_600}
        precision={0}
        value={afterS}
        suffix={say('console.chain.suffix')}
        onChange={(seconds) => set({ told, afterS: seconds })}
      />
    </div>
  );
}
