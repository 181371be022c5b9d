import type { Sentence } from '../../protocol/contracts/desk.ts';
import type { Timer } from '../jobs/jobs.ts';
import { cancel, schedule } from '../jobs/jobs.ts';
import { lockRequest, type RequestRow, type Requests } from '../requests/requests.ts';
import type { TimerHandler } from '../serve.ts';
import type { Work } from '../work.ts';

/** One step up when nobody has taken the alarm: when, in seconds after the clock was started. */
interface EscalationStep {
  readonly afterS: number;
}

/** What a running clock needs to know of itself; it travels with the timer, so that a later change of rules does not bend it. */
interface Running<S> {
  readonly startedAt: string;
  readonly index: number;
  readonly steps: readonly S[];
}

/**
 * The escalation clock of one kind of alarm. Each alarm brings its own steps. Each step is a durable timer, so it comes
 * on time after a restart, and once; an owner stops it. A step does what `onStep` says, which gives the deed for the
 * history (undefined: the alarm no longer calls, and nothing happens), raises the alarm's level and rings again. Steps of the same second are one level.
 */
export function escalation<S extends EscalationStep>(
  kind: string,
  requests: Requests,
  onStep: (work: Work, alarm: RequestRow, step: S) => Promise<Sentence | undefined>,
) {
  const timerKind = `${kind}.escalate`;

  async function plan(work: Work, alarmId: string, clock: Running<S>): Promise<void> {
    const step = clock.steps[clock.index];
    if (!step) return;
    const dueAt = new Date(Date.parse(clock.startedAt) + step.afterS * 1_000).toISOString();
    await schedule(work.tx, { communityId: work.communityId, kind: timerKind, ref: alarmId, dueAt, payload: clock });
    work.afterCommit((place) => place.nudge());
  }

  const onTimer: TimerHandler = async (work, timer: Timer) => {
    const clock = timer.payload as Running<S>;
    const step = clock.steps[clock.index];
    // Locked: an officer who takes it at this very moment is waited for, or waits.
    const alarm = await lockRequest(work.tx, work.communityId, timer.ref);
    if (!step || !alarm || alarm.ownerId || alarm.closedAt) return;
    const level = new Set(clock.steps.slice(0, clock.index + 1).map(({ afterS }) => afterS)).size;
    const deed = await onStep(work, alarm, step);
    if (!deed) return;
    await requests.note(work, { id: alarm.id, by: '', deed, level, ringing: true });
    await plan(work, alarm.id, { ...clock, index: clock.index + 1 });
  };

  return {
    timers: { [timerKind]: onTimer },
    /** Starts the clock now with steps in the order of their seconds; a clock that ran before is forgotten. */
    start: (work: Work, alarmId: string, steps: readonly S[]) =>
      plan(work, alarmId, { startedAt: work.now, index: 0, steps }),
    /** Somebody owns it, or it is over. */
    stop: (work: Work, alarmId: string) =>
      cancel(work.tx, { communityId: work.communityId, kind: timerKind, ref: alarmId }),
  };
}
