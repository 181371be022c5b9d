import type { ComponentType, LazyExoticComponent, ReactNode } from 'react';
import type { QueueItem, StaffMember } from '../protocol/contracts/desk.ts';
import type { Reply } from '../protocol/reply.ts';
import type { Role } from '../protocol/roles.ts';
import type { Summons } from './alarm/summons.ts';
import type { HouseholdPartProps } from './people/household-part.ts';
import type { ConsoleTextKey } from './say.ts';

/** A page of the console; `path` is what stands behind `#/`. Shown to those who hold one of the roles. */
export interface ConsolePage {
  readonly path: string;
  readonly label: ConsoleTextKey;
  readonly icon: ReactNode;
  readonly roles: readonly Role[];
  readonly page: LazyExoticComponent<ComponentType>;
}

export interface ItemPanelProps {
  readonly item: QueueItem;
  readonly me: StaffMember;
}

/** What a service adds to the console. */
export interface ConsoleService {
  /** Its sign in the queue; `color` is the sign's, always beside the icon and the word. */
  readonly icon: ReactNode;
  readonly color: string;
  readonly pages: readonly ConsolePage[];
  /** What is shown of an item of the queue, with the deeds that are possible now. */
  readonly itemPanel?: LazyExoticComponent<ComponentType<ItemPanelProps>>;
  /** The same for alarms, over the whole width and with its history. */
  readonly alarmPanel?: LazyExoticComponent<ComponentType<ItemPanelProps>>;
  /** What it adds to a household's page. */
  readonly householdPart?: LazyExoticComponent<ComponentType<HouseholdPartProps>>;
  /** One of its alarms rings: what its panel needs is fetched, so that it is there at once. */
  readonly prepare?: () => void;
  /** Takes a ringing alarm, from the screen that it has taken or by key; one with an owner was handed to this officer. */
  readonly take?: (item: QueueItem) => Promise<Reply<unknown>>;
  /** A hook: what waits on pages of its own for this person, besides the queue. */
  readonly useSummons?: (me: StaffMember) => readonly Summons[];
}

/** Whether somebody with these roles may open it. */
export function allowed(mine: readonly Role[], wanted: readonly Role[]): boolean {
  return wanted.some((role) => mine.includes(role));
}
