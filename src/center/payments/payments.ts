import { and, eq, sql } from 'drizzle-orm';
import type { Category, Part, Quote } from '../../protocol/contracts/payments.ts';
import { UNDO_S } from '../../protocol/contracts/payments.ts';
import { newId } from '../../protocol/ids.ts';
import { yuan } from '../../protocol/money.ts';
import type { TextKey } from '../../protocol/texts.ts';
import { dayOf } from '../../protocol/time.ts';
import type { Queries } from '../database/database.ts';
import { openAccount, post, reverse } from '../ledger/ledger.ts';
import { LedgerError } from '../ledger/ledger-error.ts';
import { walletOf } from '../ledger/wallets.ts';
import { refuse } from '../refuse.ts';
import type { Work } from '../work.ts';
import { approversOf, spendPermit } from './permits.ts';
import { cashOf, lockPayer, type Payer, payerOf, pursesOf } from './purses.ts';
import { payment, type StoredPart } from './schema.ts';

/** A household pays a seller. Amounts in fen; `id` also names the ledger's posting. */
export interface WantedPayment {
  readonly id: string;
  readonly householdId: string;
  /** The service, as its id; `category` is what the money is for. */
  readonly service: string;
  readonly category: Category;
  readonly merchantId: string;
  readonly merchant: string;
  /** In words, as the history shows it: '午饭 番茄炒蛋×1'. */
  readonly what: string;
  readonly fen: number;
  /** What the community's fund pays besides, by a rule of the service. */
  readonly givenFen?: number;
  /** Leave for a sum that needs it. */
  readonly permit?: string | undefined;
  readonly memo: TextKey;
}

export type PaymentRow = typeof payment.$inferSelect;

/** The fund of the community, which its subsidies come from. */
export const fundOf = (work: Work) =>
  openAccount(work.tx, { communityId: work.communityId, kind: 'subsidy', ownerId: work.communityId, floor: null });

/** Where the money would come from: subsidies that may pay for this first, then cash. */
async function split(db: Queries, communityId: string, householdId: string, fen: number, category: Category) {
  const parts: { account: string; name: string; fen: number }[] = [];
  let rest = fen;
  for (const purse of await pursesOf(db, communityId, householdId)) {
    const part = purse.categories.includes(category) ? Math.min(purse.fen, rest) : 0;
    if (part > 0) parts.push({ account: purse.accountId, name: purse.name, fen: part });
    rest -= Math.max(part, 0);
  }
  return { parts, cashFen: rest };
}

/** What a household has paid on a day, less what it got back. */
export async function spentOn(db: Queries, communityId: string, householdId: string, day: string): Promise<number> {
  const [row] = await db
    .select({ fen: sql<number>`coalesce(sum(${payment.fen} - ${payment.backFen}), 0)`.mapWith(Number) })
    .from(payment)
    .where(and(eq(payment.communityId, communityId), eq(payment.householdId, householdId), eq(payment.day, day)));
  return row?.fen ?? 0;
}

/** Which leave a sum needs; approval outweighs the PIN. */
function leaveFor(
  { pinHash, pinOverFen, approvalOverFen, approvers }: Payer,
  fen: number,
): 'nothing' | 'pin' | 'approval' {
  if (approvalOverFen !== null && approvers.length > 0 && fen > approvalOverFen) return 'approval';
  if (pinHash !== null && pinOverFen !== null && fen > pinOverFen) return 'pin';
  return 'nothing';
}

/** What a payment would take, and what it would need; nothing is taken. */
export async function quote(
  db: Queries,
  of: { communityId: string; householdId: string; fen: number; category: Category; now: string },
): Promise<Quote> {
  const { communityId, householdId, fen } = of;
  const payer = await payerOf(db, communityId, householdId);
  const { parts, cashFen } = await split(db, communityId, householdId, fen, of.category);
  const shortFen = Math.max(0, cashFen - (await cashOf(db, communityId, householdId)));
  const spent = await spentOn(db, communityId, householdId, dayOf(of.now));
  const dayLeftFen = payer.dayLimitFen === null ? null : Math.max(0, payer.dayLimitFen - spent);
  const over = dayLeftFen !== null && fen > dayLeftFen;
  const shown: Part[] = parts.map(({ name, fen: part }) => ({ account: name, fen: part }));
  return {
    parts: cashFen > 0 ? [...shown, { account: '', fen: cashFen }] : shown,
    needs: shortFen > 0 ? 'money' : over ? 'day' : leaveFor(payer, fen),
    shortFen,
    dayLeftFen,
    approvers: (await approversOf(db, communityId, payer)).map(({ name }) => name),
  };
}

/**
 * Pays: chooses the accounts, looks at the day's limit and the leave that the sum needs, and posts, in the caller's
 * transaction. Refuses `conflict` in words when there is too little, `forbidden` over the limit or without leave.
 */
