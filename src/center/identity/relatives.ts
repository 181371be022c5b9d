import { and, count, eq, gt, isNotNull, isNull, or } from 'drizzle-orm';
import {
  INVITATION_MS,
  type Relation,
  type RelativeState,
  type RelativeView,
} from '../../protocol/contracts/relatives.ts';
import { newId } from '../../protocol/ids.ts';
import type { TextKey } from '../../protocol/texts.ts';
import { type RelativeActor, relativeRoom } from '../actor.ts';
import type { Database, Queries } from '../database/database.ts';
import { refuse } from '../refuse.ts';
import type { Reading, Work } from '../work.ts';
import { relative } from './schema.ts';
import { hashToken, newToken } from './secrets.ts';

type Row = typeof relative.$inferSelect;

/** Invitations and relatives that are over stay in the household's list for so long, ms. */
const SHOWN_AFTER_END_MS = 30 * 24 * 3_600_000;

function stateOf(row: Row, now: string): RelativeState {
  if (row.revokedAt !== null) return 'revoked';
  if (row.secretHash !== null) return 'active';
  return row.expiresAt <= now ? 'expired' : 'waiting';
}

/** A relative as the household and the desk see them. */
export function relativeView(reading: Reading, row: Row): RelativeView {
  const { id, relation, name, invitedAt, lastSeenAt } = row;
  const state = stateOf(row, reading.now);
  const online = state === 'active' && reading.isPhoneOnline(id);
  return { id, relation, name, state, online, invitedAt, lastSeenAt };
}

const ofHousehold = (communityId: string, householdId: string) =>
  and(eq(relative.communityId, communityId), eq(relative.householdId, householdId));

/** Those whose invitation waits or holds. */
const inForce = (now: string) =>
  and(isNull(relative.revokedAt), or(isNotNull(relative.secretHash), gt(relative.expiresAt, now)));

/** All relatives of a household in order of their invitations; those whose time is over for 30 days more. */
export async function relativesOf(reading: Reading, householdId: string): Promise<RelativeView[]> {
  const since = new Date(Date.parse(reading.now) - SHOWN_AFTER_END_MS).toISOString();
  const shown = or(
    inForce(reading.now),
    gt(relative.revokedAt, since),
    and(isNull(relative.revokedAt), gt(relative.expiresAt, since)),
  );
  const rows = await reading.db
    .select()
    .from(relative)
    .where(and(ofHousehold(reading.communityId, householdId), shown))
    .orderBy(relative.invitedAt);
  return rows.map((row) => relativeView(reading, row));
}

/** One relative, of whatever state. Refuses `gone`; also for another household's when `householdId` is given. */
export async function relativeRow(
  db: Queries,
  communityId: string,
  { relativeId, householdId }: { relativeId: string; householdId?: string | undefined },
): Promise<Row> {
  const [row] = await db
    .select()
    .from(relative)
    .where(
      and(
        eq(relative.communityId, communityId),
        eq(relative.id, relativeId),
        householdId ? eq(relative.householdId, householdId) : undefined,
      ),
    );
  if (!row) throw refuse('gone');
  return row;
}

/** How many of a household's relatives and invitations are in force. */
export async function countRelatives(work: Work, householdId: string): Promise<number> {
  const [row] = await work.tx
    .select({ n: count() })
    .from(relative)
    .where(and(ofHousehold(work.communityId, householdId), inForce(work.now)));
  return row?.n ?? 0;
}

/** A new invitation with its token, which is told only here. */
export async function addInvitation(
  work: Work,
  invited: { householdId: string; relation: Relation },
): Promise<{ row: Row; token: string }> {
  const token = newToken();
  const expiresAt = new Date(Date.parse(work.now) + INVITATION_MS).toISOString();
  const [row] = await work.tx
    .insert(relative)
    .values({
      communityId: work.communityId,
      id: newId(),
      ...invited,
      tokenHash: hashToken(token),
      invitedAt: work.now,
      expiresAt,
    })
    .returning();
  if (!row) throw new Error('an inserted row was not returned');
  return { row, token };
}

/** The invitation behind a token while it can still be taken. Refuses in words what is unknown, used, expired or revoked. */
export async function openInvitation(db: Queries, communityId: string, token: string, now: string): Promise<Row> {
  const [row] = await db
    .select()
    .from(relative)
    .where(and(eq(relative.communityId, communityId), eq(relative.tokenHash, hashToken(token))));
  if (!row) throw refuse('gone', 'refusal.invitation.unknown');
  const why = { waiting: undefined, active: 'used', expired: 'expired', revoked: 'revoked' } as const;
  const closed = why[stateOf(row, now)];
  if (closed) throw refuse('gone', `refusal.invitation.${closed}` satisfies TextKey);
  return row;
}

/**
 * Takes an invitation: its relative's phone proves itself by `secret` from now on. The same token with the same secret
 * again gives the same relative. Refuses as `openInvitation`.
 */
export async function takeInvitation(
  work: Work,
  { token, name, secret }: { token: string; name: string; secret: string },
): Promise<{ row: Row; fresh: boolean }> {
  const secretHash = hashToken(secret);
  const mine = and(eq(relative.communityId, work.communityId), eq(relative.tokenHash, hashToken(token)));
  const [taken] = await work.tx
    .update(relative)
    .set({ secretHash, name, acceptedAt: work.now })
    .where(and(mine, isNull(relative.secretHash), isNull(relative.revokedAt), gt(relative.expiresAt, work.now)))
    .returning();
  if (taken) return { row: taken, fresh: true };
  const [again] = await work.tx
    .select()
    .from(relative)
    .where(and(mine, eq(relative.secretHash, secretHash), isNull(relative.revokedAt)));
  return { row: again ?? (await openInvitation(work.db, work.communityId, token, work.now)), fresh: false };
}

/** Ends a relative's access and cuts their pages off. Refuses `gone` for one that has ended already. */
export async function revokeRelative(work: Work, relativeId: string): Promise<Row> {
  const [row] = await work.tx
    .update(relative)
    .set({ revokedAt: work.now })
    .where(and(eq(relative.communityId, work.communityId), eq(relative.id, relativeId), isNull(relative.revokedAt)))
    .returning();
  if (!row) throw refuse('gone');
  work.tellPhones(relativeId, 'relatives:revoked', {});
  work.afterCommit(({ news }) => news.dropPhones(relativeRoom(relativeId)));
  return row;
}

/** The relative whose phone holds this secret; undefined for an unknown or revoked one. */
export async function findRelativeBySecret(db: Queries, secret: string): Promise<RelativeActor | undefined> {
  const [row] = await db
    .select({
      communityId: relative.communityId,
      householdId: relative.householdId,
      relativeId: relative.id,
      name: relative.name,
    })
    .from(relative)
    .where(and(eq(relative.secretHash, hashToken(secret)), isNull(relative.revokedAt)));
  return row && { kind: 'relative', ...row };
}

/**
 * Notes that a relative's page is, or was just now, connected. `now` is ISO time. False for somebody whose access has
 * ended meanwhile.
 */
export async function sawRelative(
  db: Database,
  { communityId, relativeId }: RelativeActor,
  now: string,
): Promise<boolean> {
  const rows = await db
    .update(relative)
    .set({ lastSeenAt: now })
    .where(and(eq(relative.communityId, communityId), eq(relative.id, relativeId), isNull(relative.revokedAt)))
    .returning({ id: relative.id });
  return rows.length > 0;
}
