import { and, desc, eq, gte, inArray, lt } from 'drizzle-orm';
import type { Queries } from '../database/database.ts';
import { ledgerAccount, ledgerLine, ledgerPosting } from '../ledger/schema.ts';
import { payment, purse, subsidyKind } from './schema.ts';

/** One movement of a household's money; `fen` is signed, `account` '' is cash. */
export interface Movement {
  readonly postingId: string;
  readonly at: string;
  /** A key of the catalogue: what kind of movement. */
  readonly memo: string;
  readonly what: string;
  readonly merchant: string;
  readonly parts: { account: string; fen: number }[];
  readonly fen: number;
  /** Of the cash account after it; null where it was not touched. */
  readonly cashAfter: number | null;
  /** The payment that it is, or that it gives back. */
  readonly paymentId: string | null;
}

/** The accounts of a household by the name that people know; '' is cash. */
async function accountsOf(db: Queries, communityId: string, householdId: string): Promise<Map<string, string>> {
  const purses = await db
    .select({ id: purse.accountId, name: subsidyKind.name })
    .from(purse)
    .innerJoin(subsidyKind, and(eq(subsidyKind.communityId, purse.communityId), eq(subsidyKind.id, purse.kindId)))
    .where(and(eq(purse.communityId, communityId), eq(purse.householdId, householdId)));
  const [cash] = await db
    .select({ id: ledgerAccount.id })
    .from(ledgerAccount)
    .where(
      and(
        eq(ledgerAccount.communityId, communityId),
        eq(ledgerAccount.kind, 'wallet'),
        eq(ledgerAccount.ownerId, householdId),
      ),
    );
  return new Map([...(cash ? [[cash.id, ''] as const] : []), ...purses.map(({ id, name }) => [id, name] as const)]);
}

/** A household's movements, newest first; `from` and `to` are instants, `to` is not included. */
export async function movementsOf(
  db: Queries,
  of: { communityId: string; householdId: string; from?: string; to?: string; limit: number },
): Promise<Movement[]> {
  const { communityId } = of;
  const accounts = await accountsOf(db, communityId, of.householdId);
  if (accounts.size === 0) return [];
  const lines = await db
    .select({
      account: ledgerLine.accountId,
      fen: ledgerLine.fen,
      after: ledgerLine.balanceAfter,
      postingId: ledgerLine.postingId,
      at: ledgerPosting.at,
      memo: ledgerPosting.memo,
      reverses: ledgerPosting.reverses,
    })
    .from(ledgerLine)
    .innerJoin(
      ledgerPosting,
      and(eq(ledgerPosting.communityId, ledgerLine.communityId), eq(ledgerPosting.id, ledgerLine.postingId)),
    )
    .where(
      and(
        eq(ledgerLine.communityId, communityId),
        inArray(ledgerLine.accountId, [...accounts.keys()]),
        of.from ? gte(ledgerPosting.at, of.from) : undefined,
        of.to ? lt(ledgerPosting.at, of.to) : undefined,
      ),
    )
    .orderBy(desc(ledgerPosting.at), desc(ledgerLine.seq))
    .limit(of.limit);
  const byPosting = Map.groupBy(lines, (line) => line.postingId);
  const paid = new Map(
    [...byPosting.values()].map(([line]) => [line?.postingId ?? '', line?.reverses ?? line?.postingId ?? '']),
  );
  const payments = new Map((await named(db, communityId, [...paid.values()])).map((row) => [row.id, row]));
  return [...byPosting].map(([postingId, parts]) => {
    const [first] = parts;
    const about = payments.get(paid.get(postingId) ?? '');
    const cash = parts.find(({ account }) => accounts.get(account) === '');
    return {
      postingId,
      at: first?.at ?? '',
      memo: first?.memo ?? '',
      what: about?.what ?? '',
      merchant: about?.merchant ?? '',
      // As it is paid: subsidies first, cash last.
      parts: parts
        .map(({ account, fen }) => ({ account: accounts.get(account) ?? '', fen }))
        .sort((a, b) => Number(a.account === '') - Number(b.account === '')),
      fen: parts.reduce((sum, { fen }) => sum + fen, 0),
      cashAfter: cash?.after ?? null,
      paymentId: about?.id ?? null,
    };
  });
}

async function named(db: Queries, communityId: string, ids: readonly string[]) {
  return db
    .select({ id: payment.id, what: payment.what, merchant: payment.merchant })
    .from(payment)
    .where(and(eq(payment.communityId, communityId), inArray(payment.id, [...ids])));
}