export async function pay(work: Work, wanted: WantedPayment): Promise<PaymentRow | undefined> {
  const { communityId, tx } = work;
  const { id, householdId, fen, category, givenFen = 0 } = wanted;
  if (fen + givenFen === 0) return undefined;
  const payer = await lockPayer(tx, communityId, householdId);
  const day = dayOf(work.now);
  if (payer.dayLimitFen !== null && fen > 0) {
    const left = payer.dayLimitFen - (await spentOn(tx, communityId, householdId, day));
    if (fen > left) throw refuse('forbidden', 'payments.refused.day', { yuan: yuan(Math.max(0, left)) });
  }
  const leave = leaveFor(payer, fen);
  if (leave !== 'nothing') await spendPermit(work, { ...wanted, kind: leave });

  const { parts, cashFen } = await split(tx, communityId, householdId, fen, category);
  const cash = { account: await walletOf(tx, communityId, householdId), name: '', fen: cashFen };
  const taken = [...parts, cash].filter((part) => part.fen > 0);
  const merchant = await openAccount(tx, { communityId, kind: 'merchant', ownerId: wanted.merchantId, floor: null });
  const lines = [
    ...taken.map((part) => ({ account: part.account, fen: -part.fen })),
    ...(givenFen > 0 ? [{ account: await fundOf(work), fen: -givenFen }] : []),
    { account: merchant, fen: fen + givenFen },
  ];
  try {
    await post(tx, { communityId, id, at: work.now, memo: wanted.memo, ref: `${wanted.service}:${id}`, lines });
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code !== 'insufficient') throw error;
    const short = cashFen - (await cashOf(tx, communityId, householdId));
    throw refuse('conflict', 'payments.refused.money', { yuan: yuan(short) });
  }
  const stored: StoredPart[] = taken.map((part) => ({ ...part, back: 0 }));
  const [row] = await tx
    .insert(payment)
    .values({
      communityId,
      id,
      householdId,
      at: work.now,
      day,
      service: wanted.service,
      category,
      merchantId: wanted.merchantId,
      merchant: wanted.merchant,
      what: wanted.what,
      fen,
      givenFen,
      parts: stored,
      undoUntil: new Date(Date.parse(work.now) + UNDO_S * 1_000).toISOString(),
    })
    .returning();
  tellMoney(work, householdId);
  return row;
}

/** The household's boxes hear that their money has changed. */
export function tellMoney(work: Work, householdId: string): void {
  work.tellBoxes(`household:${householdId}`, 'payments:changed', { householdId });
}

/** A payment by its id; the row stays locked until the transaction ends. Refuses `gone`. */
async function lockPayment(work: Work, paymentId: string): Promise<PaymentRow> {
  const [row] = await work.tx
    .update(payment)
    .set({ backFen: sql`${payment.backFen}` })
    .where(and(eq(payment.communityId, work.communityId), eq(payment.id, paymentId)))
    .returning();
  if (!row) throw refuse('gone');
  return row;
}

/**
 * Gives a payment back to where it came from, last taken first: all that is left of it, with the fund's part, or `fen` of
 * what the household paid. Refuses `conflict` when more would go back than was paid.
 */
export async function refund(
  work: Work,
  of: { paymentId: string; memo: TextKey; fen?: number; id?: string },
): Promise<PaymentRow> {
  const { communityId, tx } = work;
  const row = await lockPayment(work, of.paymentId);
  const most = row.fen - row.backFen;
  const wanted = of.fen ?? most;
  if (wanted > most || wanted < 0) throw refuse('conflict', 'payments.refused.refund', { yuan: yuan(most) });
  let rest = wanted;
  const parts = row.parts.toReversed().map((part) => {
    const back = Math.min(part.fen - part.back, rest);
    rest -= back;
    return { ...part, back: part.back + back, now: back };
  });
  const merchant = await openAccount(tx, { communityId, kind: 'merchant', ownerId: row.merchantId, floor: null });
  const lines = [
    ...parts.filter(({ now }) => now > 0).map(({ account, now }) => ({ account, fen: now })),
    { account: merchant, fen: -wanted },
  ];
  const reversal = { communityId, id: of.id ?? newId(), at: work.now, memo: of.memo, ref: `${row.service}:${row.id}` };
  try {
    await reverse(tx, { ...reversal, postingId: row.id, ...(of.fen !== undefined && { lines }) });
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code !== 'exceeds') throw error;
    throw refuse('conflict', 'payments.refused.refund', { yuan: yuan(most) });
  }
  const kept = parts.toReversed().map(({ now: _, ...part }) => part);
  const [after] = await tx
    .update(payment)
    .set({ backFen: row.backFen + wanted, parts: kept })
    .where(and(eq(payment.communityId, communityId), eq(payment.id, row.id)))
    .returning();
  tellMoney(work, row.householdId);
  return after ?? row;
}

/** A household's payment; refuses `gone` for anybody else's. */
export async function paymentOf(
  db: Queries,
  communityId: string,
  householdId: string,
  id: string,
): Promise<PaymentRow> {
  const [row] = await db
    .select()
    .from(payment)
    .where(and(eq(payment.communityId, communityId), eq(payment.id, id), eq(payment.householdId, householdId)));
  if (!row) throw refuse('gone');
  return row;
}
