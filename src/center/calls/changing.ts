import { and, eq } from 'drizzle-orm';
import { SILENT_MS } from '../../protocol/contracts/calls.ts';
import type { Metrics } from '../http/metrics.ts';
import { schedule } from '../jobs/jobs.ts';
import { refuse } from '../refuse.ts';
import type { Work } from '../work.ts';
import { type CallRow, callView } from './book.ts';
import { faceOf, tellParty } from './parties.ts';
import type { CallRules } from './rule.ts';
import { type CallDeed, DESK, type PartyKey, type Stand, step } from './rules.ts';
import { call } from './schema.ts';

export const RING_TIMER = 'calls.ring';
export const SILENCE_TIMER = 'calls.silence';
export const CUT_TIMER = 'calls.cut';

/** What the kit works with. */
export interface CallsPlace {
  readonly rules: CallRules;
  readonly metrics: Pick<Metrics, 'callEnded' | 'callSetUp'>;
  /** Nobody answers so long: missed. */
  readonly ringMs: number;
}

/** Wants a timer of a call (or a party) after so many ms. */
export async function remindOf(work: Work, kind: string, ref: string, ms: number): Promise<void> {
  const dueAt = new Date(Date.parse(work.now) + ms).toISOString();
  await schedule(work.tx, { communityId: work.communityId, kind, ref, dueAt });
  work.afterCommit((place) => place.nudge());
}

/** Ends whatever calls a party is in, right after this transaction: it may not call any more. */
export async function cutCalls(work: Work, key: PartyKey): Promise<void> {
  await remindOf(work, CUT_TIMER, key, 0);
}

/** Who is to hear of a call: its parties, and of the desk everybody, once. */
function listeners(...rows: CallRow[]): PartyKey[] {
  const keys = new Set(
    rows.flatMap(({ caller, callee, answerer }) => [caller, callee, ...(answerer ? [answerer] : [])]),
  );
  return [...keys].filter((key) => !(keys.has(DESK) && key.startsWith('staff:')));
}

/** A new call, or one that was handed over, rings at the callee; it has so long to be answered. */
export async function ring(kit: CallsPlace, work: Work, row: CallRow): Promise<void> {
  const { communityId } = work;
  const body = { call: callView(row), offer: row.handedOver ? null : row.offer };
  work.afterCommit(({ news }) => tellParty(news, communityId, row.callee, 'calls:ringing', body));
  await remindOf(work, RING_TIMER, row.id, kit.ringMs);
}

/** What follows from a call as it now is: its purpose's own consequences, and the figures. */
export async function follow(kit: CallsPlace, work: Work, row: CallRow): Promise<void> {
  await kit.rules[row.purpose]?.onChange?.(work, row);
  const { outcome, purpose } = row;
  if (outcome) work.afterCommit(() => kit.metrics.callEnded(purpose, outcome));
}

/**
 * Does a deed on a locked call, writes what becomes of it, and tells everybody who is or was in it. Refuses as the rules
 * say. A deed that changes nothing tells nobody.
 */
export async function change(kit: CallsPlace, work: Work, row: CallRow, deed: CallDeed): Promise<CallRow> {
  const next = step(row, deed);
  if (typeof next === 'string') throw refuse(next, `house.call.refused.${next}`);
  if (next === row) return row;
  const [changed] = await work.tx
    .update(call)
    .set({ ...columnsOf(next), ...(await extrasOf(work, row, next)) })
    .where(and(eq(call.communityId, work.communityId), eq(call.id, row.id)))
    .returning();
  if (!changed) throw refuse('gone', 'house.call.refused.gone');
  const view = callView(changed);
  work.afterCommit(({ news }) => {
    for (const key of listeners(row, changed)) tellParty(news, work.communityId, key, 'calls:changed', view);
  });
  if (changed.state === 'ringing' && changed.callee !== row.callee) await ring(kit, work, changed);
  if (row.state === 'ringing' && changed.state === 'talking') {
    await remindOf(work, SILENCE_TIMER, row.id, SILENT_MS);
    givePending(work, row, changed);
  }
  if (changed.state !== row.state) await follow(kit, work, changed);
  return changed;
}

function columnsOf({ state, outcome, caller, callee, answerer, handedOver, ...rest }: Stand) {
  const { callerEnd, calleeEnd, callerVideo, calleeVideo } = rest;
  return { state, outcome, caller, callee, answerer, handedOver, callerEnd, calleeEnd, callerVideo, calleeVideo };
}

/** What changes beside the rules' own: times, faces after a hand-over, and at the end what was only for its beginning. */
async function extrasOf(work: Work, row: CallRow, next: Stand): Promise<Partial<CallRow>> {
  if (next.state === 'ended') return { endedAt: work.now, offer: null, candidates: [] };
  if (next.state === 'talking' && row.state === 'ringing') {
    return { answeredAt: row.answeredAt ?? work.now, callerSeenAt: work.now, calleeSeenAt: work.now };
  }
  if (next.callee === row.callee && next.caller === row.caller) return {};
  return {
    offer: null,
    candidates: [],
    autoAnswer: null,
    callerFace: await faceOf(work, next.caller, next.callee),
    calleeFace: await faceOf(work, next.callee, next.caller),
  };
}

/** Candidates that the caller sent while it rang go to the end that has answered. */
function givePending(
  work: Work,
  { candidates, id: callId, callerEnd: from }: CallRow,
  { answerer, calleeEnd: to }: CallRow,
) {
  if (!answerer || !to) return;
  work.afterCommit(({ news }) => {
    for (const signal of candidates) {
      tellParty(news, work.communityId, answerer, 'calls:signal', { callId, to, from, signal });
    }
  });
}
