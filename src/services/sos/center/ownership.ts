import type { StaffActor } from '../../../center/actor.ts';
import { officersOf } from '../../../center/identity/staff.ts';
import { cancel as cancelTimer, schedule } from '../../../center/jobs/jobs.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Handlers, TimerHandler } from '../../../center/serve.ts';
import { HANDOVER_S, type sos } from '../protocol.ts';
import { type Alarm, answeredBy, find, lock, move, remark, stateOf, tell, view } from './alarm.ts';
import { quiet } from './chain.ts';

const HANDOVER_TIMER = 'sos.handover';

/** The alarm, if it is this officer's. Refuses `conflict` otherwise: the owner alone says how far help has come. */
export function owned(alarm: Alarm, actor: StaffActor): Alarm {
  if (alarm.row.closedAt) throw refuse('conflict', 'sos.refused.notOpen');
  if (!alarm.row.ownerId) throw refuse('conflict', 'sos.refused.noOwner');
  if (alarm.row.ownerId !== actor.staffId) throw refuse('conflict', 'sos.refused.notYours');
  return alarm;
}

/** May this officer take the alarm from its owner, whose console is connected or not? */
export function mayTakeOver({ row }: Alarm, actor: StaffActor, ownerOnline: boolean): boolean {
  if (row.closedAt || !row.ownerId || row.ownerId === actor.staffId) return false;
  return !ownerOnline || actor.roles.includes('admin');
}

/** Who was handed the alarm has not looked: it is the giver's again, and rings there. */
const onUnseen: TimerHandler = async (work, timer) => {
  const alarm = await lock(work, timer.ref);
  const owner = alarm.alarm.handedBy;
  if (alarm.row.closedAt || !owner) return;
  const deed = { text: 'sos.deed.unseen', params: { name: alarm.row.ownerName ?? '' } };
  await tell(work, await remark(work, alarm, { by: '', deed, owner, ringing: true }, { handedBy: null }));
};

export const ownershipTimers = { [HANDOVER_TIMER]: onUnseen };

type OwnershipAsks = Pick<Handlers<typeof sos>, 'take' | 'handOver' | 'look' | 'takeOver'>;

/** Whose an alarm is: always one officer's, or nobody's. */
export const ownershipHandlers: OwnershipAsks = {
  async take(work, actor, { alarmId }) {
    const known = await find(work.db, work.communityId, alarmId);
    if (known.row.ownerId === actor.staffId) return view(known);
    await quiet(work, alarmId);
    const alarm = await lock(work, alarmId);
    if (alarm.row.ownerId) throw refuse('conflict', 'sos.refused.owned');
    const owner = { id: actor.staffId, name: actor.name };
    work.audit(actor, 'sos.take', `request:${alarmId}`);
    // A cancelled alarm is owned for the call back; to the resident it stays cancelled.
    if (stateOf(alarm.row) === 'cancelled') {
      const said = { by: actor.name, deed: { text: 'sos.deed.callBack' }, owner, ringing: false };
      return tell(work, await remark(work, alarm, said));
    }
    const deed = { text: 'sos.state.assigned' };
    return move(work, alarm, 'assigned', { by: actor.name, deed, owner, ringing: false });
  },

  async handOver(work, actor, { alarmId, staffId }) {
    const alarm = owned(await lock(work, alarmId), actor);
    const to = (await officersOf(work.db, work.communityId, answeredBy)).find(({ id }) => id === staffId);
    if (!to || staffId === actor.staffId) throw refuse('gone');
    if (!work.isStaffOnline(staffId)) throw refuse('conflict', 'sos.refused.notThere', { name: to.name });
    const dueAt = new Date(Date.parse(work.now) + HANDOVER_S * 1_000).toISOString();
    await schedule(work.tx, { communityId: work.communityId, kind: HANDOVER_TIMER, ref: alarmId, dueAt });
    work.afterCommit((place) => place.nudge());
    work.audit(actor, 'sos.handOver', `request:${alarmId}`, { to: staffId });
    const handedBy = { id: actor.staffId, name: actor.name };
    const deed = { text: 'sos.deed.handOver', params: { name: to.name } };
    const given = { by: actor.name, deed, owner: to, ringing: true };
    return tell(work, await remark(work, alarm, given, { handedBy }));
  },

  async look(work, actor, { alarmId }) {
    await cancelTimer(work.tx, { communityId: work.communityId, kind: HANDOVER_TIMER, ref: alarmId });
    const alarm = owned(await lock(work, alarmId), actor);
    if (!alarm.row.ringing) return view(alarm);
    const deed = { text: 'sos.deed.look' };
    return view(await remark(work, alarm, { by: actor.name, deed, ringing: false }, { handedBy: null }));
  },

  async takeOver(work, actor, { alarmId, words }) {
    await cancelTimer(work.tx, { communityId: work.communityId, kind: HANDOVER_TIMER, ref: alarmId });
    const alarm = await lock(work, alarmId);
    const { ownerId, ownerName } = alarm.row;
    if (!ownerId) throw refuse('conflict', 'sos.refused.noOwner');
    if (!mayTakeOver(alarm, actor, work.isStaffOnline(ownerId))) {
      throw refuse('conflict', alarm.row.closedAt ? 'sos.refused.notOpen' : 'sos.refused.ownerThere');
    }
    const owner = { id: actor.staffId, name: actor.name };
    const deed = { text: 'sos.deed.takeOver', params: { name: ownerName ?? '' } };
    work.audit(actor, 'sos.takeOver', `request:${alarmId}`, { from: ownerId, words });
    const taken = { by: actor.name, deed, words, owner, ringing: false };
    return tell(work, await remark(work, alarm, taken, { handedBy: null }));
  },
};
