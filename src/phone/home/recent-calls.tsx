import { PhoneFilled } from '@ant-design/icons';
import type { AskReply } from '../../protocol/services.ts';
import { clockTime, dayOf, shanghai } from '../../protocol/time.ts';
import { lengthWords } from '../call/use-clock.ts';
import { type PhoneTextKey, say } from '../say.ts';
import { useAnswer } from '../use-link.ts';
import { Face } from './face.tsx';

type Past = AskReply<'call:mine'>['calls'][number];

const MOST_SHOWN = 12;

/** Their own calls, the newest first; what they have missed is marked. */
export function RecentCalls({ onCall }: { onCall(to: Past['with']): void }) {
  const answer = useAnswer('call:mine', {}, ['calls:changed']);
  if (!answer) return null;
  const { calls } = answer;
  return (
    <section className="recent" aria-label={say('phone.home.recent')}>
      <h2>{say('phone.home.recent')}</h2>
      {calls.length === 0 && <p className="quiet">{say('phone.home.noRecent')}</p>}
      <ul>
        {calls.slice(0, MOST_SHOWN).map((past) => (
          <li key={past.id}>
            <Face name={past.with.name} small />
            <span className="recent-who">
              <strong className={isMissed(past) ? 'recent-missed' : undefined}>{past.with.name}</strong>
              <span className="quiet">
                {when(past.at)}　{what(past)}
              </span>
            </span>
            <button
              type="button"
              className="recent-call"
              aria-label={say('phone.do.callAgain')}
              onClick={() => onCall(past.with)}
            >
              <PhoneFilled />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const isMissed = ({ ours, talkedMs, outcome }: Past) => !ours && talkedMs === null && outcome !== 'refused';

function what(past: Past): string {
  const { ours, talkedMs, outcome } = past;
  if (talkedMs !== null) return `${say(ours ? 'phone.recent.out' : 'phone.recent.in')} ${lengthWords(talkedMs)}`;
  if (!ours) return say(outcome === 'refused' ? 'phone.recent.refused' : 'phone.recent.missed');
  const why: Partial<Record<typeof outcome, PhoneTextKey>> = {
    missed: 'phone.recent.unanswered',
    refused: 'phone.recent.unanswered',
    cancelled: 'phone.recent.cancelled',
  };
  return say(why[outcome] ?? 'phone.recent.failed');
}

function when(at: string): string {
  return dayOf(at) === dayOf(Date.now()) ? clockTime(at) : shanghai(at).format('M月D日 HH:mm');
}
