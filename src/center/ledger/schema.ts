import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, communityId, communityKey, fen, id } from '../database/columns.ts';

/** Kinds of accounts: what residents have, what of it is theirs by a subsidy, what the community gives, what the gateway holds, what sellers are owed, what came from outside. */
export type AccountKind = 'wallet' | 'grant' | 'subsidy' | 'gateway' | 'merchant' | 'refund' | 'outside';

/** An account; `balance` is the sum of its lines, `floor` the lowest it may be (null: no limit), `lines` how many it has. */
export const ledgerAccount = pgTable(
  'ledger_account',
  {
    communityId: communityId(),
    id: id(),
    kind: text('kind').$type<AccountKind>().notNull(),
    ownerId: uuid('owner_id').notNull(),
    floor: fen('floor'),
    balance: fen('balance').notNull().default(0),
    lines: integer('lines').notNull().default(0),
  },
  (t) => [communityKey(t), uniqueIndex().on(t.communityId, t.kind, t.ownerId)],
);

/** One movement of money between accounts; `reverses` names the one whose money it gives back. */
export const ledgerPosting = pgTable(
  'ledger_posting',
  {
    communityId: communityId(),
    id: id(),
    at: at('at').notNull(),
    memo: text('memo').notNull(),
    ref: text('ref'),
    reverses: uuid('reverses'),
    reversals: integer('reversals').notNull().default(0),
  },
  (t) => [communityKey(t), index().on(t.communityId, t.reverses)],
);

/** What a posting did to one account: the `seq`-th line of that account, and what it had afterwards. */
export const ledgerLine = pgTable(
  'ledger_line',
  {
    communityId: communityId(),
    accountId: uuid('account_id').notNull(),
    seq: integer('seq').notNull(),
    postingId: uuid('posting_id').notNull(),
    fen: fen('fen').notNull(),
    balanceAfter: fen('balance_after').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.communityId, t.accountId, t.seq] }),
    uniqueIndex().on(t.communityId, t.postingId, t.accountId),
  ],
);
