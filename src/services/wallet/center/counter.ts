import { and, desc, eq } from 'drizzle-orm';
import nzh from 'nzh';
import type { StaffActor } from '../../../center/actor.ts';
import { offer, take } from '../../../center/capacity/capacity.ts';
import type { Queries } from '../../../center/database/database.ts';
import { homeOf } from '../../../center/identity/households.ts';
import { payIn } from '../../../center/ledger/wallets.ts';
import { tellMoney } from '../../../center/payments/payments.ts';
import { receipt } from '../../../center/payments/schema.ts';
import type { Work } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import { shanghai } from '../../../protocol/time.ts';
import { clerks, type Receipt } from '../protocol.ts';

/** 12.3 yuan → 壹拾贰元叁角整: capital characters cannot be changed into others by a stroke. */
const capital = (fen: number) => nzh.cn.toMoney((fen / 100).toFixed(2), { outSymbol: false, forceZheng: true });

const MOST_A_YEAR = 999_999;

/** Takes cash over the counter; the receipt's number counts the year's. */
export async function payInAtCounter(
  work: Work,
  actor: StaffActor,
  { householdId, fen }: { householdId: string; fen: number },
): Promise<Receipt> {
  const { communityId, tx } = work;
  const { label } = await homeOf(work.db, communityId, householdId);
  const id = newId();
  await payIn(tx, { communityId, id, householdId, fen, memo: 'payments.ledger.counter', at: work.now });
  const year = shanghai(work.now).format('YYYY');
  const counted = { communityId, key: `wallet:receipt:${year}` };
  await offer(tx, { ...counted, total: MOST_A_YEAR });
  const number = `${year}-${String(MOST_A_YEAR - (await take(tx, { ...counted, n: 1 }))).padStart(6, '0')}`;
  await tx.insert(receipt).values({ communityId, id, number, householdId, fen, clerk: actor.name, at: work.now });
  tellMoney(work, householdId);
  work.tellBoxes(`household:${householdId}`, 'box:home', {});
  work.tellStaff(clerks, 'wallet:books', {});
  work.tellStaff(clerks, 'people:household', { householdId });
  work.audit(actor, 'wallet.counter', `household:${householdId}`, { fen, number });
  return { id, number, household: label, fen, capital: capital(fen), clerk: actor.name, at: work.now };
}

/** A household's receipts, newest first. */
export async function receiptsOf(db: Queries, communityId: string, householdId: string): Promise<Receipt[]> {
  const { label } = await homeOf(db, communityId, householdId);
  const rows = await db
    .select()
    .from(receipt)
    .where(and(eq(receipt.communityId, communityId), eq(receipt.householdId, householdId)))
    .orderBy(desc(receipt.at))
    .limit(50);
  return rows.map(({ id, number, fen, clerk, at }) => ({
    id,
    number,
    household: label,
    fen,
    capital: capital(fen),
    clerk,
    at,
  }));
}
