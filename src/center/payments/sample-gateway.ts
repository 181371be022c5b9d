import { and, eq, gt, sql } from 'drizzle-orm';
import { type PaymentGateway, paymentGateway, readNotice, type Trade } from '../connectors/payment-gateway.ts';
import type { Database } from '../database/database.ts';
import { hashToken, newToken } from '../identity/secrets.ts';
import { sampleGatewayOrder } from './schema.ts';

export type SampleOrder = typeof sampleGatewayOrder.$inferSelect;

/** A gateway on this machine: its own books, its own key, and a pay page; no real money is moved. */
export interface SampleGateway {
  readonly connector: PaymentGateway;
  /** The key that its notices are signed with. */
  readonly key: string;
  find(communityId: string, token: string): Promise<SampleOrder | undefined>;
  /** Pays once; undefined when it is paid, closed or expired. */
  pay(order: SampleOrder, now: string): Promise<SampleOrder | undefined>;
  cancel(order: SampleOrder): Promise<void>;
}

/** UUID without its dashes, and back: gateways take 32 letters and digits. */
export const tradeNoOf = (id: string) => id.replaceAll('-', '');
export const idOfTrade = (tradeNo: string) => tradeNo.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

export function tradeOf(row: SampleOrder, codeUrl: string | null = null): Trade {
  const { id, state, fen, refundedFen, transactionId } = row;
  return { tradeNo: tradeNoOf(id), state, fen, refundedFen, transactionId, codeUrl };
}

/** Opens the sample gateway. `publicUrl`: where phones reach the center; without one, codes begin with '/'. */
export function openSampleGateway(db: Database, clock: () => Date, publicUrl = ''): SampleGateway {
  const key = newToken();
  const mine = (communityId: string, id: string) =>
    and(eq(sampleGatewayOrder.communityId, communityId), eq(sampleGatewayOrder.id, id));

  async function known(communityId: string, tradeNo: string): Promise<SampleOrder> {
    const [row] = await db
      .select()
      .from(sampleGatewayOrder)
      .where(mine(communityId, idOfTrade(tradeNo)));
    if (!row) throw new Error('ORDERNOTEXIST');
    return row;
  }

  const connector: PaymentGateway = {
    ...paymentGateway,
    async call(question) {
      if (question.kind === 'notice') return readNotice(key, question, clock().getTime());
      const { merchantNo, tradeNo } = question;
      const here = mine(merchantNo, idOfTrade(tradeNo));
      if (question.kind === 'create') {
        const token = newToken();
        const { fen, what, payee, expiresAt } = question;
        const [row] = await db
          .insert(sampleGatewayOrder)
          .values({
            communityId: merchantNo,
            id: idOfTrade(tradeNo),
            tokenHash: hashToken(token),
            payee,
            what,
            fen,
            state: 'NOTPAY',
            expiresAt,
          })
          .onConflictDoUpdate({
            target: [sampleGatewayOrder.communityId, sampleGatewayOrder.id],
            set: { tokenHash: hashToken(token) },
          })
          .returning();
        if (!row) throw new Error('the sample gateway wrote nothing');
        return tradeOf(row, `${publicUrl}/pay/${token}`);
      }
      if (question.kind === 'close') {
        await db
          .update(sampleGatewayOrder)
          .set({ state: 'CLOSED' })
          .where(and(here, eq(sampleGatewayOrder.state, 'NOTPAY')));
      }
      if (question.kind === 'refund') {
        const refundedFen = sql<number>`${sampleGatewayOrder.refundedFen} + ${question.fen}`;
        const [row] = await db
          .update(sampleGatewayOrder)
          .set({ refundedFen, state: 'REFUND' })
          .where(and(here, sql`${refundedFen} <= ${sampleGatewayOrder.fen}`))
          .returning();
        if (!row) throw new Error('REFUND_FEE_MISMATCH');
      }
      return tradeOf(await known(merchantNo, tradeNo));
    },
  };

  return {
    connector,
    key,
    async find(communityId, token) {
      const [row] = await db
        .select()
        .from(sampleGatewayOrder)
        .where(
          and(eq(sampleGatewayOrder.communityId, communityId), eq(sampleGatewayOrder.tokenHash, hashToken(token))),
        );
      return row;
    },
    async pay({ communityId, id }, now) {
      const [row] = await db
        .update(sampleGatewayOrder)
        .set({ state: 'SUCCESS', transactionId: `SAMPLE${tradeNoOf(id)}` })
        .where(
          and(mine(communityId, id), eq(sampleGatewayOrder.state, 'NOTPAY'), gt(sampleGatewayOrder.expiresAt, now)),
        )
        .returning();
      return row;
    },
    async cancel({ communityId, id }) {
      await db
        .update(sampleGatewayOrder)
        .set({ state: 'CLOSED' })
        .where(and(mine(communityId, id), eq(sampleGatewayOrder.state, 'NOTPAY')));
    },
  };
}
