import { and, eq, isNull } from 'drizzle-orm';
import type { PartyActor } from '../../../center/actor.ts';
import type { Queries } from '../../../center/database/database.ts';
import { addressOf } from '../../../center/identity/households.ts';
import { box, household, relative, staff } from '../../../center/identity/schema.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Role } from '../../../protocol/roles.ts';
import type { Rights } from '../protocol.ts';

/** As much of a viewer as rights are about. */
export type Viewer =
  | { readonly kind: 'box'; readonly householdId: string; readonly buildingId: string }
  | { readonly kind: 'relative'; readonly householdId: string }
  | { readonly kind: 'staff'; readonly roles: readonly Role[] };

/** May they look? A relative only where a guest of their household is in the room. */
export function mayLook(rights: Rights, viewer: Viewer): boolean {
  if (viewer.kind === 'staff') return rights.roles.some((role) => viewer.roles.includes(role));
  if (rights.families.includes(viewer.householdId)) return true;
  if (viewer.kind === 'relative') return false;
  return (
    rights.everyone || rights.buildings.includes(viewer.buildingId) || rights.households.includes(viewer.householdId)
  );
}

/** Who looks, as the log writes it. */
export function viewerId(actor: PartyActor): string {
  return actor.kind === 'box' ? actor.boxId : actor.kind === 'relative' ? actor.relativeId : actor.staffId;
}

/** Who they are by now; undefined for a box or a relative that was revoked, and for staff who have left. */
export async function viewerNow(
  db: Queries,
  communityId: string,
  { kind, viewerId: id }: { kind: Viewer['kind']; viewerId: string },
): Promise<Viewer | undefined> {
  if (kind === 'staff') {
    const [row] = await db
      .select({ roles: staff.roles })
      .from(staff)
      .where(and(eq(staff.communityId, communityId), eq(staff.id, id), isNull(staff.disabledAt)));
    return row && { kind, roles: row.roles };
  }
  if (kind === 'relative') {
    const [row] = await db
      .select({ householdId: relative.householdId })
      .from(relative)
      .where(and(eq(relative.communityId, communityId), eq(relative.id, id), isNull(relative.revokedAt)));
    return row && { kind, ...row };
  }
  const [row] = await db
    .select({ householdId: household.id, buildingId: household.buildingId })
    .from(box)
    .innerJoin(household, and(eq(household.communityId, box.communityId), eq(household.id, box.householdId)))
    .where(and(eq(box.communityId, communityId), eq(box.id, id), isNull(box.revokedAt)));
  return row && { kind, ...row };
}

/** Their name for the log: '3号楼 2门301', '王丽', '赵值班'. */
export async function nameOf(db: Queries, actor: PartyActor): Promise<string> {
  if (actor.kind === 'box') return (await addressOf(db, actor.communityId, actor.householdId)).label;
  return actor.name;
}

/** Refuses `forbidden` for whom these rights do not name. */
export function demandRight(rights: Rights, viewer: Viewer): void {
  if (!mayLook(rights, viewer)) throw refuse('forbidden', 'cameras.refused.right');
}
