import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { BoxActor, StaffActor } from '../../center/actor.ts';
import { escalation } from '../../center/alarms/alarms.ts';
import type { Queries } from '../../center/database/database.ts';
import { addressOf, medicalCardsOf, residentsOf } from '../../center/identity/households.ts';
import { household } from '../../center/identity/schema.ts';
import { cancel as cancelTimer, schedule } from '../../center/jobs/jobs.ts';
import { refuse } from '../../center/refuse.ts';
import { findRequest, type RequestRow, requestsOf } from '../../center/requests/requests.ts';
import { request } from '../../center/requests/schema.ts';
import { serve, type TimerHandler } from '../../center/serve.ts';
import type { Work } from '../../center/work.ts';
import { say } from '../../protocol/texts.ts';
import { type AlarmView, COUNTDOWN_S, type SosState, sos } from './protocol.ts';
import { sosAlarm } from './schema.ts';

type AlarmRow = typeof sosAlarm.$inferSelect;

const answeredBy = ['officer', 'admin'] as const;
const requests = requestsOf(answeredBy);
const clock = escalation('sos', requests, [
  { afterS: 0, deed: { text: 'sos.deed.family' } },
  { afterS: 60, deed: { text: 'sos.deed.grid' } },
  { afterS: 180, deed: { text: 'sos.deed.supervisor' } },
]);

/** The pre-alarm's own end: the countdown, and a little for the wire. A box that falls silent has called for help. */
const SILENCE_TIMER = 'sos.silence';
const SILENCE_MS = (COUNTDOWN_S + 3) * 1_000;

/** States in which help is under way; before them somebody must take the alarm, after them it is over. */
const ON_THE_WAY = ['assigned', 'answered', 'dispatched', 'arrived', 'resolved'] as const;

function view(row: RequestRow, alarm: AlarmRow): AlarmView {
  return {
    id: row.id,
    state: row.state as SosState,
    since: row.stateSince,
    pressedAt: alarm.pressedAt,
    presses: alarm.presses,
    officer: row.ownerName,
    closingCode: alarm.closingCode as AlarmView['closingCode'],
  };
}

async function find(db: Queries, communityId: string, id: string): Promise<{ row: RequestRow; alarm: AlarmRow }> {
  const [alarm] = await db
    .select()
    .from(sosAlarm)
    .where(and(eq(sosAlarm.communityId, communityId), eq(sosAlarm.id, id)));
  const row = alarm && (await findRequest(db, communityId, id));
  if (!row || !alarm) throw refuse('gone', 'sos.refused.notOpen');
  return { row, alarm };
}

/** The household's alarm that is not over: of several the one that still needs help, then the newest. */
async function openAlarm(db: Queries, actor: BoxActor): Promise<AlarmView | undefined> {
  const [found] = await db
    .select({ row: request, alarm: sosAlarm })
    .from(sosAlarm)
    .innerJoin(request, and(eq(request.communityId, sosAlarm.communityId), eq(request.id, sosAlarm.id)))
    .where(
      and(
        eq(sosAlarm.communityId, actor.communityId),
        eq(sosAlarm.householdId, actor.householdId),
        isNull(request.closedAt),
        sql`${request.state} <> 'cancelled'`,
      ),
    )
    .orderBy(sql`${request.state} = 'resolved'`, desc(request.openedAt))
    .limit(1);
  return found && view(found.row, found.alarm);
}

/** The alarm that a press counts on. One that an officer has seen to is none: who presses again needs help again. */
async function joinedAlarm(db: Queries, actor: BoxActor): Promise<AlarmView | undefined> {
  const open = await openAlarm(db, actor);
  return open?.state === 'resolved' ? undefined : open;
}

/** Tells the household where its call stands. */
async function tell(work: Work, row: RequestRow, alarm: AlarmRow): Promise<AlarmView> {
  const now = view(row, alarm);
  await work.publish(`household:${alarm.householdId}`, 'sos:alarm', now);
  return now;
}

