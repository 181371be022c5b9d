import { and, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import {
  APPROVAL_MINUTES,
  type Category,
  type Permit,
  PIN_LOCK_MINUTES,
  PIN_TRIES,
  type PinAnswer,
} from '../../protocol/contracts/payments.ts';
import { newId } from '../../protocol/ids.ts';
import { clockTime } from '../../protocol/time.ts';
import type { RelativeActor } from '../actor.ts';
import type { Queries } from '../database/database.ts';
import { relative } from '../identity/schema.ts';
import { checkPassword } from '../identity/secrets.ts';
import { schedule } from '../jobs/jobs.ts';
import { refuse } from '../refuse.ts';
import type { TimerHandler } from '../serve.ts';
import type { Work } from '../work.ts';
import { changePayer, lockPayer, type Payer, payerOf } from './purses.ts';
import { permit } from './schema.ts';

/** A right PIN is good for one payment within so many minutes. */
const PIN_MINUTES = 5;
export const PERMIT_TIMER = 'payments.permit';

interface Wish {
  readonly fen: number;
  readonly category: Category;
  readonly payee: string;
  readonly what: string;
}

type Row = typeof permit.$inferSelect;

const minutesAfter = (now: string, minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString();

export function permitView({ id, fen, payee, what, state, by, askedAt, expiresAt }: Row): Permit {
  return { id, fen, payee, what, state, by, askedAt, expiresAt };
}

/** The relatives whom a household has named, as far as they still hold. */
export async function approversOf(
  db: Queries,
  communityId: string,
  { householdId, approvers }: Payer,
): Promise<{ id: string; name: string }[]> {
  if (approvers.length === 0) return [];
  return db
    .select({ id: relative.id, name: relative.name })
    .from(relative)
    .where(
      and(
        eq(relative.communityId, communityId),
        eq(relative.householdId, householdId),
        inArray(relative.id, approvers),
        isNotNull(relative.secretHash),
        isNull(relative.revokedAt),
      ),
    );
}

async function insert(work: Work, householdId: string, wish: Wish, rest: Pick<Row, 'kind' | 'state' | 'expiresAt'>) {
  const { fen, category, payee, what } = wish;
  const [row] = await work.tx
    .insert(permit)
    .values({
      communityId: work.communityId,
      id: newId(),
      householdId,
      by: '',
      fen,
      category,
      payee,
      what,
      askedAt: work.now,
      ...rest,
    })
    .returning();
  if (!row) throw new Error('a permit was not written');
  return row;
}

/**
 * Tries a PIN. A wrong one is no refusal: it must be counted, and what is refused leaves nothing behind. Refuses `conflict`
 * where none was set.
 */
export async function tryPin(
  work: Work,
  householdId: string,
  pin: string,
): Promise<Omit<PinAnswer, 'permit'> & { right: boolean }> {
  const payer = await lockPayer(work.tx, work.communityId, householdId);
  if (payer.pinHash === null) throw refuse('conflict', 'payments.refused.noPin');
  if (payer.pinLockedUntil !== null && payer.pinLockedUntil > work.now) {
    return { right: false, triesLeft: 0, lockedUntil: payer.pinLockedUntil };
  }
  const right = await checkPassword(payer.pinHash, pin);
  const fails = right ? 0 : payer.pinFails + 1;
  const locked = fails >= PIN_TRIES;
  const pinLockedUntil = locked ? minutesAfter(work.now, PIN_LOCK_MINUTES) : null;
  await changePayer(work.tx, work.communityId, householdId, { pinFails: locked ? 0 : fails, pinLockedUntil });
  if (locked) work.audit('center', 'payments.pinLocked', `household:${householdId}`);
  return { right, triesLeft: locked ? 0 : PIN_TRIES - fails, lockedUntil: pinLockedUntil };
}

/** The PIN for one payment. */
export async function unlock(work: Work, householdId: string, pin: string, wish: Wish): Promise<PinAnswer> {
  const { right, ...answer } = await tryPin(work, householdId, pin);
  if (!right) return { permit: null, ...answer };
  const expiresAt = minutesAfter(work.now, PIN_MINUTES);
  const row = await insert(work, householdId, wish, { kind: 'pin', state: 'granted', expiresAt });
  return { permit: row.id, ...answer };
}

/** Asks the named relatives. Refuses `conflict` where there is none. */
export async function askApproval(work: Work, householdId: string, wish: Wish): Promise<Permit> {
  const payer = await payerOf(work.db, work.communityId, householdId);
  const approvers = await approversOf(work.db, work.communityId, payer);
  if (approvers.length === 0) throw refuse('conflict', 'payments.refused.nobody');
  const expiresAt = minutesAfter(work.now, APPROVAL_MINUTES);
  const row = await insert(work, householdId, wish, { kind: 'approval', state: 'waiting', expiresAt });
  await schedule(work.tx, { communityId: work.communityId, kind: PERMIT_TIMER, ref: row.id, dueAt: expiresAt });
  work.afterCommit(({ nudge }) => nudge());
  await tell(work, row);
  return permitView(row);
}

/** Household and named relatives hear where an approval stands. */
async function tell(work: Work, row: Row): Promise<void> {
  const payer = await payerOf(work.db, work.communityId, row.householdId);
  work.tellBoxes(`household:${row.householdId}`, 'payments:permit', permitView(row));
  for (const { id } of await approversOf(work.db, work.communityId, payer)) {
    work.tellPhones(id, 'payments:permit', permitView(row));
  }
}

const waiting = (work: Work, id: string) =>
  and(eq(permit.communityId, work.communityId), eq(permit.id, id), eq(permit.state, 'waiting'));

/** A relative's answer. Refuses `forbidden` for one who was not named, `late` for what is answered or expired. */
export async function decide(work: Work, actor: RelativeActor, id: string, agree: boolean): Promise<Permit> {
  const payer = await payerOf(work.db, work.communityId, actor.householdId);
  const named = await approversOf(work.db, work.communityId, payer);
  if (!named.some((one) => one.id === actor.relativeId)) throw refuse('forbidden');
  const [row] = await work.tx
    .update(permit)
    .set({ state: agree ? 'granted' : 'refused', by: actor.name })
    .where(and(waiting(work, id), eq(permit.householdId, actor.householdId)))
    .returning();
  if (!row || row.expiresAt <= work.now) throw refuse('late', 'payments.refused.permitLate');
  await tell(work, row);
  work.audit(actor, agree ? 'payments.agree' : 'payments.disagree', `permit:${id}`, { fen: row.fen });
  return permitView(row);
}

/** Nobody answered in time. */
export const onPermitDue: TimerHandler = async (work, { ref }) => {
  const [row] = await work.tx.update(permit).set({ state: 'expired' }).where(waiting(work, ref)).returning();
  if (row) await tell(work, row);
};

/** What waits for a relative; nothing for one who was not named. */
export async function approvalsFor(db: Queries, actor: RelativeActor, now: string): Promise<Permit[]> {
  const { communityId, householdId, relativeId } = actor;
  const payer = await payerOf(db, communityId, householdId);
  if (!payer.approvers.includes(relativeId)) return [];
  const rows = await db
    .select()
    .from(permit)
    .where(and(eq(permit.communityId, communityId), eq(permit.householdId, householdId), eq(permit.state, 'waiting')))
    .orderBy(desc(permit.askedAt));
  return rows.filter(({ expiresAt }) => expiresAt > now).map(permitView);
}

/** A household's permit. Refuses `gone`. */
export async function permitOf(db: Queries, communityId: string, householdId: string, id: string): Promise<Permit> {
  const [row] = await db
    .select()
    .from(permit)
    .where(and(eq(permit.communityId, communityId), eq(permit.id, id), eq(permit.householdId, householdId)));
  if (!row) throw refuse('gone');
  return permitView(row);
}

/** Uses leave up, once, for a payment that it covers. Refuses `forbidden` in words without one. */
export async function spendPermit(
  work: Work,
  of: {
    permit?: string | undefined;
    kind: 'pin' | 'approval';
    householdId: string;
    fen: number;
    category: Category;
    /** Who is paid: leave is for one payee, by the name that was shown. */
    merchant: string;
  },
): Promise<void> {
  const missing = refuse('forbidden', of.kind === 'pin' ? 'payments.refused.pin' : 'payments.refused.approval');
  if (!of.permit) throw missing;
  const [row] = await work.tx
    .update(permit)
    .set({ state: 'used' })
    .where(
      and(
        eq(permit.communityId, work.communityId),
        eq(permit.id, of.permit),
        eq(permit.householdId, of.householdId),
        eq(permit.kind, of.kind),
        eq(permit.category, of.category),
        eq(permit.payee, of.merchant),
        eq(permit.state, 'granted'),
      ),
    )
    .returning();
  if (!row || row.fen < of.fen) throw missing;
  // A relative's yes holds for the half hour after it was given as well: the box may be a while in asking again.
  const until = of.kind === 'pin' ? row.expiresAt : minutesAfter(row.expiresAt, APPROVAL_MINUTES);
  if (until <= work.now) throw refuse('late', 'payments.refused.permitOver', { time: clockTime(until) });
}
