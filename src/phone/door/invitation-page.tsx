import { Button, DotLoading, Input } from 'antd-mobile';
import { useEffect, useState } from 'react';
import type { InvitationSeen } from '../../protocol/contracts/relatives.ts';
import type { Refusal } from '../../protocol/reply.ts';
import { lookAtInvitation, newSecret, takeInvitation } from '../access.ts';
import { Face } from '../home/face.tsx';
import { say, sayRefusal } from '../say.ts';

const MOST_LETTERS = 30;

/** '王秀英 家请您…': who invites, and the name by which they will see their relative. `known`: this phone has a home already. */
export function InvitationPage({ token, known, onHome }: { token: string; known: boolean; onHome(): void }) {
  const [seen, setSeen] = useState<InvitationSeen>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a reason to ask again
  useEffect(() => {
    let current = true;
    void lookAtInvitation(token).then((reply) => {
      if (!current) return;
      setSeen(reply.ok ? reply.value : undefined);
      setRefusal(reply.ok ? undefined : reply.refusal);
    });
    return () => {
      current = false;
    };
  }, [token, round]);

  if (seen) return <Accept token={token} seen={seen} known={known} onHome={onHome} />;
  if (!refusal) {
    return (
      <main className="notice" role="status">
        <p>
          {say('phone.invitation.opening')} <DotLoading />
        </p>
      </main>
    );
  }
  return (
    <main className="notice">
      <h1>{say('phone.invitation.failed')}</h1>
      <p role="alert">{sayRefusal(refusal)}</p>
      {refusal.code === 'unavailable' && (
        <Button color="primary" size="large" block onClick={() => setRound(round + 1)}>
          {say('phone.do.again')}
        </Button>
      )}
      {known && (
        <Button size="large" block onClick={onHome}>
          {say('phone.invitation.home')}
        </Button>
      )}
    </main>
  );
}

function Accept(props: { token: string; seen: InvitationSeen; known: boolean; onHome(): void }) {
  const { seen } = props;
  const [secret] = useState(newSecret);
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const who = seen.residents.join('、') || seen.label;

  async function accept(): Promise<void> {
    setBusy(true);
    const refused = await takeInvitation(props.token, name.trim(), secret);
    setBusy(false);
    setRefusal(refused);
    if (!refused) props.onHome();
  }

  return (
    <main className="invitation">
      <Face name={who} />
      <h1>{say('phone.invitation.title', { who })}</h1>
      <p className="quiet">{say('phone.invitation.where', { community: seen.community, label: seen.label })}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) void accept();
        }}
      >
        <label htmlFor="name">
          {say('phone.invitation.name')}
          <Input
            id="name"
            value={name}
            onChange={setName}
            maxLength={MOST_LETTERS}
            placeholder={say(`phone.example.${seen.relation}`)}
            autoComplete="name"
            enterKeyHint="done"
          />
        </label>
        {props.known && <p className="quiet">{say('phone.invitation.replaces')}</p>}
        {refusal && (
          <p className="refusal" role="alert">
            {sayRefusal(refusal)}
          </p>
        )}
        <Button type="submit" color="primary" size="large" block loading={busy} disabled={!name.trim()}>
          {say('phone.invitation.accept')}
        </Button>
      </form>
      <p className="quiet">{say('phone.invitation.hint')}</p>
    </main>
  );
}
