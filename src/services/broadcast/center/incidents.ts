import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { BoxActor, StaffActor } from '../../../center/actor.ts';
import { addressOf } from '../../../center/identity/households.ts';
import { refuse } from '../../../center/refuse.ts';
import { findRequest, requestsOf } from '../../../center/requests/requests.ts';
import type { Reading, Work } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import { say } from '../../../protocol/texts.ts';
import { followers, type Incident, type Reason } from '../protocol.ts';
import { incident } from '../schema.ts';

/** Requests and alarms of this service at the desk. */
export const requests = requestsOf(followers);

/** A box that reports without end must not bury the calls for help; what is beyond is counted on the newest. */
const MOST_AN_HOUR = 10;

/** Boxes of one incident that are named; more are only too many. */
const NAMED_BOXES = 1_000;

interface Report {
  readonly messageId: string;
  readonly reason: Reason;
  readonly key: string;
  readonly text: string;
}

/**
 * Something was not shown because it could not be believed. The first report of a message and a reason rings at the
 * desk; every other box is counted on it. `by` is null when the center itself has found it.
 */
export async function reportRefused(work: Work, by: BoxActor | null, report: Report): Promise<void> {
  const { communityId, now } = work;
  const { messageId, reason, key, text } = report;
  const known = await openIncident(work, messageId, reason);
  if (known) {
    if (!by) return;
    await work.tx
      .update(incident)
      .set({
        boxIds: sql`CASE WHEN ${by.boxId} = ANY(${incident.boxIds}) OR cardinality(${incident.boxIds}) >= ${NAMED_BOXES}
          THEN ${incident.boxIds} ELSE array_append(${incident.boxIds}, ${by.boxId}::uuid) END`,
        lastAt: now,
      })
      .where(and(eq(incident.communityId, communityId), eq(incident.id, known.id)));
    return;
  }
  const id = newId();
  const boxIds = by ? [by.boxId] : [];
  await work.tx
    .insert(incident)
    .values({ communityId, id, messageId, reason, key, text, boxIds, firstAt: now, lastAt: now });
  const where = by ? (await addressOf(work.db, communityId, by.householdId)).label : say('zh-CN', 'broadcast.center');
  await requests.open(work, {
    id,
    kind: 'alarm',
    service: 'broadcast',
    householdId: by?.householdId ?? null,
    state: 'refused',
    title: say('zh-CN', 'broadcast.incident'),
    where,
    who: '',
    ringing: true,
    by: where,
    deed: { text: 'broadcast.deed.refused', params: { reason } },
  });
  work.audit(by ?? 'center', 'broadcast.refused', `message:${messageId}`, { reason, key });
}

/** The incident that a report belongs to: the same message and reason, or, in a flood, the newest one. */
async function openIncident(work: Work, messageId: string, reason: Reason): Promise<{ id: string } | undefined> {
  const here = eq(incident.communityId, work.communityId);
  const [same] = await work.tx
    .select({ id: incident.id })
    .from(incident)
    .where(and(here, eq(incident.messageId, messageId), eq(incident.reason, reason)))
    .limit(1);
  if (same) return same;
  const since = new Date(Date.parse(work.now) - 3_600_000).toISOString();
  const recent = await work.tx
    .select({ id: incident.id })
    .from(incident)
    .where(and(here, gt(incident.firstAt, since)))
    .orderBy(desc(incident.firstAt))
    .limit(MOST_AN_HOUR);
  return recent.length === MOST_AN_HOUR ? recent[0] : undefined;
}

/** What was refused. Refuses `gone`. */
export async function incidentOf({ db, communityId }: Reading, id: string): Promise<Incident> {
  const [row] = await db
    .select()
    .from(incident)
    .where(and(eq(incident.communityId, communityId), eq(incident.id, id)));
  if (!row) throw refuse('gone');
  const { messageId, reason, key, text, boxIds, firstAt, lastAt } = row;
  return { id, messageId, reason, key, text, boxes: boxIds.length, firstAt, lastAt };
}

/** Somebody looks into it: it rings no more. */
export async function takeIncident(work: Work, actor: StaffActor, id: string): Promise<void> {
  const row = await findRequest(work.db, work.communityId, id);
  if (row?.ownerId === actor.staffId) return;
  if (row?.ownerId) throw refuse('conflict', 'broadcast.refused.owned');
  const taken = await requests.step(work, {
    id,
    from: ['refused'],
    to: 'looking',
    by: actor.name,
    deed: { text: 'broadcast.deed.take' },
    owner: { id: actor.staffId, name: actor.name },
    ringing: false,
  });
  if (!taken) throw refuse('conflict');
  work.audit(actor, 'broadcast.incident.take', `request:${id}`);
}

/** It has been looked into, with the words that say what it was. */
export async function closeIncident(work: Work, actor: StaffActor, id: string, words: string): Promise<void> {
  const row = await requests.step(work, {
    id,
    from: ['refused', 'looking'],
    to: 'closed',
    by: actor.name,
    deed: { text: 'broadcast.deed.close' },
    words,
    owner: { id: actor.staffId, name: actor.name },
    ringing: false,
    closes: true,
  });
  if (!row) throw refuse('conflict');
  work.audit(actor, 'broadcast.incident.close', `request:${id}`, { words });
}
