import type { BoxView, HouseholdView } from '../../protocol/contracts/people.ts';

/** The boxes that may still connect. */
export function liveBoxes(household: HouseholdView): BoxView[] {
  return household.boxes.filter((box) => box.revokedAt === null);
}
