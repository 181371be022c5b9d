import { and, desc, eq, lt } from 'drizzle-orm';
import type { Queries } from '../database/database.ts';
import { LedgerError } from './ledger-error.ts';
import { ledgerAccount, ledgerLine, ledgerPosting } from './schema.ts';

/** One line of an account as its owner reads it; amounts in fen, `seq` counts the account's lines from 1. */
export interface StatementLine {
  readonly seq: number;
  readonly postingId: string;
  readonly at: string;
  readonly memo: string;
  readonly ref: string | null;
  readonly fen: number;
  readonly balanceAfter: number;
}

/** What an account has, in fen. Throws `LedgerError` `unknown`. */
export async function balance(db: Queries, communityId: string, account: string): Promise<number> {
  const [row] = await db
    .select({ balance: ledgerAccount.balance })
    .from(ledgerAccount)
    .where(and(eq(ledgerAccount.communityId, communityId), eq(ledgerAccount.id, account)));
  if (!row) throw new LedgerError('unknown', account);
  return row.balance;
}

/** An account's lines, newest first; `before` is the last `seq` of the page before, to go on from there. */
export async function statement(
  db: Queries,
  of: { communityId: string; account: string; before?: number; limit: number },
): Promise<StatementLine[]> {
  return db
    .select({
      seq: ledgerLine.seq,
      postingId: ledgerLine.postingId,
      at: ledgerPosting.at,
      memo: ledgerPosting.memo,
      ref: ledgerPosting.ref,
      fen: ledgerLine.fen,
      balanceAfter: ledgerLine.balanceAfter,
    })
    .from(ledgerLine)
    .innerJoin(
      ledgerPosting,
      and(eq(ledgerPosting.communityId, ledgerLine.communityId), eq(ledgerPosting.id, ledgerLine.postingId)),
    )
    .where(
      and(
        eq(ledgerLine.communityId, of.communityId),
        eq(ledgerLine.accountId, of.account),
        of.before === undefined ? undefined : lt(ledgerLine.seq, of.before),
      ),
    )
    .orderBy(desc(ledgerLine.seq))
    .limit(of.limit);
}
