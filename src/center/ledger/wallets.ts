import { and, eq, inArray } from 'drizzle-orm';
import { newId } from '../../protocol/ids.ts';
import type { TextKey } from '../../protocol/texts.ts';
import type { Queries, Tx } from '../database/database.ts';
import { openAccount, post } from './ledger.ts';
import { ledgerAccount } from './schema.ts';

/** A household's money; it cannot be overdrawn. Gives the account's id. */
export function walletOf(tx: Tx, communityId: string, householdId: string): Promise<string> {
  return openAccount(tx, { communityId, kind: 'wallet', ownerId: householdId, floor: 0 });
}

/** What households have, in fen; one that never had money is absent. */
export async function walletBalances(
  db: Queries,
  communityId: string,
  householdIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .select({ ownerId: ledgerAccount.ownerId, balance: ledgerAccount.balance })
    .from(ledgerAccount)
    .where(
      and(
        eq(ledgerAccount.communityId, communityId),
        eq(ledgerAccount.kind, 'wallet'),
        inArray(ledgerAccount.ownerId, [...householdIds]),
      ),
    );
  return new Map(rows.map((row) => [row.ownerId, row.balance]));
}

/** Money that comes in from outside the books, e.g. over the counter; `id` names the posting. `at` is ISO time. */
export async function payIn(
  tx: Tx,
  paid: { communityId: string; id?: string; householdId: string; fen: number; memo: TextKey; at: string },
): Promise<void> {
  const { communityId } = paid;
  const outside = await openAccount(tx, { communityId, kind: 'outside', ownerId: communityId, floor: null });
  const wallet = await walletOf(tx, communityId, paid.householdId);
  await post(tx, {
    communityId,
    id: paid.id ?? newId(),
    at: paid.at,
    memo: paid.memo,
    lines: [
      { account: outside, fen: -paid.fen },
      { account: wallet, fen: paid.fen },
    ],
  });
}
