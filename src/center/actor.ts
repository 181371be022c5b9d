import type { HouseholdKind } from '../protocol/contracts/people.ts';
import type { Role } from '../protocol/roles.ts';
import type { BoxMode } from '../protocol/wire.ts';

/** A box that has proved its secret. */
export interface BoxActor {
  readonly kind: 'box';
  readonly communityId: string;
  readonly buildingId: string;
  readonly householdId: string;
  readonly boxId: string;
  /** It stands in a home, or in a public place. */
  readonly place: HouseholdKind;
  /** 12-digit area code of the district; empty where none is set. */
  readonly district: string;
  /** Groups of households that its household is in, e.g. 'alone'. */
  readonly groups: readonly string[];
}

/** A box without a household. */
export interface NewcomerActor {
  readonly kind: 'newcomer';
  readonly secretHash: string;
  readonly mode: BoxMode;
}

/** A signed-in member of staff. */
export interface StaffActor {
  readonly kind: 'staff';
  readonly communityId: string;
  readonly staffId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The merchant whose people they are; null for the community's own staff. */
  readonly merchantId: string | null;
}

/** Somebody's relative at their phone page, by an invitation that holds. */
export interface RelativeActor {
  readonly kind: 'relative';
  readonly communityId: string;
  readonly householdId: string;
  readonly relativeId: string;
  readonly name: string;
}

export type Actor = BoxActor | NewcomerActor | RelativeActor | StaffActor;

/** Whoever may be in a call. */
export type PartyActor = BoxActor | RelativeActor | StaffActor;

/** Who did it, as the audit and the memory of asks write it: 'box:<id>', 'relative:<id>', 'staff:<id>'. */
export function actorId(actor: Actor): string {
  if (actor.kind === 'box') return `box:${actor.boxId}`;
  if (actor.kind === 'relative') return `relative:${actor.relativeId}`;
  return actor.kind === 'staff' ? `staff:${actor.staffId}` : 'newcomer';
}

/** The scopes of lasting news (and the rooms) that a box listens to, widest first. */
export function scopesOf(actor: BoxActor): string[] {
  return [
    ...(actor.district ? [`district:${actor.district}`] : []),
    `community:${actor.communityId}`,
    ...actor.groups.map((group) => `group:${group}:${actor.communityId}`),
    `building:${actor.buildingId}`,
    `household:${actor.householdId}`,
    `box:${actor.boxId}`,
  ];
}

/** The room of all phone pages of one relative. */
export function relativeRoom(relativeId: string): string {
  return `relative:${relativeId}`;
}

/** The rooms that a console listens to. A merchant's people hear nothing that is not told to their merchant. */
export function staffRooms(actor: StaffActor): string[] {
  const member = memberRoom(actor.communityId, actor.staffId);
  if (actor.merchantId) return [member, merchantRoom(actor.communityId, actor.merchantId)];
  return [`staff:${actor.communityId}`, member, ...actor.roles.map((role) => staffRoom(actor.communityId, role))];
}

/** The room of all consoles of one member of staff. */
export function memberRoom(communityId: string, staffId: string): string {
  return `staff:${communityId}:${staffId}`;
}

/** The room of all consoles of a merchant's people. */
export function merchantRoom(communityId: string, merchantId: string): string {
  return `merchant:${communityId}:${merchantId}`;
}

/** The room of the community's own staff with a role. */
export function staffRoom(communityId: string, role: Role): string {
  return `staff:${communityId}:${role}`;
}
