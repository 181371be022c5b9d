import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Queries } from '../../../center/database/database.ts';
import { refuse } from '../../../center/refuse.ts';
import {
  findRequest,
  lockRequest,
  type Note,
  type RequestRow,
  requestsOf,
  type Step,
} from '../../../center/requests/requests.ts';
import { request } from '../../../center/requests/schema.ts';
import type { Work } from '../../../center/work.ts';
import { type AlarmView, type SosState, statesBefore } from '../protocol.ts';
import { sosAlarm } from '../schema.ts';

type AlarmRow = typeof sosAlarm.$inferSelect;
type AlarmChange = Partial<Omit<typeof sosAlarm.$inferInsert, 'communityId' | 'id'>>;

/** A call for help: its row in the queue, and its own. */
export interface Alarm {
  readonly row: RequestRow;
  readonly alarm: AlarmRow;
}

/** Roles that answer calls for help. */
export const answeredBy = ['officer', 'admin'] as const;
export const requests = requestsOf(answeredBy);

/** The column that says when a state was first come to. */
const CLOCKS = {
  sent: 'sentAt',
  assigned: 'ownedAt',
  answered: 'answeredAt',
  dispatched: 'dispatchedAt',
  arrived: 'arrivedAt',
  resolved: 'resolvedAt',
  cancelled: 'cancelledAt',
} as const satisfies Partial<Record<SosState, keyof AlarmRow>>;

export const stateOf = (row: RequestRow): SosState => row.state as SosState;

/** An alarm as everybody sees it. */
export function view({ row, alarm }: Alarm): AlarmView {
  return {
    id: row.id,
    state: stateOf(row),
    since: row.stateSince,
    pressedAt: alarm.pressedAt,
    presses: alarm.presses,
    officer: row.ownerName,
    closingCode: alarm.closingCode,
    drill: alarm.drill,
    callback: alarm.callBack?.outcome ?? (alarm.cancelledAt ? 'due' : null),
  };
}

const named = (communityId: string, id: string) => and(eq(sosAlarm.communityId, communityId), eq(sosAlarm.id, id));

async function withRow(db: Queries, communityId: string, row: RequestRow | undefined): Promise<Alarm> {
  const [alarm] = row ? await db.select().from(sosAlarm).where(named(communityId, row.id)) : [];
  if (!row || !alarm) throw refuse('gone', 'sos.refused.notOpen');
  return { row, alarm };
}

/** Looks an alarm up. Refuses `gone`. */
export async function find(db: Queries, communityId: string, id: string): Promise<Alarm> {
  return withRow(db, communityId, await findRequest(db, communityId, id));
}

/**
 * Looks an alarm up and keeps others from changing it until this transaction ends. Clocks are stopped before, never
 * after: a timer that is being done holds its own row while it waits for the alarm's. Refuses `gone`.
 */
export async function lock(work: Work, id: string): Promise<Alarm> {
  return withRow(work.db, work.communityId, await lockRequest(work.tx, work.communityId, id));
}

/** The household's alarm that is not over: of several the one that still needs help, then the newest. */
export async function openAlarm(db: Queries, communityId: string, householdId: string): Promise<Alarm | undefined> {
  const [found] = await db
    .select({ row: request, alarm: sosAlarm })
    .from(sosAlarm)
    .innerJoin(request, and(eq(request.communityId, sosAlarm.communityId), eq(request.id, sosAlarm.id)))
    .where(
      and(
        eq(sosAlarm.communityId, communityId),
        eq(sosAlarm.householdId, householdId),
        isNull(request.closedAt),
        sql`${request.state} <> 'cancelled'`,
      ),
    )
    .orderBy(sql`${request.state} = 'resolved'`, desc(request.openedAt))
    .limit(1);
  return found;
}

/** Changes what an alarm has beyond its row in the queue. */
export async function change(work: Work, id: string, set: AlarmChange): Promise<AlarmRow> {
  const [alarm] = await work.tx.update(sosAlarm).set(set).where(named(work.communityId, id)).returning();
  if (!alarm) throw refuse('gone', 'sos.refused.notOpen');
  return alarm;
}

/** Tells the household where its call stands. */
export async function tell(work: Work, alarm: Alarm): Promise<AlarmView> {
  const now = view(alarm);
  await work.publish(`household:${alarm.alarm.householdId}`, 'sos:alarm', now);
  return now;
}

/**
 * Takes an alarm to another state and tells everybody. Refuses `conflict` when the table of moves has no way there from
 * where it is.
 */
export async function move(
  work: Work,
  { row, alarm }: Alarm,
  to: SosState,
  step: Omit<Step, 'id' | 'from' | 'to'>,
  set: AlarmChange = {},
): Promise<AlarmView> {
  const moved = await requests.step(work, { id: row.id, from: statesBefore(to), to, ...step });
  if (!moved) throw refuse('conflict', 'sos.refused.step');
  const clock = to in CLOCKS ? CLOCKS[to as keyof typeof CLOCKS] : undefined;
  const first = clock && !alarm[clock] ? { [clock]: work.now } : {};
  // Whoever takes a step has looked at what was handed over.
  return tell(work, { row: moved, alarm: await change(work, row.id, { handedBy: null, ...first, ...set }) });
}

/** Adds a line to an alarm's history, for the desk; what the home should hear of is told besides. */
export async function remark(
  work: Work,
  { row, alarm }: Alarm,
  note: Omit<Note, 'id'>,
  set?: AlarmChange,
): Promise<Alarm> {
  const noted = await requests.note(work, { id: row.id, ...note });
  return { row: noted, alarm: set ? await change(work, row.id, set) : alarm };
}
