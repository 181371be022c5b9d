import { and, eq, sql } from 'drizzle-orm';
import type { Category } from '../../protocol/contracts/payments.ts';
import { newId } from '../../protocol/ids.ts';
import type { Queries, Tx } from '../database/database.ts';
import { openAccount } from '../ledger/ledger.ts';
import { ledgerAccount } from '../ledger/schema.ts';
import { walletBalances } from '../ledger/wallets.ts';
import { payer, purse, subsidyKind } from './schema.ts';

/** A household's money of one subsidy. */
export interface PurseView {
  readonly kindId: string;
  readonly accountId: string;
  readonly name: string;
  readonly categories: readonly Category[];
  readonly expires: boolean;
  readonly fen: number;
}

/** A household's subsidies, those first that are spent first: what expires before what stays, the narrow before the wide. */
export async function pursesOf(db: Queries, communityId: string, householdId: string): Promise<PurseView[]> {
  const rows = await db
    .select({
      kindId: purse.kindId,
      accountId: purse.accountId,
      name: subsidyKind.name,
      categories: subsidyKind.categories,
      expires: subsidyKind.expires,
      fen: ledgerAccount.balance,
    })
    .from(purse)
    .innerJoin(subsidyKind, and(eq(subsidyKind.communityId, purse.communityId), eq(subsidyKind.id, purse.kindId)))
    .innerJoin(
      ledgerAccount,
      and(eq(ledgerAccount.communityId, purse.communityId), eq(ledgerAccount.id, purse.accountId)),
    )
    .where(and(eq(purse.communityId, communityId), eq(purse.householdId, householdId)));
  return rows.sort(
    (a, b) =>
      Number(b.expires) - Number(a.expires) ||
      a.categories.length - b.categories.length ||
      a.kindId.localeCompare(b.kindId),
  );
}

/** The household's cash, in fen. */
export async function cashOf(db: Queries, communityId: string, householdId: string): Promise<number> {
  return (await walletBalances(db, communityId, [householdId])).get(householdId) ?? 0;
}

/** Finds the household's purse of a kind, or opens it; gives its account's id. It cannot be overdrawn. */
export async function openPurse(tx: Tx, communityId: string, householdId: string, kindId: string): Promise<string> {
  const here = and(eq(purse.communityId, communityId), eq(purse.householdId, householdId), eq(purse.kindId, kindId));
  const [known] = await tx.select({ accountId: purse.accountId }).from(purse).where(here);
  if (known) return known.accountId;
  const id = newId();
  const accountId = await openAccount(tx, { communityId, kind: 'grant', ownerId: id, floor: 0 });
  await tx.insert(purse).values({ communityId, id, householdId, kindId, accountId }).onConflictDoNothing();
  const [made] = await tx.select({ accountId: purse.accountId }).from(purse).where(here);
  if (!made) throw new Error('a purse was not written');
  return made.accountId;
}

export type Payer = typeof payer.$inferSelect;

/** What a household has settled, with the defaults of one that has settled nothing. */
export async function payerOf(db: Queries, communityId: string, householdId: string): Promise<Payer> {
  const [row] = await db.select().from(payer).where(mine(communityId, householdId));
  return (
    row ?? {
      communityId,
      householdId,
      dayLimitFen: null,
      pinOverFen: null,
      approvalOverFen: null,
      approvers: [],
      pinHash: null,
      pinFails: 0,
      pinLockedUntil: null,
    }
  );
}

/** Locks a household's payments until the transaction ends: what they may still spend is counted one after another. */
export async function lockPayer(tx: Tx, communityId: string, householdId: string): Promise<Payer> {
  await tx.insert(payer).values({ communityId, householdId }).onConflictDoNothing();
  const [row] = await tx
    .update(payer)
    .set({ pinFails: sql`${payer.pinFails}` })
    .where(mine(communityId, householdId))
    .returning();
  if (!row) throw new Error('a payer was not written');
  return row;
}

/** Changes what a household has settled. */
export async function changePayer(
  tx: Tx,
  communityId: string,
  householdId: string,
  set: Partial<Omit<Payer, 'communityId' | 'householdId'>>,
): Promise<void> {
  await tx.update(payer).set(set).where(mine(communityId, householdId));
}

const mine = (communityId: string, householdId: string) =>
  and(eq(payer.communityId, communityId), eq(payer.householdId, householdId));

/** What a household could spend on this, in fen: cash and the subsidies that may pay for it. */
export async function spendable(
  db: Queries,
  communityId: string,
  householdId: string,
  category: Category,
): Promise<number> {
  const purses = await pursesOf(db, communityId, householdId);
  const subsidies = purses.filter(({ categories }) => categories.includes(category));
  return subsidies.reduce((sum, { fen }) => sum + fen, await cashOf(db, communityId, householdId));
}
