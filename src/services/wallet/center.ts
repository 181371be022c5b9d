import { paymentGateway } from '../../center/connectors/payment-gateway.ts';
import { homeOf } from '../../center/identity/households.ts';
import { grant, grantMonth, kindsOf, type SubsidyKindRow, scheduleMonth } from '../../center/payments/grants.ts';
import { refund, tellMoney } from '../../center/payments/payments.ts';
import { changePayer, lockPayer } from '../../center/payments/purses.ts';
import { subsidyKind } from '../../center/payments/schema.ts';
import { beginTopUp, topUpOf, topUpView } from '../../center/payments/top-up.ts';
import { serve } from '../../center/serve.ts';
import { newId } from '../../protocol/ids.ts';
import { dayOf } from '../../protocol/time.ts';
import { booksOf, householdStatement, merchantStatement } from './center/books.ts';
import { payInAtCounter, receiptsOf } from './center/counter.ts';
import { moneyOf } from './center/money.ts';
import { setPin, settle } from './center/settings.ts';
import { clerks, type SubsidyKind, TOP_UP_MINUTES, wallet } from './protocol.ts';
import { sampleWallet } from './sample.ts';

const kindView = ({ communityId: _, group, ...kind }: SubsidyKindRow): SubsidyKind => ({
  ...kind,
  group: group as SubsidyKind['group'],
});

/** 21 便捷支付 at the center. */
export const walletCenter = serve({
  contract: wallet,
  answeredBy: clerks,
  sample: sampleWallet,
  sampleDay: scheduleMonth,
  handlers: {
    money: ({ db, now }, { communityId, householdId }) => moneyOf(db, { communityId, householdId, now }),
    async topUp(work, actor, { fen }) {
      const row = await beginTopUp(work, { householdId: actor.householdId, fen, minutes: TOP_UP_MINUTES });
      work.audit(actor, 'wallet.topUp', `topUp:${row.id}`, { fen });
      return topUpView(row);
    },
    topUpState: async ({ db }, { communityId, householdId }, { id }) =>
      topUpView(await topUpOf(db, communityId, householdId, id)),
    setPin,
    settle,

    async moneyOf({ db, communityId, now }, _, { householdId }) {
      await homeOf(db, communityId, householdId);
      return moneyOf(db, { communityId, householdId, now });
    },
    counter: payInAtCounter,
    receipts: async ({ db, communityId }, _, { householdId }) => ({
      receipts: await receiptsOf(db, communityId, householdId),
    }),
    async clearPin(work, actor, { householdId }) {
      await homeOf(work.db, work.communityId, householdId);
      await lockPayer(work.tx, work.communityId, householdId);
      await changePayer(work.tx, work.communityId, householdId, { pinHash: null, pinFails: 0, pinLockedUntil: null });
      tellMoney(work, householdId);
      work.audit(actor, 'wallet.clearPin', `household:${householdId}`);
      return {};
    },
    kinds: async (reading) => ({ kinds: (await kindsOf(reading)).map(kindView) }),
    async saveKind(work, actor, { id = newId(), ...fields }) {
      const [row] = await work.tx
        .insert(subsidyKind)
        .values({ communityId: work.communityId, id, ...fields })
        .onConflictDoUpdate({ target: [subsidyKind.communityId, subsidyKind.id], set: fields })
        .returning();
      if (!row) throw new Error('a subsidy was not written');
      await scheduleMonth(work);
      work.audit(actor, 'wallet.saveKind', `subsidy:${id}`, fields);
      return kindView(row);
    },
    async grant(work, actor, { householdId, kindId, fen }) {
      const { communityId } = work;
      await homeOf(work.db, communityId, householdId);
      await grant(work, { id: newId(), householdId, kindId, fen });
      work.tellStaff(clerks, 'wallet:books', {});
      work.audit(actor, 'wallet.grant', `household:${householdId}`, { kindId, fen });
      return moneyOf(work.db, { communityId, householdId, now: work.now });
    },
    async grantMonth(work, actor) {
      const month = dayOf(work.now).slice(0, 7);
      const given = await grantMonth(work, month);
      work.tellStaff(clerks, 'wallet:books', {});
      work.audit(actor, 'wallet.grantMonth', `community:${work.communityId}`, { month, given });
      return { given };
    },
    async refund(work, actor, { paymentId, fen, reason }) {
      await refund(work, { paymentId, fen, memo: 'payments.ledger.refund' });
      work.tellStaff(clerks, 'wallet:books', {});
      work.audit(actor, 'wallet.refund', `payment:${paymentId}`, { fen, reason });
      return {};
    },
    books: async (reading) => ({
      ...(await booksOf(reading.db, reading.communityId)),
      live: reading.connectors.isLive(paymentGateway),
    }),
    async statement(work, actor, { month, of, id }) {
      const write = of === 'household' ? householdStatement : merchantStatement;
      const file = await write(work.db, work.communityId, id, month);
      work.audit(actor, 'wallet.statement', `${of}:${id}`, { month });
      return file;
    },
  },
});
