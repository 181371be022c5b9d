import { and, eq, gte, isNull, or, sql } from 'drizzle-orm';
import { newId } from '../../protocol/ids.ts';
import type { Tx } from '../database/database.ts';
import { LedgerError } from './ledger-error.ts';
import { type AccountKind, ledgerAccount, ledgerLine, ledgerPosting } from './schema.ts';

/** Money that comes to an account (fen > 0) or leaves it (fen < 0). */
export interface Line {
  readonly account: string;
  readonly fen: number;
}

/** One movement of money. `id` is the caller's, so that posting it again does nothing; `at` is ISO time. */
export interface Posting {
  readonly communityId: string;
  readonly id: string;
  readonly at: string;
  readonly memo: string;
  /** What it is about, e.g. 'meals:<order id>'. */
  readonly ref?: string;
  readonly lines: readonly Line[];
}

/** A movement back: all that is left of another posting, or the given lines of it. */
export interface Reversal extends Omit<Posting, 'lines'> {
  readonly postingId: string;
  readonly lines?: readonly Line[];
}

/** Finds the owner's account of a kind, or opens it with a floor (lowest balance in fen, null: no limit). Gives its id. */
export async function openAccount(
  tx: Tx,
  account: { communityId: string; kind: AccountKind; ownerId: string; floor: number | null },
): Promise<string> {
  await tx
    .insert(ledgerAccount)
    .values({ ...account, id: newId() })
    .onConflictDoNothing();
  const [found] = await tx
    .select({ id: ledgerAccount.id })
    .from(ledgerAccount)
    .where(
      and(
        eq(ledgerAccount.communityId, account.communityId),
        eq(ledgerAccount.kind, account.kind),
        eq(ledgerAccount.ownerId, account.ownerId),
      ),
    );
  if (!found) throw new LedgerError('unknown');
  return found.id;
}

/**
 * Moves money between accounts. Lines sum to zero, one per account. False when this posting was made before.
 * Throws `LedgerError`: `insufficient`, `unbalanced`, `reused`, `unknown`.
 */
export async function post(tx: Tx, posting: Posting): Promise<boolean> {
  checkLines(posting.lines);
  if (await insertPosting(tx, posting)) {
    await moveMoney(tx, posting);
    return true;
  }
  const made = await linesOf(tx, posting.communityId, posting.id);
  if (!sameLines(made, posting.lines)) throw new LedgerError('reused');
  return false;
}

/**
 * Gives money of an earlier posting back: all that was not given back yet, or `lines` (signs as they now move).
 * False when this reversal was made before. Throws `LedgerError`: `exceeds`, `insufficient` (the money was spent on),
 * `unbalanced`, `reused`, `unknown`.
 */
export async function reverse(tx: Tx, reversal: Reversal): Promise<boolean> {
  const { communityId, postingId } = reversal;
  if (reversal.lines) checkLines(reversal.lines);
  // The row stays locked until the transaction ends: reversals of one posting come one after another.
  const [original] = await tx
    .update(ledgerPosting)
    .set({ reversals: sql`${ledgerPosting.reversals} + 1` })
    .where(and(eq(ledgerPosting.communityId, communityId), eq(ledgerPosting.id, postingId)))
    .returning({ id: ledgerPosting.id });
  if (!original) throw new LedgerError('unknown');

  const rest = await restOf(tx, communityId, postingId);
  const lines = reversal.lines ?? rest;
  if (!(await insertPosting(tx, { ...reversal, reverses: postingId }))) {
    const made = await linesOf(tx, communityId, reversal.id);
    if (reversal.lines && !sameLines(made, reversal.lines)) throw new LedgerError('reused');
    return false;
  }
  if (lines.length === 0) throw new LedgerError('exceeds');
  for (const { account, fen } of lines) {
    const most = rest.find((line) => line.account === account)?.fen ?? 0;
    if (Math.sign(fen) !== Math.sign(most) || Math.abs(fen) > Math.abs(most)) throw new LedgerError('exceeds', account);
  }
  await moveMoney(tx, { ...reversal, lines });
  return true;
}

