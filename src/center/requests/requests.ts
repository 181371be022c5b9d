import { and, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { HistoryEvent, QueueItem, Sentence } from '../../protocol/contracts/desk.ts';
import { DONE_DAYS, type MineItem } from '../../protocol/contracts/mine.ts';
import { newId } from '../../protocol/ids.ts';
import type { Role } from '../../protocol/roles.ts';
import type { Queries, Tx } from '../database/database.ts';
import type { WhoseThings } from '../merchants/fence.ts';
import { ownOnly } from '../merchants/merchants.ts';
import { refuse } from '../refuse.ts';
import type { Work } from '../work.ts';
import { request, requestEvent } from './schema.ts';

export type RequestRow = typeof request.$inferSelect;

/** Who is named in a history: a person's name, or the place a box stands. */
type By = string;

/** What a resident asks for, as the queue shows it. */
export interface NewRequest {
  id: string;
  kind: QueueItem['kind'];
  service: string;
  /** Null where it is about no household. */
  householdId: string | null;
  /** The merchant that answers it. */
  merchantId?: string;
  /** The household has asked for it: its televisions show it under 我的事. */
  mine?: true;
  state: string;
  title: string;
  where: string;
  who: string;
  ringing: boolean;
  drill?: boolean;
  dueAt?: string;
  /** When the household may expect it (ISO time). */
  expectedAt?: string;
  by: By;
  deed: Sentence;
}

/** What may change of a request beside its state; what is left out stays. Null takes the owner, or the due time, away. */
interface Change {
  owner?: { id: string; name: string } | null;
  ringing?: boolean;
  level?: number;
  drill?: boolean;
  dueAt?: string | null;
}

/** A step of a request: taken only from one of the states `from`. */
export interface Step extends Change {
  id: string;
  from: readonly string[];
  to: string;
  by: By;
  deed: Sentence;
  words?: string;
  closes?: boolean;
}

/** A line of the history without a change of state. */
export interface Note extends Change {
  id: string;
  by: By;
  deed: Sentence;
  words?: string;
}

/** A change as columns. */
function columns({ owner, ringing, level, drill, dueAt }: Change) {
  return {
    version: sql`${request.version} + 1`,
    ...(owner !== undefined && { ownerId: owner?.id ?? null, ownerName: owner?.name ?? null }),
    ...(ringing !== undefined && { ringing }),
    ...(level !== undefined && { level }),
    ...(drill !== undefined && { drill }),
    ...(dueAt !== undefined && { dueAt }),
  };
}

/**
 * The one life of everything that residents ask for: a row in the desk's queue with a state, an owner and a clock, and
 * a history that only grows. Each service says which roles answer it; their consoles hear of every change.
 */
export function requestsOf(answeredBy: readonly Role[]) {
  async function record(
    work: Work,
    row: RequestRow,
    event: { by: By; deed: Sentence; state: string | null; words?: string },
  ) {
    await work.tx.insert(requestEvent).values({
      communityId: work.communityId,
      id: newId(),
      requestId: row.id,
      at: work.now,
      by: event.by,
      state: event.state,
      deed: event.deed,
      words: event.words ?? null,
    });
    work.tellStaff(answeredBy, 'desk:item', queueItem(row), row.merchantId);
    if (row.mine && row.householdId) work.tellBoxes(`household:${row.householdId}`, 'mine:item', mineItem(row));
  }

  return {
    /** Opens a request under an id of the caller's. */
    async open(work: Work, asked: NewRequest): Promise<RequestRow> {
      const { by, deed, dueAt, ...values } = asked;
      const [row] = await work.tx
        .insert(request)
        .values({
          ...values,
          communityId: work.communityId,
          stateSince: work.now,
          level: 0,
          openedAt: work.now,
          dueAt: dueAt ?? null,
          version: 1,
        })
        .returning();
      if (!row) throw new Error('request was not written');
      await record(work, row, { by, deed, state: asked.state });
      return row;
    },

    /** Takes a step; undefined when the request is not in one of the states that it leads from. */
    async step(work: Work, step: Step): Promise<RequestRow | undefined> {
      const [row] = await work.tx
        .update(request)
        .set({
          ...columns(step),
          state: step.to,
          stateSince: work.now,
          ...(step.closes && { closedAt: work.now, ringing: false }),
        })
        .where(
          and(
            eq(request.communityId, work.communityId),
            eq(request.id, step.id),
            inArray(request.state, [...step.from]),
          ),
        )
        .returning();
      if (row) await record(work, row, { by: step.by, deed: step.deed, state: step.to, words: step.words });
      return row;
    },

    /** Adds a line to the history without a change of state. */
    async note(work: Work, note: Note): Promise<RequestRow> {
      const [row] = await work.tx
        .update(request)
        .set(columns(note))
        .where(and(eq(request.communityId, work.communityId), eq(request.id, note.id)))
        .returning();
      if (!row) throw refuse('gone');
      await record(work, row, { by: note.by, deed: note.deed, state: null, words: note.words });
      return row;
    },
  };
}

export type Requests = ReturnType<typeof requestsOf>;

/** A request by its id; undefined when there is none in this community. */
export async function findRequest(db: Queries, communityId: string, id: string): Promise<RequestRow | undefined> {
  const [row] = await db
    .select()
    .from(request)
    .where(and(eq(request.communityId, communityId), eq(request.id, id)));
  return row;
}

/** A request that nobody else changes until this transaction ends; undefined when there is none. */
export async function lockRequest(tx: Tx, communityId: string, id: string): Promise<RequestRow | undefined> {
  const [row] = await tx
    .select()
    .from(request)
    .where(and(eq(request.communityId, communityId), eq(request.id, id)))
    .for('update');
  return row;
}

/** Everything of these services that is open or was closed after `since` (ISO time), oldest first. */
export async function listQueue(
  db: Queries,
  of: { communityId: string; merchantId: string | null; services: readonly string[]; since: string },
): Promise<QueueItem[]> {
  const rows = await db
    .select()
    .from(request)
    .where(
      and(
        eq(request.communityId, of.communityId),
        ownOnly(request.merchantId, of),
        inArray(request.service, [...of.services]),
        or(isNull(request.closedAt), gt(request.closedAt, of.since)),
      ),
    )
    .orderBy(request.openedAt)
    .limit(1_000);
  return rows.map(queueItem);
}

/** The history of a request, oldest first. */
export async function historyOf(db: Queries, communityId: string, id: string): Promise<HistoryEvent[]> {
  const rows = await db
    .select()
    .from(requestEvent)
    .where(and(eq(requestEvent.communityId, communityId), eq(requestEvent.requestId, id)))
    .orderBy(requestEvent.at, requestEvent.id);
  return rows.map(({ id: eventId, at, by, state, deed, words }) => ({ id: eventId, at, by, state, deed, words }));
}

/** The row as consoles see it. */
export function queueItem(row: RequestRow): QueueItem {
  return {
    id: row.id,
    kind: row.kind,
    service: row.service,
    merchantId: row.merchantId,
    state: row.state,
    title: row.title,
    where: row.where,
    who: row.who,
    owner: row.ownerId && row.ownerName ? { id: row.ownerId, name: row.ownerName } : null,
    ringing: row.ringing,
    level: row.level,
    drill: row.drill,
    openedAt: row.openedAt,
    dueAt: row.dueAt,
    closed: row.closedAt !== null,
    version: row.version,
  };
}

/** The row as the household's televisions see it. */
function mineItem(row: RequestRow): MineItem {
  const { id, service, state, title, stateSince, openedAt, expectedAt, drill, closedAt, version } = row;
  return {
    id,
    service,
    state,
    title,
    since: stateSince,
    openedAt,
    expectedAt,
    drill,
    closed: closedAt !== null,
    version,
  };
}

/** What a household has asked for and is under way, or was over within the last days; newest first. */
export async function mineOf(
  db: Queries,
  of: { communityId: string; householdId: string; now: string },
): Promise<MineItem[]> {
  const since = new Date(Date.parse(of.now) - DONE_DAYS * 24 * 3_600_000).toISOString();
  const rows = await db
    .select()
    .from(request)
    .where(
      and(
        eq(request.communityId, of.communityId),
        eq(request.householdId, of.householdId),
        eq(request.mine, true),
        or(isNull(request.closedAt), gt(request.closedAt, since)),
      ),
    )
    .orderBy(desc(request.openedAt))
    .limit(50);
  return rows.map(mineItem);
}

/** Which merchant answers each request. */
export const whoseRequests: WhoseThings = async (db, communityId, ids) => {
  const rows = await db
    .select({ id: request.id, merchantId: request.merchantId })
    .from(request)
    .where(and(eq(request.communityId, communityId), inArray(request.id, [...ids])));
  return new Map(rows.map(({ id, merchantId }) => [id, merchantId]));
};
