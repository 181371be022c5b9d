/** The community that this center serves. */
export interface CommunityHere {
  readonly id: string;
  readonly sample: boolean;
}
