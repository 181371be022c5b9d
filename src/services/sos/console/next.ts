import type { AlarmDetail, SosState } from '../protocol.ts';

/** What an officer may say next about a call for help. */
const OFFICER_STEPS = ['answered', 'dispatched', 'arrived', 'resolved'] as const;
export type OfficerStep = (typeof OFFICER_STEPS)[number];

/** What this officer is to do with an alarm now: the one deed that stands out on its page. */
export type Next =
  /** Nobody's: take it; a cancelled one to call back. */
  | { readonly kind: 'take'; readonly toCallBack: boolean }
  /** Handed to this officer, who has not looked yet. */
  | { readonly kind: 'look' }
  /** Taken back by the resident: call, and say what came of it. */
  | { readonly kind: 'callBack' }
  /** The next step, and those that may be gone to at once. */
  | { readonly kind: 'advance'; readonly to: OfficerStep; readonly later: readonly OfficerStep[] }
  /** All is done but the end. */
  | { readonly kind: 'close' }
  /** Somebody else's. */
  | { readonly kind: 'theirs'; readonly owner: NonNullable<AlarmDetail['owner']>; readonly mayTakeOver: boolean }
  | { readonly kind: 'over' };

export function nextFor(alarm: Pick<AlarmDetail, 'state' | 'owner' | 'mayTakeOver' | 'callBack'>, me: string): Next {
  const { state, owner, mayTakeOver } = alarm;
  if (state === 'closed') return { kind: 'over' };
  if (!owner) return { kind: 'take', toCallBack: state === 'cancelled' };
  if (owner.id !== me) return { kind: 'theirs', owner, mayTakeOver };
  if (owner.unseen) return { kind: 'look' };
  if (state === 'cancelled') return alarm.callBack?.state === 'well' ? { kind: 'close' } : { kind: 'callBack' };
  const [to, ...later] = stepsAhead(state);
  return to ? { kind: 'advance', to, later } : { kind: 'close' };
}

/** Steps that lie ahead of a state: an officer may skip some, such as sending people when a talk was enough. */
function stepsAhead(state: SosState): readonly OfficerStep[] {
  const done = OFFICER_STEPS.indexOf(state as OfficerStep);
  if (done >= 0) return OFFICER_STEPS.slice(done + 1);
  return state === 'assigned' ? OFFICER_STEPS : [];
}
