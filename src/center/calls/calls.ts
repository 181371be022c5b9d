import { and, eq, inArray } from 'drizzle-orm';
import { calls, SILENT_MS } from '../../protocol/contracts/calls.ts';
import { serve, type TimerHandler } from '../serve.ts';
import type { WorkPlace } from '../work.ts';
import { type CallRow, lockCall, openCallsOf } from './book.ts';
import { type CallsPlace, CUT_TIMER, change, RING_TIMER, remindOf, SILENCE_TIMER } from './changing.ts';
import type { IceRule } from './ice.ts';
import { call } from './schema.ts';
import { passingHandlers } from './signals.ts';
import { talkHandlers } from './talking.ts';

/** When one of the two ends was last heard, ms. */
const lastSeen = ({ callerSeenAt, calleeSeenAt }: CallRow) =>
  Math.max(Date.parse(callerSeenAt ?? ''), Date.parse(calleeSeenAt ?? ''));

/**
 * The calls kit: who rings, who talks, and the way between two pages. `rules` are the purposes' own; a call of a purpose
 * that nobody has registered is refused. It stands beside the services, as a part of the house's own.
 */
export function openCalls(kit: CallsPlace, place: WorkPlace, ice: IceRule) {
  const onRingOver: TimerHandler = async (work, timer) => {
    await change(kit, work, await lockCall(work, timer.ref), { kind: 'ringOver' });
  };

  const onSilence: TimerHandler = async (work, timer) => {
    const row = await lockCall(work, timer.ref);
    if (row.state === 'ended') return;
    const left = lastSeen(row) + SILENT_MS - Date.parse(work.now);
    if (left > 0) return remindOf(work, SILENCE_TIMER, row.id, left);
    // Handed over: who stays waits for the ring's own end.
    if (row.state === 'ringing') return remindOf(work, SILENCE_TIMER, row.id, SILENT_MS);
    await change(kit, work, row, { kind: 'silent' });
  };

  const onCut: TimerHandler = async (work, timer) => {
    for (const { id } of await openCallsOf(work.db, work.communityId, timer.ref)) {
      await change(kit, work, await lockCall(work, id), { kind: 'displace' });
    }
  };

  return serve({
    contract: calls,
    answeredBy: [],
    timers: { [RING_TIMER]: onRingOver, [SILENCE_TIMER]: onSilence, [CUT_TIMER]: onCut },
    /** While the center was away nobody could say that they are there: from now on they have their time again. */
    async open({ db, clock }, community) {
      const now = clock().toISOString();
      await db
        .update(call)
        .set({ callerSeenAt: now, calleeSeenAt: now })
        .where(and(eq(call.communityId, community.id), inArray(call.state, ['talking', 'held'])));
    },
    handlers: { ...talkHandlers(kit), ...passingHandlers(kit, place, ice) },
  });
}
