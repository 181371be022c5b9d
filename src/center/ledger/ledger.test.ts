import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../protocol/ids.ts';
import { testDatabase } from '../../testing/database.ts';
import { connect, type Database, disconnect, inTransaction } from '../database/database.ts';
import { silentLog } from '../log.ts';
import { type Line, openAccount, type Posting, post, type Reversal, reverse } from './ledger.ts';
import { LedgerError } from './ledger-error.ts';
import type { AccountKind } from './schema.ts';
import { balance, statement } from './statement.ts';

let target: Awaited<ReturnType<typeof testDatabase>>;
let db: Database;

beforeAll(async () => {
  target = await testDatabase();
  db = connect(target.options, silentLog);
});
afterAll(async () => {
  await disconnect(db);
  await target.drop();
});

const at = '2026-11-24T04:00:00.000Z';
const refuses = (code: string) => expect.objectContaining({ name: 'LedgerError', code });

/** A community with accounts of its own. */
class Books {
  readonly communityId = newId();

  open(kind: AccountKind, floor: number | null): Promise<string> {
    return inTransaction(db, (tx) => openAccount(tx, { communityId: this.communityId, kind, ownerId: newId(), floor }));
  }
  post(lines: Line[], rest: Partial<Posting> = {}): Promise<boolean> {
    const posting = { communityId: this.communityId, id: newId(), at, memo: '午餐', lines, ...rest };
    return inTransaction(db, (tx) => post(tx, posting));
  }
  reverse(postingId: string, rest: Partial<Reversal> = {}): Promise<boolean> {
    const reversal = { communityId: this.communityId, id: newId(), at, memo: '退款', postingId, ...rest };
    return inTransaction(db, (tx) => reverse(tx, reversal));
  }
  balances(accounts: string[]): Promise<number[]> {
    return Promise.all(accounts.map((account) => balance(db, this.communityId, account)));
  }
  /** Rules that hold whatever happens: zero in all, balances are what their lines say, nobody below the floor. */
  async check(): Promise<void> {
    const { rows } = await db.execute(sql`
      SELECT sum(a.balance)::int AS total,
             count(*) FILTER (WHERE a.balance < a.floor)::int AS below,
             count(*) FILTER (WHERE a.balance <> coalesce(l.sum, 0) OR a.lines <> coalesce(l.count, 0))::int AS wrong
      FROM ledger_account a
      LEFT JOIN (SELECT account_id, sum(fen), count(*), max(seq) FROM ledger_line
                 WHERE community_id = ${this.communityId} GROUP BY 1) l ON l.account_id = a.id
      WHERE a.community_id = ${this.communityId}`);
    expect(rows).toEqual([{ total: 0, below: 0, wrong: 0 }]);
  }
}

/** A wallet with 100 yuan, the community's subsidy, a merchant, and a lunch of 12 yuan that two of them paid. */
async function lunch() {
  const books = new Books();
  const wallet = await books.open('wallet', 0);
  const subsidy = await books.open('subsidy', null);
  const merchant = await books.open('merchant', null);
  const outside = await books.open('outside', null);
  await books.post([
    { account: outside, fen: -10_000 },
    { account: wallet, fen: 10_000 },
  ]);
  const id = newId();
  const lines = [
    { account: wallet, fen: -900 },
    { account: subsidy, fen: -300 },
    { account: merchant, fen: 1_200 },
  ];
  await books.post(lines, { id, ref: 'meals:1' });
  return { books, wallet, subsidy, merchant, outside, id, lines };
}

test('a posting moves money once, however often it is sent', async () => {
  const { books, wallet, subsidy, merchant, id, lines } = await lunch();
  const repeats = await Promise.all(Array.from({ length: 8 }, () => books.post(lines.toReversed(), { id })));
  expect(repeats).toEqual(Array(8).fill(false));
  expect(await books.balances([wallet, subsidy, merchant])).toEqual([9_100, -300, 1_200]);
  const other = [
    { account: wallet, fen: -901 },
    { account: merchant, fen: 901 },
  ];
  await expect(books.post(other, { id })).rejects.toEqual(refuses('reused'));
});

test('opening an account again finds it', async () => {
  const account = { communityId: newId(), kind: 'wallet', ownerId: newId(), floor: 0 } as const;
  const opened = await Promise.all(
    Array.from({ length: 5 }, () => inTransaction(db, (tx) => openAccount(tx, account))),
  );
  expect(new Set(opened).size).toBe(1);
});