function checkLines(lines: readonly Line[]): void {
  const whole = lines.every(({ fen }) => Number.isSafeInteger(fen) && fen !== 0);
  const accounts = new Set(lines.map(({ account }) => account));
  const sum = lines.reduce((total, { fen }) => total + fen, 0);
  if (!whole || sum !== 0 || lines.length < 2 || accounts.size < lines.length) throw new LedgerError('unbalanced');
}

async function insertPosting(tx: Tx, row: typeof ledgerPosting.$inferInsert): Promise<boolean> {
  const { communityId, id, at, memo, ref, reverses } = row;
  const made = await tx
    .insert(ledgerPosting)
    .values({ communityId, id, at, memo, ref, reverses })
    .onConflictDoNothing()
    .returning({ id: ledgerPosting.id });
  return made.length > 0;
}

async function moveMoney(tx: Tx, { communityId, id, lines }: Pick<Posting, 'communityId' | 'id' | 'lines'>) {
  // Every posting takes its accounts in the same order: two of them never wait for each other.
  const ordered = lines.toSorted((a, b) => (a.account < b.account ? -1 : 1));
  const rows: (typeof ledgerLine.$inferInsert)[] = [];
  for (const { account, fen } of ordered) {
    const after = await moveOne(tx, communityId, account, fen);
    rows.push({ communityId, accountId: account, seq: after.lines, postingId: id, fen, balanceAfter: after.balance });
  }
  await tx.insert(ledgerLine).values(rows);
}

async function moveOne(tx: Tx, communityId: string, account: string, fen: number) {
  const mine = and(eq(ledgerAccount.communityId, communityId), eq(ledgerAccount.id, account));
  const balance = sql`${ledgerAccount.balance} + ${fen}::bigint`;
  const [after] = await tx
    .update(ledgerAccount)
    .set({ balance, lines: sql`${ledgerAccount.lines} + 1` })
    .where(fen > 0 ? mine : and(mine, or(isNull(ledgerAccount.floor), gte(balance, ledgerAccount.floor))))
    .returning({ balance: ledgerAccount.balance, lines: ledgerAccount.lines });
  if (after) return after;
  const found = await tx.select({ id: ledgerAccount.id }).from(ledgerAccount).where(mine);
  throw new LedgerError(found.length > 0 ? 'insufficient' : 'unknown', account);
}

async function linesOf(tx: Tx, communityId: string, postingId: string): Promise<Line[]> {
  return tx
    .select({ account: ledgerLine.accountId, fen: ledgerLine.fen })
    .from(ledgerLine)
    .where(and(eq(ledgerLine.communityId, communityId), eq(ledgerLine.postingId, postingId)));
}

function sameLines(a: readonly Line[], b: readonly Line[]): boolean {
  return a.length === b.length && a.every((x) => b.some((y) => x.account === y.account && x.fen === y.fen));
}

/** What a full reversal would still move: the posting and its reversals so far, summed and turned round. */
async function restOf(tx: Tx, communityId: string, postingId: string): Promise<Line[]> {
  return tx
    .select({ account: ledgerLine.accountId, fen: sql<number>`-sum(${ledgerLine.fen})`.mapWith(Number) })
    .from(ledgerLine)
    .innerJoin(
      ledgerPosting,
      and(eq(ledgerPosting.communityId, ledgerLine.communityId), eq(ledgerPosting.id, ledgerLine.postingId)),
    )
    .where(
      and(
        eq(ledgerLine.communityId, communityId),
        or(eq(ledgerPosting.id, postingId), eq(ledgerPosting.reverses, postingId)),
      ),
    )
    .groupBy(ledgerLine.accountId)
    .having(sql`sum(${ledgerLine.fen}) <> 0`);
}
