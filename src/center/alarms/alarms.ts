import type { Sentence } from '../../protocol/contracts/desk.ts';
import type { Timer } from '../jobs/jobs.ts';
import { cancel, schedule } from '../jobs/jobs.ts';
import { findRequest, type Requests } from '../requests/requests.ts';
import type { TimerHandler } from '../serve.ts';
import type { Work } from '../work.ts';

/** One step up when nobody has taken the alarm: who is asked for next, in words of the catalogue. */
export interface EscalationStep {
  /** Seconds after the alarm reached the center. */
  readonly afterS: number;
  readonly deed: Sentence;
}

/**
 * The escalation clock of one kind of alarm. Each step is a durable timer, so it comes on time after a restart; an
 * owner stops it. A step raises the alarm's level and rings again.
 */
export function escalation(kind: string, requests: Requests, steps: readonly EscalationStep[]) {
  const timerKind = `${kind}.escalate`;

  async function startStep(work: Work, alarmId: string, startedAt: string, index: number): Promise<void> {
    const step = steps[index];
    if (!step) return;
    const dueAt = new Date(Date.parse(startedAt) + step.afterS * 1_000).toISOString();
    await schedule(work.tx, {
      communityId: work.communityId,
      kind: timerKind,
      ref: alarmId,
      dueAt,
      payload: { index, startedAt },
    });
    work.afterCommit((place) => place.nudge());
  }

  const onTimer: TimerHandler = async (work, timer: Timer) => {
    const { index, startedAt } = timer.payload as { index: number; startedAt: string };
    const step = steps[index];
    const alarm = await findRequest(work.db, work.communityId, timer.ref);
    if (!step || !alarm || alarm.ownerId || alarm.closedAt) return;
    await requests.note(work, { id: alarm.id, by: '', deed: step.deed, level: index + 1, ringing: true });
    await startStep(work, alarm.id, startedAt, index + 1);
  };

  return {
    timers: { [timerKind]: onTimer },
    /** Starts the clock at the moment the alarm reached the center. */
    start: (work: Work, alarmId: string) => startStep(work, alarmId, work.now, 0),
    /** Somebody owns it, or it is over. */
    stop: (work: Work, alarmId: string) =>
      cancel(work.tx, { communityId: work.communityId, kind: timerKind, ref: alarmId }),
  };
}