/** Counts a press on the household's open alarm, or opens one. Two boxes of one home, and every retry, make one alarm. */
async function press(work: Work, actor: BoxActor, input: { alarmId: string; pressedAt: string }): Promise<AlarmView> {
  const { communityId, householdId } = actor;
  // Of two first presses at the same moment one waits here and then finds the other's alarm.
  await work.tx
    .select({ id: household.id })
    .from(household)
    .where(and(eq(household.communityId, communityId), eq(household.id, householdId)))
    .for('update');
  const open = await joinedAlarm(work.db, actor);
  if (open) {
    const [alarm] = await work.tx
      .update(sosAlarm)
      .set({ presses: sql`${sosAlarm.presses} + 1` })
      .where(and(eq(sosAlarm.communityId, communityId), eq(sosAlarm.id, open.id)))
      .returning();
    if (!alarm) throw refuse('gone');
    const deed = { text: 'sos.deed.again', params: { presses: alarm.presses } };
    const row = await requests.note(work, {
      id: open.id,
      by: (await addressOf(work.db, communityId, householdId)).label,
      deed,
    });
    return tell(work, row, alarm);
  }
  const address = await addressOf(work.db, communityId, householdId);
  const residents = await residentsOf(work.db, communityId, householdId);
  const [alarm] = await work.tx
    .insert(sosAlarm)
    .values({ communityId, id: input.alarmId, boxId: actor.boxId, householdId, pressedAt: input.pressedAt, presses: 1 })
    .onConflictDoNothing()
    .returning();
  // The id of an alarm that is over, or somebody else's: the box makes a new one.
  if (!alarm) throw refuse('conflict', 'sos.refused.notOpen');
  const row = await requests.open(work, {
    id: input.alarmId,
    kind: 'alarm',
    service: 'sos',
    householdId,
    state: 'pressed',
    title: say('zh-CN', 'sos.name'),
    where: address.label,
    who: residents.map((r) => r.name).join('、'),
    ringing: true,
    by: address.label,
    deed: { text: 'sos.deed.pressed' },
  });
  const dueAt = new Date(Date.parse(work.now) + SILENCE_MS).toISOString();
  await schedule(work.tx, { communityId, kind: SILENCE_TIMER, ref: row.id, dueAt });
  work.afterCommit((place) => place.nudge());
  return tell(work, row, alarm);
}

async function send(work: Work, id: string, by: string, deed: 'sos.deed.sent' | 'sos.deed.silent'): Promise<AlarmView> {
  const row = await requests.step(work, { id, from: ['pressed'], to: 'sent', by, deed: { text: deed }, ringing: true });
  const found = await find(work.db, work.communityId, id);
  if (!row) return view(found.row, found.alarm);
  await cancelTimer(work.tx, { communityId: work.communityId, kind: SILENCE_TIMER, ref: id });
  await clock.start(work, id);
  return tell(work, row, found.alarm);
}

const onSilence: TimerHandler = async (work, timer) => {
  await send(work, timer.ref, '', 'sos.deed.silent');
};

/** A step of an officer's; `from` guards it. */
async function officerStep(
  work: Work,
  actor: StaffActor,
  step: { id: string; from: readonly SosState[]; to: SosState; words?: string; closes?: boolean; own?: boolean },
): Promise<AlarmView> {
  const row = await requests.step(work, {
    ...step,
    by: actor.name,
    deed: { text: `sos.state.${step.to}` },
    ringing: false,
    ...(step.own && { owner: { id: actor.staffId, name: actor.name } }),
  });
  if (!row) throw refuse('conflict', 'sos.refused.step');
  const { alarm } = await find(work.db, work.communityId, step.id);
  work.audit(actor, `sos.${step.to}`, `request:${step.id}`);
  return tell(work, row, alarm);
}

/** Stops what would still ring: the alarm has an owner, or is over. */
async function quiet(work: Work, id: string): Promise<void> {
  await cancelTimer(work.tx, { communityId: work.communityId, kind: SILENCE_TIMER, ref: id });
  await clock.stop(work, id);
}