test('a wallet cannot fall below its floor, and then nothing is moved', async () => {
  const { books, wallet, merchant } = await lunch();
  const pay = (fen: number) =>
    books.post([
      { account: wallet, fen: -fen },
      { account: merchant, fen },
    ]);
  await expect(pay(9_101)).rejects.toEqual(refuses('insufficient'));
  await expect(pay(9_101)).rejects.toHaveProperty('account', wallet);
  expect(await books.balances([wallet, merchant])).toEqual([9_100, 1_200]);
  await pay(9_100);
  expect(await books.balances([wallet, merchant])).toEqual([0, 10_300]);
});

test('refuses lines that do not sum to zero, are not whole fen, or name an account twice or an unknown one', async () => {
  const { books, wallet, merchant } = await lunch();
  const lines = (...fens: [string, number][]) => fens.map(([account, fen]) => ({ account, fen }));
  for (const wrong of [
    [],
    lines([wallet, -1], [merchant, 2]),
    lines([wallet, -0.5], [merchant, 0.5]),
    lines([wallet, 0], [merchant, 0]),
    lines([wallet, -2], [merchant, 1], [merchant, 1]),
  ]) {
    await expect(books.post(wrong)).rejects.toEqual(refuses('unbalanced'));
  }
  await expect(books.post(lines([wallet, -1], [newId(), 1]))).rejects.toEqual(refuses('unknown'));
  await expect(books.reverse(newId())).rejects.toEqual(refuses('unknown'));
});

test('a reversal gives everything back once', async () => {
  const { books, wallet, subsidy, merchant, id } = await lunch();
  const reversal = newId();
  expect(await books.reverse(id, { id: reversal })).toBe(true);
  expect(await books.reverse(id, { id: reversal })).toBe(false);
  await expect(books.reverse(id)).rejects.toEqual(refuses('exceeds'));
  expect(await books.balances([wallet, subsidy, merchant])).toEqual([10_000, 0, 0]);
});

test('of many reversals in parts at once, together they never exceed what was paid', async () => {
  const { books, wallet, subsidy, merchant, id } = await lunch();
  const part = [
    { account: wallet, fen: 200 },
    { account: merchant, fen: -200 },
  ];
  const results = await Promise.allSettled(Array.from({ length: 10 }, () => books.reverse(id, { lines: part })));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
  expect(await books.balances([wallet, subsidy, merchant])).toEqual([9_900, -300, 400]);
  await books.reverse(id);
  expect(await books.balances([wallet, subsidy, merchant])).toEqual([10_000, 0, 0]);
});

test('a reversal moves only what the posting moved, only backwards', async () => {
  const { books, wallet, merchant, outside, id } = await lunch();
  for (const lines of [
    [
      { account: outside, fen: 100 },
      { account: merchant, fen: -100 },
    ],
    [
      { account: wallet, fen: -100 },
      { account: merchant, fen: 100 },
    ],
  ]) {
    await expect(books.reverse(id, { lines })).rejects.toEqual(refuses('exceeds'));
  }
});

test('a statement shows the newest lines first, page by page', async () => {
  const { books, wallet, id } = await lunch();
  await books.reverse(id);
  const of = { communityId: books.communityId, account: wallet };
  const page = await statement(db, { ...of, limit: 2 });
  expect(page.map(({ seq, memo, fen, balanceAfter, ref }) => [seq, memo, fen, balanceAfter, ref])).toEqual([
    [3, '退款', 900, 10_000, null],
    [2, '午餐', -900, 9_100, 'meals:1'],
  ]);
  const rest = await statement(db, { ...of, before: 2, limit: 2 });
  expect(rest.map(({ seq, at: when, balanceAfter }) => [seq, when, balanceAfter])).toEqual([[1, at, 10_000]]);
});

test('whatever 50 people do at once, money is neither made nor lost and no floor is broken', async () => {
  const move = fc.record({ from: fc.nat(5), to: fc.nat(5), fen: fc.integer({ min: 1, max: 400 }), undo: fc.boolean() });
  const property = fc.asyncProperty(fc.array(move, { minLength: 50, maxLength: 50 }), async (moves) => {
    const books = new Books();
    const outside = await books.open('outside', null);
    const wallets = await Promise.all(Array.from({ length: 6 }, () => books.open('wallet', 0)));
    await books.post([{ account: outside, fen: -6_00 }, ...wallets.map((account) => ({ account, fen: 1_00 }))]);
    const results = await Promise.allSettled(
      moves.map(async ({ from, to, fen, undo }) => {
        const [payer = '', payee = ''] = [wallets[from], from === to ? outside : wallets[to]];
        const id = newId();
        await books.post(
          [
            { account: payer, fen: -fen },
            { account: payee, fen },
          ],
          { id },
        );
        if (undo) await books.reverse(id);
      }),
    );
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    for (const failure of failures) expect(failure).toEqual(refuses('insufficient'));
    expect(failures.every((failure) => failure instanceof LedgerError)).toBe(true);
    await books.check();
  });
  await fc.assert(property, { numRuns: 8 });
});
