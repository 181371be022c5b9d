import { and, eq } from 'drizzle-orm';
import type { BoxActor } from '../../../center/actor.ts';
import { addressOf, residentsOf } from '../../../center/identity/households.ts';
import { household } from '../../../center/identity/schema.ts';
import { schedule } from '../../../center/jobs/jobs.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Handlers, TimerHandler } from '../../../center/serve.ts';
import type { Work } from '../../../center/work.ts';
import { say } from '../../../protocol/texts.ts';
import { type AlarmView, COUNTDOWN_S, type sos } from '../protocol.ts';
import { sosAlarm } from '../schema.ts';
import { type Alarm, find, lock, move, openAlarm, remark, requests, stateOf, tell, view } from './alarm.ts';
import { planCallBack } from './call-back.ts';
import { quiet, SILENCE_TIMER, startChain, stopSilence } from './chain.ts';
import { drillUntil, makeReal } from './drills.ts';

/** The pre-alarm's own end: the countdown, and a little for the wire. A box that falls silent has called for help. */
const SILENCE_MS = (COUNTDOWN_S + 3) * 1_000;
/** Boxes keep a cry no longer; a press that claims to be older has a wrong clock. */
const OLDEST_PRESS_MS = 24 * 3_600_000;

type Pressed = { alarmId: string; pressedAt: string };

/** When it was pressed by a box's clock, as far as that can be believed. */
function believed(pressedAt: string, now: string): string {
  const [at, end] = [Date.parse(pressedAt), Date.parse(now)];
  return new Date(Math.min(Math.max(at, end - OLDEST_PRESS_MS), end)).toISOString();
}

/** The alarm that a press counts on. One that an officer has seen to is none: who presses again needs help again. */
async function joinedAlarm(work: Work, actor: BoxActor): Promise<Alarm | undefined> {
  // Of two first presses at the same moment one waits here and then finds the other's alarm.
  await work.tx
    .select({ id: household.id })
    .from(household)
    .where(and(eq(household.communityId, actor.communityId), eq(household.id, actor.householdId)))
    .for('update');
  const open = await openAlarm(work.db, actor.communityId, actor.householdId);
  const alarm = open && (await lock(work, open.row.id));
  return alarm && ['resolved', 'closed', 'cancelled'].includes(stateOf(alarm.row)) ? undefined : alarm;
}

/** Counts a press on the household's open alarm, or opens one. Two boxes of one home, and every retry, make one alarm. */
async function press(work: Work, actor: BoxActor, input: Pressed): Promise<AlarmView> {
  const drill = (await drillUntil(work, actor.householdId)) !== null;
  const open = await joinedAlarm(work, actor);
  return open ? again(work, open, drill) : openNew(work, actor, input, drill);
}

async function again(work: Work, open: Alarm, drill: boolean): Promise<AlarmView> {
  const presses = open.alarm.presses + 1;
  const deed = { text: 'sos.deed.again', params: { presses } };
  const counted = await remark(work, open, { by: open.row.where, deed }, { presses });
  // The time of practice is over, and somebody presses: that is meant.
  if (!open.alarm.drill || drill) return tell(work, counted);
  return makeReal(work, counted, open.row.where, 'sos.deed.pressedForReal');
}

async function openNew(work: Work, actor: BoxActor, input: Pressed, drill: boolean): Promise<AlarmView> {
  const { communityId, householdId, boxId, buildingId } = actor;
  const address = await addressOf(work.db, communityId, householdId);
  const residents = await residentsOf(work.db, communityId, householdId);
  const pressedAt = believed(input.pressedAt, work.now);
  const times = { pressedAt, waitsSince: pressedAt };
  const [alarm] = await work.tx
    .insert(sosAlarm)
    .values({ communityId, id: input.alarmId, boxId, householdId, buildingId, drill, presses: 1, ...times })
    .onConflictDoNothing()
    .returning();
  // The id of an alarm that is over, or somebody else's: the box makes a new one.
  if (!alarm) throw refuse('conflict', 'sos.refused.notOpen');
  const row = await requests.open(work, {
    id: input.alarmId,
    kind: 'alarm',
    service: 'sos',
    householdId,
    mine: true,
    state: 'pressed',
    title: say('zh-CN', 'sos.name'),
    where: address.label,
    who: residents.map((r) => r.name).join('、'),
    ringing: true,
    drill,
    by: address.label,
    deed: { text: drill ? 'sos.deed.pressedInDrill' : 'sos.deed.pressed' },
  });
  const dueAt = new Date(Date.parse(work.now) + SILENCE_MS).toISOString();
  await schedule(work.tx, { communityId, kind: SILENCE_TIMER, ref: row.id, dueAt });
  work.afterCommit((place) => place.nudge());
  return tell(work, { row, alarm });
}

async function send(work: Work, id: string, by: string, deed: 'sos.deed.sent' | 'sos.deed.silent'): Promise<AlarmView> {
  const alarm = await lock(work, id);
  if (stateOf(alarm.row) !== 'pressed') return view(alarm);
  const sent = await move(work, alarm, 'sent', { by, deed: { text: deed }, ringing: true });
  await startChain(work, alarm);
  return sent;
}

const onSilence: TimerHandler = async (work, timer) => {
  await send(work, timer.ref, '', 'sos.deed.silent');
};

export const pressingTimers = { [SILENCE_TIMER]: onSilence };

type BoxAsks = Pick<Handlers<typeof sos>, 'press' | 'send' | 'cancel' | 'current'>;

/** What a box says: pressed, sent, taken back. */
export const pressingHandlers: BoxAsks = {
  press,

  async send(work, actor, input) {
    const counting = await openAlarm(work.db, actor.communityId, actor.householdId);
    if (counting) await stopSilence(work, counting.row.id);
    const { id } = (await joinedAlarm(work, actor))?.row ?? (await press(work, actor, input));
    await stopSilence(work, id);
    return send(work, id, (await addressOf(work.db, actor.communityId, actor.householdId)).label, 'sos.deed.sent');
  },

  async cancel(work, actor, { alarmId }) {
    const known = await find(work.db, actor.communityId, alarmId);
    if (known.alarm.householdId !== actor.householdId) throw refuse('gone', 'sos.refused.notOpen');
    await quiet(work, alarmId);
    const alarm = await lock(work, alarmId);
    if (stateOf(alarm.row) === 'cancelled') return view(alarm);
    if (!['pressed', 'sent'].includes(stateOf(alarm.row))) {
      throw refuse('late', alarm.row.closedAt ? 'sos.refused.notOpen' : 'sos.refused.taken');
    }
    const dueAt = await planCallBack(work, alarmId);
    const deed = { text: 'sos.deed.cancelled' };
    return move(
      work,
      alarm,
      'cancelled',
      { by: alarm.row.where, deed, ringing: false, dueAt },
      { callBack: null, cancelledAt: work.now },
    );
  },

  async current(reading, actor) {
    const open = await openAlarm(reading.db, actor.communityId, actor.householdId);
    const until = await drillUntil(reading, actor.householdId);
    return { alarm: open ? view(open) : null, drill: { householdId: actor.householdId, until } };
  },
};