/** 01 一键救护 at the center. */
export const sosCenter = serve({
  contract: sos,
  answeredBy,
  timers: { ...clock.timers, [SILENCE_TIMER]: onSilence },
  handlers: {
    press,

    async send(work, actor, input) {
      const open = await joinedAlarm(work.db, actor);
      const { id } = open ?? (await press(work, actor, input));
      return send(work, id, (await addressOf(work.db, actor.communityId, actor.householdId)).label, 'sos.deed.sent');
    },

    async cancel(work, actor, { alarmId }) {
      const before = await find(work.db, actor.communityId, alarmId);
      if (before.alarm.householdId !== actor.householdId) throw refuse('gone', 'sos.refused.notOpen');
      if (before.row.state === 'cancelled') return view(before.row, before.alarm);
      const row = await requests.step(work, {
        id: alarmId,
        from: ['pressed', 'sent'],
        to: 'cancelled',
        by: before.row.where,
        deed: { text: 'sos.deed.cancelled' },
        ringing: false,
      });
      if (!row) throw refuse('late', before.row.closedAt ? 'sos.refused.notOpen' : 'sos.refused.taken');
      await quiet(work, alarmId);
      return tell(work, row, before.alarm);
    },

    current: async (reading, actor) => ({ alarm: (await openAlarm(reading.db, actor)) ?? null }),

    async alarm({ db, communityId }, _, { alarmId }) {
      const { row, alarm } = await find(db, communityId, alarmId);
      return view(row, alarm);
    },

    async take(work, actor, { alarmId }) {
      const { row, alarm } = await find(work.db, work.communityId, alarmId);
      if (row.ownerId === actor.staffId) return view(row, alarm);
      if (row.ownerId) throw refuse('conflict', 'sos.refused.owned');
      await quiet(work, alarmId);
      // A cancelled alarm is owned for the call back; to the resident it stays cancelled.
      const to = row.state === 'cancelled' ? 'cancelled' : 'assigned';
      const from = to === 'cancelled' ? (['cancelled'] as const) : (['pressed', 'sent'] as const);
      return officerStep(work, actor, { id: alarmId, from, to, own: true });
    },

    async advance(work, actor, { alarmId, to }) {
      const { row } = await find(work.db, work.communityId, alarmId);
      if (!row.ownerId) throw refuse('conflict', 'sos.refused.noOwner');
      return officerStep(work, actor, { id: alarmId, from: ON_THE_WAY.slice(0, ON_THE_WAY.indexOf(to)), to });
    },

    async note(work, actor, { alarmId, words }) {
      const { alarm } = await find(work.db, work.communityId, alarmId);
      const row = await requests.note(work, { id: alarmId, by: actor.name, deed: { text: 'house.deed.note' }, words });
      return view(row, alarm);
    },

    async close(work, actor, { alarmId, code, words }) {
      const { row } = await find(work.db, work.communityId, alarmId);
      if (row.closedAt) throw refuse('conflict', 'sos.refused.notOpen');
      if (!row.ownerId) throw refuse('conflict', 'sos.refused.noOwner');
      await work.tx
        .update(sosAlarm)
        .set({ closingCode: code })
        .where(and(eq(sosAlarm.communityId, work.communityId), eq(sosAlarm.id, alarmId)));
      return officerStep(work, actor, {
        id: alarmId,
        from: [...ON_THE_WAY, 'cancelled'],
        to: 'closed',
        words,
        closes: true,
      });
    },

    async card(work, actor, { alarmId }) {
      const { row, alarm } = await find(work.db, work.communityId, alarmId);
      if (row.closedAt) throw refuse('gone', 'sos.refused.notOpen');
      const address = await addressOf(work.db, work.communityId, alarm.householdId);
      const residents = await residentsOf(work.db, work.communityId, alarm.householdId);
      const cards = await medicalCardsOf(
        work.db,
        work.communityId,
        residents.map((r) => r.id),
      );
      work.audit(actor, 'medicalCard.look', `household:${alarm.householdId}`, { alarm: alarmId });
      return {
        address: address.label,
        access: address.access,
        contacts: address.contacts,
        residents: residents.map(({ id, name, salutation, birthYear }) => ({
          name,
          salutation,
          birthYear,
          medical: cards.get(id) ?? { conditions: '', allergies: '', medicines: '' },
        })),
        callFirst: address.contacts[0]?.phone ?? '',
      };
    },
  },
});
