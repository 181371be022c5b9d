import { and, eq, sql } from 'drizzle-orm';
import { v5 } from 'uuid';
import { addDays, dayOf, instantOf } from '../../protocol/time.ts';
import { HOUSEHOLD_GROUPS, inGroup } from '../identity/groups.ts';
import { household } from '../identity/schema.ts';
import { schedule } from '../jobs/jobs.ts';
import { post } from '../ledger/ledger.ts';
import { refuse } from '../refuse.ts';
import type { TimerHandler } from '../serve.ts';
import type { Work } from '../work.ts';
import { fundOf, tellMoney } from './payments.ts';
import { lockPayer, openPurse, pursesOf } from './purses.ts';
import { monthDone, subsidyKind } from './schema.ts';

export const MONTH_TIMER = 'payments.month';
/** Names of postings that must happen once: made from what they are about (UUIDv5, RFC 9562). */
const ONCE = '5c1d9a2e-6c1b-5f5e-9d0a-3d7f4a1b2c60';

export type SubsidyKindRow = typeof subsidyKind.$inferSelect;

/** All kinds of subsidies that the community gives. */
export function kindsOf(work: Pick<Work, 'db' | 'communityId'>): Promise<SubsidyKindRow[]> {
  return work.db
    .select()
    .from(subsidyKind)
    .where(eq(subsidyKind.communityId, work.communityId))
    .orderBy(subsidyKind.name);
}

/** Gives a household money of a subsidy, from the community's fund. False when the posting `id` was made before. */
export async function grant(
  work: Work,
  of: { id: string; kindId: string; householdId: string; fen: number },
): Promise<boolean> {
  const { communityId, tx } = work;
  const [kind] = await tx
    .select()
    .from(subsidyKind)
    .where(and(eq(subsidyKind.communityId, communityId), eq(subsidyKind.id, of.kindId)));
  if (!kind) throw refuse('gone');
  const account = await openPurse(tx, communityId, of.householdId, of.kindId);
  const lines = [
    { account: await fundOf(work), fen: -of.fen },
    { account, fen: of.fen },
  ];
  const fresh = await post(tx, { communityId, id: of.id, at: work.now, memo: 'payments.ledger.grant', lines });
  if (fresh) tellMoney(work, of.householdId);
  return fresh;
}

/** What is left of a month's subsidies goes back to the fund, once a month. */
async function expire(work: Work, householdId: string, month: string): Promise<void> {
  const { communityId, tx } = work;
  await lockPayer(tx, communityId, householdId);
  for (const { accountId, expires, fen } of await pursesOf(tx, communityId, householdId)) {
    if (!expires || fen <= 0) continue;
    await post(tx, {
      communityId,
      id: v5(`expire ${accountId} ${month}`, ONCE),
      at: work.now,
      memo: 'payments.ledger.expire',
      lines: [
        { account: accountId, fen: -fen },
        { account: await fundOf(work), fen },
      ],
    });
  }
}

/** The households that a kind is given to each month; none for one that is given by hand. */
async function householdsFor(work: Work, { group }: SubsidyKindRow): Promise<string[]> {
  const named = HOUSEHOLD_GROUPS.find((one) => one === group);
  if (!named && group !== 'all') return [];
  const rows = await work.tx
    .select({ id: household.id })
    .from(household)
    .where(
      and(
        eq(household.communityId, work.communityId),
        eq(household.kind, 'home'),
        named ? inGroup(named, work.now) : sql`true`,
      ),
    )
    .orderBy(household.id);
  return rows.map(({ id }) => id);
}

/**
 * A month's subsidies for everybody who gets them; `month` is YYYY-MM. However often it runs, each household gets each
 * kind once a month: the posting's id is made from the three. Gives how many were given.
 */
export async function grantMonth(work: Work, month: string): Promise<number> {
  const done = new Set<string>();
  let given = 0;
  for (const kind of await kindsOf(work)) {
    if (kind.closed || kind.monthlyFen === 0) continue;
    for (const householdId of await householdsFor(work, kind)) {
      const id = v5(`grant ${kind.id} ${householdId} ${month}`, ONCE);
      const first = !done.has(householdId);
      done.add(householdId);
      if (first) await expireBefore(work, householdId, month);
      if (await grant(work, { id, kindId: kind.id, householdId, fen: kind.monthlyFen })) given += 1;
    }
  }
  return given;
}

/** Expires what the months before have left, unless this month's expiry was done. */
async function expireBefore(work: Work, householdId: string, month: string): Promise<void> {
  const id = v5(`month ${householdId} ${month}`, ONCE);
  const fresh = await work.tx
    .insert(monthDone)
    .values({ communityId: work.communityId, id })
    .onConflictDoNothing()
    .returning({ id: monthDone.id });
  if (fresh.length > 0) await expire(work, householdId, month);
}

const monthOf = (now: string) => dayOf(now).slice(0, 7);

/** Wants the next month's turn: five past midnight on its first day. */
export async function scheduleMonth(work: Work): Promise<void> {
  const next = `${addDays(`${monthOf(work.now)}-01`, 31).slice(0, 7)}-01`;
  const { communityId } = work;
  await schedule(work.tx, { communityId, kind: MONTH_TIMER, ref: communityId, dueAt: instantOf(next, '00:05') });
}

/** The turn of the month. */
export const onMonth: TimerHandler = async (work) => {
  const month = monthOf(work.now);
  const given = await grantMonth(work, month);
  work.audit('center', 'payments.month', `community:${work.communityId}`, { month, given });
  await scheduleMonth(work);
};
