import type { AlarmDetail, SosState } from '../protocol.ts';

/** A step of the line: a state, or the call back after a cancel. */
export type StepName = SosState | 'callBack';

export interface TimelineStep {
  readonly name: StepName;
  /** When it was reached, ISO. */
  readonly at: string | undefined;
  /** ms since the step before it that was reached; undefined for the first, and where it was not reached. */
  readonly took: number | undefined;
  readonly look: 'done' | 'now' | 'ahead' | 'skipped';
}

const HELP = ['sent', 'assigned', 'answered', 'dispatched', 'arrived', 'resolved', 'closed'] as const;

/**
 * All steps of a call for help with the time each was reached. One that the resident took back goes by the call back;
 * when that reached nobody, all the others follow.
 */
export function timelineOf(alarm: Pick<AlarmDetail, 'state' | 'clocks' | 'callBack'>): TimelineStep[] {
  const { state, clocks, callBack } = alarm;
  const at: Readonly<Record<StepName, string | null>> = {
    pressed: clocks.pressedAt,
    cancelled: clocks.cancelledAt,
    callBack: callBack?.at ?? null,
    sent: clocks.sentAt,
    assigned: clocks.ownedAt,
    answered: clocks.answeredAt,
    dispatched: clocks.dispatchedAt,
    arrived: clocks.arrivedAt,
    resolved: clocks.resolvedAt,
    closed: clocks.closedAt,
  };
  const names = namesOf(alarm);
  const now = names.indexOf(state === 'cancelled' && callBack?.at ? 'callBack' : state);
  let before: number | undefined;
  return names.map((name, i) => {
    const instant = at[name] === null ? undefined : Date.parse(at[name]);
    const took = instant === undefined || before === undefined ? undefined : Math.max(0, instant - before);
    before = instant ?? before;
    return { name, at: at[name] ?? undefined, took, look: lookOf(i - now, instant !== undefined, state) };
  });
}

function namesOf({ state, clocks, callBack }: Pick<AlarmDetail, 'state' | 'clocks' | 'callBack'>): StepName[] {
  if (clocks.cancelledAt === null) return ['pressed', ...HELP];
  const takenBack = state === 'cancelled' || callBack?.state === 'well';
  return takenBack ? ['pressed', 'cancelled', 'callBack', 'closed'] : ['pressed', 'cancelled', 'callBack', ...HELP];
}

/** `from` counts steps from the one that the alarm is at. */
function lookOf(from: number, reached: boolean, state: SosState): TimelineStep['look'] {
  if (from > 0) return 'ahead';
  if (from === 0) return state === 'closed' ? 'done' : 'now';
  return reached ? 'done' : 'skipped';
}
