import { and, arrayOverlaps, eq, gt, isNull } from 'drizzle-orm';
import type { StaffMember } from '../../protocol/contracts/desk.ts';
import { newId } from '../../protocol/ids.ts';
import type { Role } from '../../protocol/roles.ts';
import { memberRoom, type StaffActor } from '../actor.ts';
import type { Database, Queries } from '../database/database.ts';
import { merchantKind } from '../merchants/merchants.ts';
import { refuse } from '../refuse.ts';
import type { Work } from '../work.ts';
import { staff, staffSession } from './schema.ts';
import { checkPassword, hashPassword, hashToken, newToken } from './secrets.ts';

/** A shift and a little: whoever comes in the morning signs in once a day. */
export const SESSION_HOURS = 14;

/** Signs in; undefined when login and password do not fit an account that is in use. Gives the cookie's token. */
export async function signIn(
  db: Database,
  login: string,
  password: string,
  now: string,
): Promise<{ token: string; staffId: string; communityId: string } | undefined> {
  const [found] = await db
    .select()
    .from(staff)
    .where(and(eq(staff.login, login), isNull(staff.disabledAt)));
  if (!(await checkPassword(found?.passwordHash, password)) || !found) return undefined;
  const token = newToken();
  await db.insert(staffSession).values({
    tokenHash: hashToken(token),
    communityId: found.communityId,
    staffId: found.id,
    createdAt: now,
    expiresAt: new Date(Date.parse(now) + SESSION_HOURS * 3_600_000).toISOString(),
  });
  return { token, staffId: found.id, communityId: found.communityId };
}

/** Who is behind a session token, and until when (ISO time); undefined when it has run out or the account is disabled. */
export async function findSession(
  db: Queries,
  token: string,
  now: string,
): Promise<{ actor: StaffActor; expiresAt: string } | undefined> {
  const [row] = await db
    .select({
      communityId: staff.communityId,
      staffId: staff.id,
      name: staff.name,
      roles: staff.roles,
      merchantId: staff.merchantId,
      expiresAt: staffSession.expiresAt,
    })
    .from(staffSession)
    .innerJoin(staff, eq(staff.id, staffSession.staffId))
    .where(
      and(eq(staffSession.tokenHash, hashToken(token)), gt(staffSession.expiresAt, now), isNull(staff.disabledAt)),
    );
  if (!row) return undefined;
  const { expiresAt, ...who } = row;
  return { actor: { kind: 'staff', ...who }, expiresAt };
}

/** Ends a session; gives whose it was. */
export async function signOut(
  db: Database,
  token: string,
): Promise<{ communityId: string; staffId: string } | undefined> {
  const [row] = await db
    .delete(staffSession)
    .where(eq(staffSession.tokenHash, hashToken(token)))
    .returning({ communityId: staffSession.communityId, staffId: staffSession.staffId });
  return row;
}

/** All accounts of a community, by login. */
export function listStaff(db: Queries, communityId: string) {
  return db
    .select({
      id: staff.id,
      name: staff.name,
      roles: staff.roles,
      merchantId: staff.merchantId,
      login: staff.login,
      disabledAt: staff.disabledAt,
    })
    .from(staff)
    .where(eq(staff.communityId, communityId))
    .orderBy(staff.login);
}

/** Staff in use who hold any of these roles. */
export function officersOf(db: Queries, communityId: string, roles: readonly Role[]) {
  return db
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(and(eq(staff.communityId, communityId), arrayOverlaps(staff.roles, [...roles]), isNull(staff.disabledAt)))
    .orderBy(staff.login);
}

/**
 * Makes or changes an account. Its sessions end, so that other roles, another password or the disabling act at once.
 * A merchant's account holds the role of the merchant's kind, whatever `roles` says.
 * Refuses `conflict` for a login in use, `invalid` for a new account without a password, `gone` for an unknown merchant.
 */
export async function saveStaff(
  work: Work,
  saved: {
    id?: string;
    login: string;
    name: string;
    roles: readonly Role[];
    merchantId?: string | null;
    password?: string;
    disabled: boolean;
  },
): Promise<StaffMember> {
  const [taken] = await work.tx.select({ id: staff.id }).from(staff).where(eq(staff.login, saved.login));
  if (taken && taken.id !== saved.id) throw refuse('conflict', 'refusal.loginTaken');
  const merchantId = saved.merchantId ?? null;
  const roles = merchantId ? [await merchantKind(work, merchantId)] : [...saved.roles];
  if (roles.length === 0) throw refuse('invalid');
  const fields = {
    login: saved.login,
    name: saved.name,
    roles,
    merchantId,
    disabledAt: saved.disabled ? work.now : null,
    ...(saved.password && { passwordHash: await hashPassword(saved.password) }),
  };
  if (saved.id) {
    const [row] = await work.tx
      .update(staff)
      .set(fields)
      .where(and(eq(staff.communityId, work.communityId), eq(staff.id, saved.id)))
      .returning({ id: staff.id });
    if (!row) throw refuse('gone');
    await work.tx.delete(staffSession).where(eq(staffSession.staffId, row.id));
    work.afterCommit(({ news }) => news.dropStaff(memberRoom(work.communityId, row.id)));
    return { id: row.id, name: saved.name, roles };
  }
  if (!fields.passwordHash) throw refuse('invalid', 'refusal.passwordMissing');
  const id = newId();
  await work.tx
    .insert(staff)
    .values({ ...fields, passwordHash: fields.passwordHash, communityId: work.communityId, id });
  return { id, name: saved.name, roles };
}
