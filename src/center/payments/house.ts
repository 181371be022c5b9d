import { payments } from '../../protocol/contracts/payments.ts';
import type { BoxActor } from '../actor.ts';
import { paymentGateway } from '../connectors/payment-gateway.ts';
import { refuse } from '../refuse.ts';
import { type CenterService, serve } from '../serve.ts';
import type { Work } from '../work.ts';
import { MONTH_TIMER, onMonth } from './grants.ts';
import { type PaymentRow, paymentOf, quote } from './payments.ts';
import { approvalsFor, askApproval, decide, onPermitDue, PERMIT_TIMER, permitOf, unlock } from './permits.ts';
import { onTopUpDue, TOP_UP_TIMER } from './top-up.ts';

/** Takes a payment back for its service: ends the order and gives the money back, or refuses `late` when it has begun. */
export type UndoPayment = (work: Work, actor: BoxActor, payment: PaymentRow) => Promise<void>;

/** The house's part of paying; `undoers` are the services that payments can be taken back from, by their ids. */
export function openPayments(undoers: ReadonlyMap<string, UndoPayment>): CenterService<typeof payments> {
  return serve({
    contract: payments,
    answeredBy: [],
    connectors: [paymentGateway],
    timers: { [PERMIT_TIMER]: onPermitDue, [MONTH_TIMER]: onMonth, [TOP_UP_TIMER]: onTopUpDue },
    handlers: {
      quote: ({ db, now }, { communityId, householdId }, of) => quote(db, { communityId, householdId, now, ...of }),
      unlock: (work, { householdId }, { pin, ...wish }) => unlock(work, householdId, pin, wish),
      async askApproval(work, actor, wish) {
        const asked = await askApproval(work, actor.householdId, wish);
        work.audit(actor, 'payments.askApproval', `permit:${asked.id}`, { fen: wish.fen });
        return asked;
      },
      permit: ({ db }, { communityId, householdId }, { id }) => permitOf(db, communityId, householdId, id),
      async undo(work, actor, { paymentId }) {
        const row = await paymentOf(work.db, work.communityId, actor.householdId, paymentId);
        const undoer = undoers.get(row.service);
        // Taken back already, by the other box or an earlier press: that is what was wanted.
        if (row.backFen >= row.fen) return {};
        if (!undoer || work.now >= row.undoUntil) throw refuse('late', 'payments.refused.undoLate');
        await undoer(work, actor, row);
        work.audit(actor, 'payments.undo', `payment:${paymentId}`, { fen: row.fen });
        return {};
      },
      approvals: async ({ db, now }, actor) => ({ waiting: await approvalsFor(db, actor, now) }),
      decide: (work, actor, { id, agree }) => decide(work, actor, id, agree),
    },
  });
}
