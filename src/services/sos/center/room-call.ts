import { type CallRow, newestCallAbout } from '../../../center/calls/book.ts';
import type { CallRule } from '../../../center/calls/rule.ts';
import { hasConsent } from '../../../center/identity/consents.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Reading } from '../../../center/work.ts';
import type { RoomCall } from '../protocol.ts';
import { find, lock, move, remark, stateOf } from './alarm.ts';
import { owned } from './ownership.ts';

/** The resident has said that all is well: the set does not open by itself, somebody presses OK. */
const WELL = ['cancelled', 'resolved'];

/**
 * The officer's call to the room. Only the alarm's owner makes it, and only to the home that called for help. The box
 * where the key was pressed answers at once: with sound by the rule of the alarm itself, with its camera only where the
 * household has agreed to that. It goes before every other call, and knows no quiet hours.
 */
export const roomCallRule: CallRule = {
  async permit({ db, communityId }, { actor, callee, subject }) {
    if (actor.kind !== 'staff' || !subject) throw refuse('forbidden');
    const { row, alarm } = owned(await find(db, communityId, subject), actor);
    if (callee.kind !== 'household' || callee.id !== alarm.householdId) throw refuse('forbidden');
    if (WELL.includes(stateOf(row))) return { goesFirst: true };
    const video = await hasConsent(db, communityId, alarm.householdId, 'sos-camera');
    return { goesFirst: true, autoAnswer: { afterMs: 0, video, boxId: alarm.boxId } };
  },

  /** The alarm's history has the call; who talks with the room has answered the alarm. */
  async onChange(work, call) {
    if (!call.subject || call.state === 'ringing' || call.state === 'held') return;
    const alarm = await lock(work, call.subject);
    if (call.state === 'talking' && stateOf(alarm.row) === 'assigned') {
      const by = alarm.row.ownerName ?? '';
      await move(work, alarm, 'answered', { by, deed: { text: 'sos.deed.call.talking' } });
      return;
    }
    const deed = { text: `sos.deed.call.${call.outcome ?? 'talking'}` };
    await remark(work, alarm, { by: call.callerFace.party.kind === 'staff' ? (alarm.row.ownerName ?? '') : '', deed });
  },
};

/** Where the call to the room of an alarm stands. */
export async function roomCallOf({ db, communityId }: Reading, alarmId: string): Promise<RoomCall> {
  const call = await newestCallAbout(db, communityId, alarmId);
  if (!call) return { state: 'none', callId: null, why: null, since: null };
  const since = call.endedAt ?? call.answeredAt ?? call.startedAt;
  return { state: stateOfCall(call), callId: call.id, why: call.outcome, since };
}

function stateOfCall({ state, outcome }: CallRow): RoomCall['state'] {
  if (state === 'ringing') return 'ringing';
  if (state !== 'ended') return 'talking';
  return outcome === 'answered' || outcome === 'cancelled' ? 'ended' : 'failed';
}
