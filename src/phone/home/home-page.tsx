import { NoticeBar } from 'antd-mobile';
import { useState, useSyncExternalStore } from 'react';
import type { AskReply } from '../../protocol/services.ts';
import { CallLayers } from '../call/call-layers.tsx';
import { calls } from '../call/calls.ts';
import { ringer } from '../call/ringer.ts';
import { say } from '../say.ts';
import { useAnswer, useLink } from '../use-link.ts';
import { Approvals } from './approvals.tsx';
import { CallButtons } from './call-buttons.tsx';
import { Face } from './face.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { RecentCalls } from './recent-calls.tsx';

export type Me = AskReply<'relatives:me'>;

/** The home that this phone may call: who lives there, whether their TV is on, and one big button. */
export function HomePage() {
  const me = useAnswer('relatives:me', {}, ['relatives:home']);
  const [leaving, setLeaving] = useState(false);
  return (
    <CallLayers>
      <Hindrances />
      {me ? (
        <main className="home">
          <Who me={me} />
          <Approvals />
          <CallButtons me={me} onCall={(to, picture) => calls.dial(to, { picture })} />
          <RecentCalls onCall={(face) => calls.dial(face.party, { face })} />
          <footer className="home-foot">
            <p className="quiet">{say('phone.home.stay')}</p>
            <button type="button" className="plain" onClick={() => setLeaving(true)}>
              {say('phone.home.leave')}
            </button>
          </footer>
          <LeaveDialog who={whoLives(me)} open={leaving} onClose={() => setLeaving(false)} />
        </main>
      ) : (
        <main className="notice" role="status">
          <p>{say('phone.home.loading')}</p>
        </main>
      )}
    </CallLayers>
  );
}

/** '王秀英、张德福'; the address where nobody is written down. */
export function whoLives({ household }: Me): string {
  return household.residents.join('、') || household.label;
}

function Who({ me }: { me: Me }) {
  const { online, label } = me.household;
  const { state } = useLink();
  return (
    <section className="home-who">
      <Face name={whoLives(me)} />
      <h1>{whoLives(me)}</h1>
      <p className="quiet">
        {me.community}　{label}
      </p>
      {state === 'online' && (
        <p className={online ? 'presence presence-on' : 'presence'} role="status">
          {say(online ? 'phone.home.online' : 'phone.home.offline')}
        </p>
      )}
    </section>
  );
}

/** What keeps calls from coming or going. */
function Hindrances() {
  const { state } = useLink();
  return (
    <>
      {state === 'offline' && <NoticeBar color="error" wrap content={say('phone.line.offline')} />}
      <SoundOff />
      {!window.isSecureContext && <NoticeBar color="alert" wrap content={say('phone.insecure.words')} />}
    </>
  );
}

/** Until the first tap no browser lets the page ring. */
function SoundOff() {
  const armed = useSyncExternalStore(ringer.watch, ringer.armed);
  if (armed) return null;
  return <NoticeBar color="info" wrap content={say('phone.home.soundOff')} />;
}
