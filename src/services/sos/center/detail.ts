import { and, desc, eq, ne } from 'drizzle-orm';
import { addressOf } from '../../../center/identity/households.ts';
import { chainOf, chainPeople } from '../../../center/identity/responders.ts';
import { box } from '../../../center/identity/schema.ts';
import { refuse } from '../../../center/refuse.ts';
import { request } from '../../../center/requests/schema.ts';
import type { Handlers } from '../../../center/serve.ts';
import type { Reading } from '../../../center/work.ts';
import type { AlarmClocks, AlarmStep, EarlierAlarm, Notice, sos } from '../protocol.ts';
import { sosAlarm, type TakenStep } from '../schema.ts';
import { type Alarm, find, stateOf, view } from './alarm.ts';
import { noticesOf } from './notices.ts';
import { mayTakeOver } from './ownership.ts';
import { roomCallOf } from './room-call.ts';

const EARLIER = 10;

function clocksOf({ row, alarm }: Alarm): AlarmClocks {
  const { pressedAt, sentAt, ownedAt, answeredAt, dispatchedAt, arrivedAt, resolvedAt, cancelledAt } = alarm;
  const steps = { sentAt, ownedAt, answeredAt, dispatchedAt, arrivedAt, resolvedAt, cancelledAt };
  return { pressedAt, receivedAt: row.openedAt, ...steps, closedAt: row.closedAt };
}

async function chainView(reading: Reading, { row, alarm }: Alarm): Promise<AlarmStep[]> {
  const { db, communityId } = reading;
  const people = await chainPeople(db, communityId, alarm.householdId);
  const steps: readonly TakenStep[] =
    alarm.chain ?? (await chainOf(db, communityId, alarm.householdId)).steps.map((step) => ({ ...step, doneAt: null }));
  const told = await noticesOf(reading, row.id);
  const calling = ['pressed', 'sent'].includes(stateOf(row));
  const startedAt = alarm.chain && (alarm.callBack ? alarm.callBack.at : alarm.sentAt);
  return steps.map(({ who, afterS, doneAt }) => ({
    who,
    afterS,
    state: doneAt ? ('done' as const) : calling ? ('ahead' as const) : ('stopped' as const),
    dueAt: startedAt && new Date(Date.parse(startedAt) + afterS * 1_000).toISOString(),
    doneAt,
    people: people[who],
    notices: told.filter((notice: Notice) => notice.who === who),
  }));
}

async function boxOf({ db, communityId, isOnline }: Reading, boxId: string) {
  const [row] = await db
    .select({ id: box.id, name: box.name, lastSeenAt: box.lastSeenAt })
    .from(box)
    .where(and(eq(box.communityId, communityId), eq(box.id, boxId)));
  if (!row) throw refuse('gone');
  return { ...row, online: isOnline(boxId) };
}

async function earlierOf({ db, communityId }: Reading, { row, alarm }: Alarm): Promise<EarlierAlarm[]> {
  const found = await db
    .select({ row: request, alarm: sosAlarm })
    .from(sosAlarm)
    .innerJoin(request, and(eq(request.communityId, sosAlarm.communityId), eq(request.id, sosAlarm.id)))
    .where(
      and(eq(sosAlarm.communityId, communityId), eq(sosAlarm.householdId, alarm.householdId), ne(sosAlarm.id, row.id)),
    )
    .orderBy(desc(sosAlarm.pressedAt))
    .limit(EARLIER);
  return found.map(view).map(({ id, pressedAt, state, closingCode, presses, officer, drill }) => {
    return { id, pressedAt, state, closingCode, presses, officer, drill };
  });
}

/** All that the console shows of one alarm. */
export const detailHandlers: Pick<Handlers<typeof sos>, 'alarm'> = {
  async alarm(reading, actor, { alarmId }) {
    const found = await find(reading.db, reading.communityId, alarmId);
    const { row, alarm } = found;
    const address = await addressOf(reading.db, reading.communityId, alarm.householdId);
    const online = row.ownerId !== null && reading.isStaffOnline(row.ownerId);
    const shown = view(found);
    return {
      ...shown,
      level: row.level,
      clocks: clocksOf(found),
      owner: row.ownerId ? { id: row.ownerId, name: row.ownerName ?? '', online, unseen: row.ringing } : null,
      mayTakeOver: mayTakeOver(found, actor, online),
      household: { id: alarm.householdId, label: address.label },
      building: { id: address.buildingId, name: address.building },
      box: await boxOf(reading, alarm.boxId),
      chain: await chainView(reading, found),
      callBack: shown.callback && {
        state: shown.callback,
        dueAt: row.dueAt,
        at: alarm.callBack?.at ?? null,
        by: alarm.callBack?.by ?? null,
        words: alarm.callBack?.words ?? '',
      },
      earlier: await earlierOf(reading, found),
      call: await roomCallOf(reading, row.id),
    };
  },
};
