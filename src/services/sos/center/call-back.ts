import { cancel as cancelTimer, schedule } from '../../../center/jobs/jobs.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Handlers, TimerHandler } from '../../../center/serve.ts';
import type { Work } from '../../../center/work.ts';
import { CALLBACK_MINUTES, type sos } from '../protocol.ts';
import { lock, move, remark, stateOf, tell } from './alarm.ts';
import { startChain } from './chain.ts';
import { owned } from './ownership.ts';

const CALLBACK_TIMER = 'sos.callback';

/** A cancelled alarm is work with a clock: gives when somebody is to have called back (ISO time). */
export async function planCallBack(work: Work, alarmId: string): Promise<string> {
  const dueAt = new Date(Date.parse(work.now) + CALLBACK_MINUTES * 60_000).toISOString();
  await schedule(work.tx, { communityId: work.communityId, kind: CALLBACK_TIMER, ref: alarmId, dueAt });
  return dueAt;
}

/** Nobody has called back in time: it rings until somebody owns it. */
const onDue: TimerHandler = async (work, timer) => {
  const alarm = await lock(work, timer.ref);
  if (stateOf(alarm.row) !== 'cancelled' || alarm.row.ownerId) return;
  const deed = { text: 'sos.deed.callBackDue', params: { minutes: CALLBACK_MINUTES } };
  await remark(work, alarm, { by: '', deed, ringing: true });
};

export const callBackTimers = { [CALLBACK_TIMER]: onDue };

/** What an officer who has called back says. */
export const callBackHandlers: Pick<Handlers<typeof sos>, 'callBack'> = {
  async callBack(work, actor, { alarmId, outcome, words }) {
    await cancelTimer(work.tx, { communityId: work.communityId, kind: CALLBACK_TIMER, ref: alarmId });
    const alarm = owned(await lock(work, alarmId), actor);
    if (stateOf(alarm.row) !== 'cancelled') throw refuse('conflict', 'sos.refused.step');
    const callBack = { outcome, at: work.now, by: actor.name, words };
    work.audit(actor, `sos.callBack.${outcome}`, `request:${alarmId}`);
    const said = { by: actor.name, deed: { text: `sos.deed.callBack.${outcome}` }, words, dueAt: null };
    if (outcome === 'well') {
      return tell(work, await remark(work, alarm, { ...said, ringing: false }, { callBack, handedBy: null }));
    }
    // Silence after a cancel may be a fall: it is a call for help again, and nobody's until somebody takes it.
    const again = { ...said, owner: null, ringing: true, level: 0 };
    const view = await move(work, alarm, 'sent', again, { callBack, waitsSince: work.now });
    await startChain(work, alarm);
    return view;
  },
};
