import { and, count, desc, eq, gt, like, ne, or, sql } from 'drizzle-orm';
import type { CallView } from '../../protocol/contracts/calls.ts';
import type { Queries } from '../database/database.ts';
import { refuse } from '../refuse.ts';
import type { Reading, Work } from '../work.ts';
import { partyOf } from './parties.ts';
import { DESK, type PartyKey } from './rules.ts';
import { call } from './schema.ts';

export type CallRow = typeof call.$inferSelect;

/** A call as both parties see it. */
export function callView(row: CallRow): CallView {
  const { id, purpose, subject, state, outcome, callerEnd, calleeEnd, callerVideo, calleeVideo, autoAnswer } = row;
  const { callerFace: caller, calleeFace: callee, startedAt, answeredAt, endedAt } = row;
  const ends = { callerEnd, calleeEnd, callerVideo, calleeVideo };
  return { id, purpose, subject, caller, callee, state, outcome, ...ends, autoAnswer, startedAt, answeredAt, endedAt };
}

const named = (communityId: string, id: string) => and(eq(call.communityId, communityId), eq(call.id, id));

/** Looks a call up. Refuses `gone`. */
export async function findCall({ db, communityId }: Reading, id: string): Promise<CallRow> {
  const [row] = await db.select().from(call).where(named(communityId, id));
  if (!row) throw refuse('gone', 'house.call.refused.gone');
  return row;
}

/** A call that nobody else changes until this transaction ends; undefined when there is none. */
export async function lockIfKnown(work: Work, id: string): Promise<CallRow | undefined> {
  const [row] = await work.tx.select().from(call).where(named(work.communityId, id)).for('update');
  return row;
}

/** The same of a call that there must be. Refuses `gone`. */
export async function lockCall(work: Work, id: string): Promise<CallRow> {
  const row = await lockIfKnown(work, id);
  if (!row) throw refuse('gone', 'house.call.refused.gone');
  return row;
}

/** The condition that a party is in a call, as its caller, its callee or who answered for the desk. */
const isIn = (key: PartyKey) => or(eq(call.caller, key), eq(call.callee, key), eq(call.answerer, key));

/** Calls of a party that ring, talk or are held, oldest first. The desk's own are those that nobody has answered yet. */
export async function openCallsOf(db: Queries, communityId: string, key: PartyKey): Promise<CallRow[]> {
  const mine = key === DESK ? and(eq(call.callee, DESK), eq(call.state, 'ringing')) : isIn(key);
  return db
    .select()
    .from(call)
    .where(and(eq(call.communityId, communityId), ne(call.state, 'ended'), mine))
    .orderBy(call.startedAt);
}

/** Calls by hand to the desk and its officers, and theirs to others, newest first. */
export async function deskCalls(
  { db, communityId }: Reading,
  { after, limit }: { after: string; limit: number },
): Promise<CallRow[]> {
  const desks = or(eq(call.callee, DESK), like(call.callee, 'staff:%'), like(call.caller, 'staff:%'));
  return db
    .select()
    .from(call)
    .where(and(eq(call.communityId, communityId), eq(call.purpose, 'call'), gt(call.startedAt, after), desks))
    .orderBy(desc(call.startedAt), desc(call.id))
    .limit(limit);
}

/** How often one party has dialled another after an instant. */
export async function dialsSince(
  { db, communityId }: Reading,
  { caller, callee, after }: { caller: PartyKey; callee: PartyKey; after: string },
): Promise<number> {
  const theirs = and(eq(call.communityId, communityId), eq(call.caller, caller), eq(call.callee, callee));
  const [row] = await db
    .select({ n: count() })
    .from(call)
    .where(and(theirs, gt(call.startedAt, after)));
  return row?.n ?? 0;
}

/** The newest call about something, e.g. an alarm. */
export async function newestCallAbout(db: Queries, communityId: string, subject: string): Promise<CallRow | undefined> {
  const [row] = await db
    .select()
    .from(call)
    .where(and(eq(call.communityId, communityId), eq(call.subject, subject)))
    .orderBy(desc(call.startedAt), desc(call.id))
    .limit(1);
  return row;
}

/** The last calls of a party, newest first; with only those between it and `other` where that is given. */
export async function callsOf(
  db: Queries,
  communityId: string,
  key: PartyKey,
  { other, limit }: { other?: PartyKey; limit: number },
): Promise<CallRow[]> {
  return db
    .select()
    .from(call)
    .where(and(eq(call.communityId, communityId), isIn(key), other ? isIn(other) : undefined))
    .orderBy(desc(call.startedAt), desc(call.id))
    .limit(limit);
}

/**
 * Keeps others from making calls of these parties until this transaction ends, so that two who dial each other, or the
 * same third, come one after the other.
 */
export async function lockParties(work: Work, keys: readonly PartyKey[]): Promise<void> {
  // In one order everywhere, so that two never wait for each other. Of the desk there are many.
  for (const key of keys.filter((one) => partyOf(one).kind !== 'desk').toSorted()) {
    await work.tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`call ${work.communityId} ${key}`}, 0))`);
  }
}
