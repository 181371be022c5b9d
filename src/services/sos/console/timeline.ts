import type { HistoryEvent } from '../../../protocol/contracts/desk.ts';
import type { SosState } from '../protocol.ts';

/** The steps that a call for help usually goes through. */
const USUAL = ['pressed', 'sent', 'assigned', 'answered', 'dispatched', 'arrived', 'resolved', 'closed'] as const;
/** Those of one that the resident took back: somebody calls, and that is all. */
const TAKEN_BACK = ['pressed', 'cancelled', 'closed'] as const;

export interface TimelineStep {
  readonly state: SosState;
  /** When it was reached first, ISO. */
  readonly at: string | undefined;
  /** ms since the step before it that was reached; undefined for the first, and where it was not reached. */
  readonly took: number | undefined;
  readonly look: 'done' | 'now' | 'ahead' | 'skipped';
}

/** All steps with the time each was reached, from the history of the alarm (oldest first). */
export function timelineOf(state: SosState, events: readonly Pick<HistoryEvent, 'at' | 'state'>[]): TimelineStep[] {
  const reached = new Map<string, string>();
  for (const { at, state: to } of events) if (to !== null && !reached.has(to)) reached.set(to, at);
  const steps: readonly SosState[] = reached.has('cancelled') ? TAKEN_BACK : USUAL;
  const now = steps.indexOf(state);
  let before: number | undefined;
  return steps.map((step, i) => {
    const at = reached.get(step);
    const instant = at === undefined ? undefined : Date.parse(at);
    const took = instant === undefined || before === undefined ? undefined : Math.max(0, instant - before);
    before = instant ?? before;
    return { state: step, at, took, look: lookOf(i - now, at !== undefined, step) };
  });
}

function lookOf(from: number, reached: boolean, step: SosState): TimelineStep['look'] {
  if (from > 0) return 'ahead';
  if (from === 0) return step === 'closed' ? 'done' : 'now';
  return reached ? 'done' : 'skipped';
}
