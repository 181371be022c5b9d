import { stringify } from 'csv-stringify/sync';
import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Queries } from '../../../center/database/database.ts';
import { addressOf, doorsOf } from '../../../center/identity/households.ts';
import { ledgerAccount, ledgerLine, ledgerPosting } from '../../../center/ledger/schema.ts';
import { movementsOf } from '../../../center/payments/history.ts';
import { payment } from '../../../center/payments/schema.ts';
import { unsettledOrders } from '../../../center/payments/top-up.ts';
import { refuse } from '../../../center/refuse.ts';
import type { AskReply } from '../../../protocol/services.ts';
import { say, type TextKey } from '../../../protocol/texts.ts';
import { addDays, instantOf, shanghai } from '../../../protocol/time.ts';

const MOST_LINES = 5_000;
/** Spreadsheets take a file with it for UTF-8. */
const BOM = '\ufeff';

/** Fen as books write yuan: always two digits behind the point. */
const sum = (fen: number) => (fen / 100).toFixed(2);
const moment = (at: string) => shanghai(at).format('YYYY-MM-DD HH:mm:ss');
/** A cell that a spreadsheet would take for a formula is text (OWASP: CSV injection). */
const cell = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const memoWord = (memo: string) => say('zh-CN', memo as TextKey);

/** The instants between which a month (YYYY-MM) lies. */
function bounds(month: string): { from: string; to: string } {
  const next = addDays(`${month}-01`, 31).slice(0, 7);
  return { from: instantOf(`${month}-01`, '00:00'), to: instantOf(`${next}-01`, '00:00') };
}

/** A household's month: every movement with its accounts. */
export async function householdStatement(db: Queries, communityId: string, householdId: string, month: string) {
  const { label } = await addressOf(db, communityId, householdId);
  const found = await movementsOf(db, { communityId, householdId, ...bounds(month), limit: MOST_LINES });
  const rows = found
    .toReversed()
    .flatMap(({ at, memo, merchant, what, parts, postingId }) =>
      parts.map(({ account, fen }) => [
        moment(at),
        memoWord(memo),
        cell(merchant),
        cell(what),
        cell(account || say('zh-CN', 'payments.cash')),
        sum(fen),
        postingId,
      ]),
    );
  const csv = stringify([['时间', '事项', '商家', '内容', '账户', '金额（元）', '流水号'], ...rows]);
  return { name: `${label}-${month}.csv`, csv: BOM + csv };
}

/** A merchant's month: what was earned and what went back, with the sum. */
export async function merchantStatement(db: Queries, communityId: string, merchantId: string, month: string) {
  const { from, to } = bounds(month);
  const [named] = await db
    .select({ name: payment.merchant })
    .from(payment)
    .where(and(eq(payment.communityId, communityId), eq(payment.merchantId, merchantId)))
    .limit(1);
  if (!named) throw refuse('gone');
  const lines = await db
    .select({
      at: ledgerPosting.at,
      memo: ledgerPosting.memo,
      fen: ledgerLine.fen,
      id: ledgerPosting.id,
      what: payment.what,
    })
    .from(ledgerAccount)
    .innerJoin(
      ledgerLine,
      and(eq(ledgerLine.communityId, ledgerAccount.communityId), eq(ledgerLine.accountId, ledgerAccount.id)),
    )
    .innerJoin(
      ledgerPosting,
      and(eq(ledgerPosting.communityId, ledgerLine.communityId), eq(ledgerPosting.id, ledgerLine.postingId)),
    )
    .leftJoin(
      payment,
      and(
        eq(payment.communityId, ledgerPosting.communityId),
        eq(payment.id, sql`coalesce(${ledgerPosting.reverses}, ${ledgerPosting.id})`),
      ),
    )
    .where(
      and(
        eq(ledgerAccount.communityId, communityId),
        eq(ledgerAccount.kind, 'merchant'),
        eq(ledgerAccount.ownerId, merchantId),
        gte(ledgerPosting.at, from),
        lt(ledgerPosting.at, to),
      ),
    )
    .orderBy(asc(ledgerLine.seq))
    .limit(MOST_LINES);
  const total = lines.reduce((all, { fen }) => all + fen, 0);
  const csv = stringify([
    ['时间', '事项', '内容', '金额（元）', '流水号'],
    ...lines.map(({ at, memo, what, fen, id }) => [moment(at), memoWord(memo), cell(what ?? ''), sum(fen), id]),
    ['合计', '', '', sum(total), ''],
  ]);
  return { name: `${named.name}-${month}.csv`, csv: BOM + csv };
}

/** Sums by kind of account, and what the gateway has open or took differently. */
export async function booksOf(db: Queries, communityId: string): Promise<Omit<AskReply<'wallet:books'>, 'live'>> {
  const sums = await db
    .select({
      kind: ledgerAccount.kind,
      accounts: sql<number>`count(*)`.mapWith(Number),
      fen: sql<number>`sum(${ledgerAccount.balance})`.mapWith(Number),
    })
    .from(ledgerAccount)
    .where(eq(ledgerAccount.communityId, communityId))
    .groupBy(ledgerAccount.kind)
    .orderBy(ledgerAccount.kind);
  const labels = new Map((await doorsOf(db, communityId)).map(({ householdId, label }) => [householdId, label]));
  const orders = await unsettledOrders(db, communityId);
  const merchants = await db
    .selectDistinct({ id: payment.merchantId, name: payment.merchant })
    .from(payment)
    .where(eq(payment.communityId, communityId));
  return {
    sums,
    merchants,
    orders: orders.map(({ id, householdId, fen, paidFen, state, createdAt }) => ({
      id,
      household: labels.get(householdId) ?? '',
      fen,
      paidFen,
      state,
      createdAt,
    })),
  };
}
