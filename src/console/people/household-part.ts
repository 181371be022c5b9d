import type { HouseholdView } from '../../protocol/contracts/people.ts';

/** What each part of a household's page gets. */
export interface HouseholdPartProps {
  household: HouseholdView;
  /** Whether this member of staff may change it. */
  keeps: boolean;
  onChange(household: HouseholdView): void;
}
