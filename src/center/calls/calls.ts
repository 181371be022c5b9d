import { calls, SILENT_MS } from '../../protocol/contracts/calls.ts';
import { serve, type TimerHandler } from '../serve.ts';
import type { WorkPlace } from '../work.ts';
import { type CallRow, lockCall } from './book.ts';
import { type CallsPlace, change, RING_TIMER, remindOf, SILENCE_TIMER } from './changing.ts';
import type { IceRule } from './ice.ts';
import { passingHandlers } from './signals.ts';
import { talkHandlers } from './talking.ts';

/** A timer that comes so late was held up by a center that was away, ms: the ends could not have said that they are there. */
const AWAY_MS = 10_000;

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
    const now = Date.parse(work.now);
    const left = lastSeen(row) + SILENT_MS - now;
    const wasAway = now - Date.parse(timer.dueAt) > AWAY_MS;
    if (left > 0) return remindOf(work, SILENCE_TIMER, row.id, left);
    if (wasAway || row.state === 'ringing') return remindOf(work, SILENCE_TIMER, row.id, SILENT_MS);
    await change(kit, work, row, { kind: 'silent' });
  };

  return serve({
    contract: calls,
    answeredBy: [],
    timers: { [RING_TIMER]: onRingOver, [SILENCE_TIMER]: onSilence },
    handlers: { ...talkHandlers(kit), ...passingHandlers(kit, place, ice) },
  });
}
