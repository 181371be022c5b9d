import { and, eq, inArray, isNull } from 'drizzle-orm';
import { type Notification, notifyConnector } from '../../../center/connectors/notify.ts';
import { cancel as cancelTimer, schedule } from '../../../center/jobs/jobs.ts';
import { refuse } from '../../../center/refuse.ts';
import type { TimerHandler } from '../../../center/serve.ts';
import { doWork, type Work, type WorkPlace } from '../../../center/work.ts';
import type { ChainPerson, ChainWho } from '../../../protocol/contracts/responders.ts';
import { newId } from '../../../protocol/ids.ts';
import { say } from '../../../protocol/texts.ts';
import type { Notice } from '../protocol.ts';
import { sosNotice } from '../schema.ts';
import { find, lock, requests } from './alarm.ts';

type NoticeRow = typeof sosNotice.$inferSelect;

const SEND_TIMER = 'sos.notify';
/** Waits between tries at the gateway, s; the last one again and again while the alarm is open. */
const WAITS_S = [10, 20, 40, 60] as const;
/** The gateway has not taken it yet, and no officer has done its work. */
const UNTOLD: Notice['state'][] = ['due', 'failed'];

const named = (communityId: string, id: string) => and(eq(sosNotice.communityId, communityId), eq(sosNotice.id, id));

/** Everybody that an alarm's chain has told, in the order in which they were. */
export async function noticesOf(work: Pick<Work, 'db' | 'communityId'>, alarmId: string): Promise<Notice[]> {
  const rows = await work.db
    .select()
    .from(sosNotice)
    .where(and(eq(sosNotice.communityId, work.communityId), eq(sosNotice.alarmId, alarmId)))
    .orderBy(sosNotice.at, sosNotice.id);
  return rows.map(({ communityId: _c, alarmId: _a, attempts: _t, ...notice }) => notice);
}

/**
 * Tells people of an alarm: by the gateway where there is one, otherwise it is a task for the desk. A drill reaches
 * nobody outside, and says so.
 */
export async function tellPeople(
  work: Work,
  alarm: { id: string; drill: boolean },
  who: ChainWho,
  people: readonly ChainPerson[],
): Promise<void> {
  const channel = outside(work, alarm.drill) ? 'gateway' : 'desk';
  const words = alarm.drill ? say('zh-CN', 'sos.notify.drill') : '';
  for (const person of people) {
    const id = newId();
    const state = { state: 'due', channel, at: work.now, changedAt: work.now, words, attempts: 0 } as const;
    await work.tx
      .insert(sosNotice)
      .values({ communityId: work.communityId, id, alarmId: alarm.id, who, ...person, ...state });
    if (channel === 'gateway') await plan(work, id, work.now);
  }
}

/** A drill has become real: everybody it told in play is told now. */
export async function tellAgain(work: Work, alarmId: string): Promise<void> {
  const channel = outside(work, false) ? 'gateway' : 'desk';
  const rows = await work.tx
    .update(sosNotice)
    .set({ state: 'due', channel, changedAt: work.now, by: null, words: '' })
    .where(and(eq(sosNotice.communityId, work.communityId), eq(sosNotice.alarmId, alarmId)))
    .returning({ id: sosNotice.id });
  if (channel === 'gateway') for (const { id } of rows) await plan(work, id, work.now);
}

const outside = (work: Work, drill: boolean) => !drill && work.connectors.isLive(notifyConnector);

async function plan(work: Work, noticeId: string, dueAt: string): Promise<void> {
  await schedule(work.tx, { communityId: work.communityId, kind: SEND_TIMER, ref: noticeId, dueAt });
  work.afterCommit((place) => place.nudge());
}

/** An officer has phoned. After the alarm is locked, as the gateway's answer does it. Refuses `gone` for a notice of another alarm. */
export async function tick(
  work: Work,
  notice: { id: string; alarmId: string; state: Notice['state']; by: string; words: string },
): Promise<NoticeRow> {
  const { id, alarmId, ...set } = notice;
  await cancelTimer(work.tx, { communityId: work.communityId, kind: SEND_TIMER, ref: id });
  const [row] = await work.tx
    .update(sosNotice)
    .set({ ...set, changedAt: work.now, nextTryAt: null })
    .where(and(named(work.communityId, id), eq(sosNotice.alarmId, alarmId)))
    .returning();
  if (!row) throw refuse('gone');
  return row;
}

/**
 * One try at the gateway. It is made after the commit and outside of any transaction, so that a gateway that hangs
 * holds up nothing; the next try is planned before it, so that a center that is killed meanwhile tries again. The
 * gateway knows by the id that it is the same message.
 */
const onSend: TimerHandler = async (work, timer) => {
  const [row] = await work.tx
    .select()
    .from(sosNotice)
    .where(and(named(work.communityId, timer.ref), inArray(sosNotice.state, UNTOLD)))
    .for('update');
  if (!row) return;
  const { row: item, alarm } = await find(work.db, work.communityId, row.alarmId);
  if (item.closedAt || alarm.drill) return;
  const wait = WAITS_S[Math.min(row.attempts, WAITS_S.length - 1)] ?? 60;
  const nextTryAt = new Date(Date.parse(work.now) + wait * 1_000).toISOString();
  await work.tx
    .update(sosNotice)
    .set({ attempts: row.attempts + 1, nextTryAt })
    .where(named(work.communityId, row.id));
  await plan(work, row.id, nextTryAt);
  const text = say('zh-CN', 'sos.notify.text', { where: item.where, who: item.who });
  const message: Notification = { id: row.id, name: row.name, phone: row.phone, text };
  work.afterCommit((place) => void send(place, work.communityId, row, message));
};

async function send(place: WorkPlace, communityId: string, row: NoticeRow, message: Notification): Promise<void> {
  const answer = await place.connectors.ask(notifyConnector, message);
  try {
    await doWork(place, communityId, (work) => heard(work, row, answer !== undefined));
  } catch (error) {
    // Its next try is planned.
    place.log.warn({ error, notice: row.id }, 'what the gateway answered was not written');
  }
}

/** The gateway's answer. An officer who was faster is not contradicted. */
async function heard(work: Work, { id, alarmId, who, name }: NoticeRow, taken: boolean): Promise<void> {
  const { row } = await lock(work, alarmId);
  if (taken) await cancelTimer(work.tx, { communityId: work.communityId, kind: SEND_TIMER, ref: id });
  const [changed] = await work.tx
    .update(sosNotice)
    .set({ state: taken ? 'told' : 'failed', changedAt: work.now, ...(taken && { nextTryAt: null }) })
    .where(and(named(work.communityId, id), inArray(sosNotice.state, taken ? UNTOLD : ['due']), isNull(sosNotice.by)))
    .returning({ id: sosNotice.id });
  if (!changed) return;
  const deed = noticeDeed({ who, name, state: taken ? 'told' : 'failed' });
  await requests.note(work, { id: row.id, by: '', deed });
}

/** What has become of a notice, for the history: '家属 王丽：已联系上'. */
export function noticeDeed({ who, name, state }: Pick<NoticeRow, 'who' | 'name' | 'state'>) {
  return { text: `sos.deed.notified.${state}`, params: { who: say('zh-CN', `sos.who.${who}`), name } };
}

export const noticeTimers = { [SEND_TIMER]: onSend };
