import type { SosState } from '../protocol.ts';

/** What an officer may say next about a call for help. */
export const OFFICER_STEPS = ['answered', 'dispatched', 'arrived', 'resolved'] as const;
export type OfficerStep = (typeof OFFICER_STEPS)[number];

/** Steps that lie ahead of a state: an officer may skip some, such as sending people when a talk was enough. */
export function stepsAhead(state: SosState): readonly OfficerStep[] {
  const done = OFFICER_STEPS.indexOf(state as OfficerStep);
  if (done >= 0) return OFFICER_STEPS.slice(done + 1);
  return state === 'assigned' ? OFFICER_STEPS : [];
}
