import { and, eq, inArray } from 'drizzle-orm';
import type { Queries } from '../../../center/database/database.ts';
import { movementsOf } from '../../../center/payments/history.ts';
import { spentOn } from '../../../center/payments/payments.ts';
import { cashOf, payerOf, pursesOf } from '../../../center/payments/purses.ts';
import { payment } from '../../../center/payments/schema.ts';
import { dayOf } from '../../../protocol/time.ts';
import type { Money } from '../protocol.ts';

const NEWEST = 40;

/** All that a household sees of its money. */
export async function moneyOf(
  db: Queries,
  { communityId, householdId, now }: { communityId: string; householdId: string; now: string },
): Promise<Money> {
  const payer = await payerOf(db, communityId, householdId);
  const found = await movementsOf(db, { communityId, householdId, limit: NEWEST });
  const ids = found.flatMap(({ paymentId }) => (paymentId ? [paymentId] : []));
  const rows = ids.length === 0 ? [] : await paymentsOf(db, communityId, ids);
  const undoable = new Map(
    rows.flatMap(({ id, undoUntil, fen, backFen }) =>
      undoUntil > now && backFen < fen ? [[id, undoUntil] as const] : [],
    ),
  );
  return {
    cashFen: await cashOf(db, communityId, householdId),
    subsidies: (await pursesOf(db, communityId, householdId)).map(({ kindId, name, categories, expires, fen }) => ({
      kindId,
      name,
      fen,
      categories: [...categories],
      expires,
    })),
    movements: found.map(({ postingId, cashAfter: _, ...movement }) => ({
      ...movement,
      id: postingId,
      undoUntil: movement.paymentId === postingId ? (undoable.get(postingId) ?? null) : null,
    })),
    settings: {
      dayLimitFen: payer.dayLimitFen,
      pinOverFen: payer.pinOverFen,
      approvalOverFen: payer.approvalOverFen,
      hasPin: payer.pinHash !== null,
      approvers: payer.approvers,
    },
    spentTodayFen: await spentOn(db, communityId, householdId, dayOf(now)),
  };
}

function paymentsOf(db: Queries, communityId: string, ids: readonly string[]) {
  return db
    .select()
    .from(payment)
    .where(and(eq(payment.communityId, communityId), inArray(payment.id, [...ids])));
}
