import { and, desc, eq, inArray } from 'drizzle-orm';
import { newId } from '../../protocol/ids.ts';
import { say } from '../../protocol/texts.ts';
import { paymentGateway, type Trade } from '../connectors/payment-gateway.ts';
import type { Queries } from '../database/database.ts';
import { communityOf } from '../house/notice.ts';
import { schedule } from '../jobs/jobs.ts';
import { openAccount, post } from '../ledger/ledger.ts';
import { walletOf } from '../ledger/wallets.ts';
import { refuse } from '../refuse.ts';
import type { TimerHandler } from '../serve.ts';
import type { Work } from '../work.ts';
import { tellMoney } from './payments.ts';
import { idOfTrade, tradeNoOf } from './sample-gateway.ts';
import { gatewayOrder } from './schema.ts';

export const TOP_UP_TIMER = 'payments.topUp';
/** While somebody may be paying, a notice that was lost is made up for so soon, ms. */
const LOOK_AGAIN_MS = 5_000;
/** A code that is over is looked at once more after so long: the last payer may have been slow. */
const LAST_LOOK_MS = 60_000;
/** A code that cannot be had within this is given up, ms. */
const CREATE_WITHIN_MS = 60_000;

export type GatewayOrderRow = typeof gatewayOrder.$inferSelect;

const later = (now: string, ms: number) => new Date(Date.parse(now) + ms).toISOString();

/** Begins a top-up; the gateway is asked for a code right after the commit, by a timer, so that a crash in between loses nothing. */
export async function beginTopUp(
  work: Work,
  of: { householdId: string; fen: number; minutes: number },
): Promise<GatewayOrderRow> {
  const [row] = await work.tx
    .insert(gatewayOrder)
    .values({
      communityId: work.communityId,
      id: newId(),
      householdId: of.householdId,
      fen: of.fen,
      state: 'creating',
      createdAt: work.now,
      expiresAt: later(work.now, of.minutes * 60_000),
    })
    .returning();
  if (!row) throw new Error('a gateway order was not written');
  await look(work, row.id, work.now);
  return row;
}

async function look(work: Work, id: string, dueAt: string): Promise<void> {
  await schedule(work.tx, { communityId: work.communityId, kind: TOP_UP_TIMER, ref: id, dueAt });
  work.afterCommit(({ nudge }) => nudge());
}

async function change(
  work: Work,
  id: string,
  set: Partial<GatewayOrderRow>,
  from: readonly GatewayOrderRow['state'][],
) {
  const [row] = await work.tx
    .update(gatewayOrder)
    .set(set)
    .where(
      and(
        eq(gatewayOrder.communityId, work.communityId),
        eq(gatewayOrder.id, id),
        inArray(gatewayOrder.state, [...from]),
      ),
    )
    .returning();
  if (row) tellTopUp(work, row);
  return row;
}

/** What a screen is shown of it. */
export function topUpView({ id, fen, state, codeUrl, expiresAt }: GatewayOrderRow) {
  return { id, fen, state, codeUrl, expiresAt };
}

function tellTopUp(work: Work, row: GatewayOrderRow): void {
  work.tellBoxes(`household:${row.householdId}`, 'wallet:topUp', topUpView(row));
  work.tellStaff(['admin', 'clerk'], 'wallet:books', {});
}

/** Asks the gateway for the code, later for how it stands: whatever was not told heals here. */
export const onTopUpDue: TimerHandler = async (work, { ref }) => {
  const [row] = await work.tx
    .select()
    .from(gatewayOrder)
    .where(and(eq(gatewayOrder.communityId, work.communityId), eq(gatewayOrder.id, ref)));
  if (row?.state === 'creating') return create(work, row);
  if (row?.state !== 'open') return;
  const names = { merchantNo: work.communityId, tradeNo: tradeNoOf(row.id) };
  const over = row.expiresAt <= work.now;
  const trade = await work.connectors.ask(paymentGateway, { kind: over ? 'close' : 'query', ...names });
  if (trade) await settleTrade(work, trade);
  if (!trade || trade.state === 'NOTPAY')
    await look(work, row.id, later(work.now, over ? LAST_LOOK_MS : LOOK_AGAIN_MS));
};

async function create(work: Work, row: GatewayOrderRow): Promise<void> {
  const { name } = await communityOf(work);
  const trade = await work.connectors.ask(paymentGateway, {
    kind: 'create',
    merchantNo: work.communityId,
    tradeNo: tradeNoOf(row.id),
    fen: row.fen,
    what: say('zh-CN', 'payments.pay.what'),
    payee: name,
    expiresAt: row.expiresAt,
  });
  if (trade?.codeUrl) {
    await change(work, row.id, { state: 'open', codeUrl: trade.codeUrl }, ['creating']);
    return look(work, row.id, later(work.now, LOOK_AGAIN_MS));
  }
  const tooLate = later(row.createdAt, CREATE_WITHIN_MS) <= work.now;
  if (tooLate) await change(work, row.id, { state: 'failed' }, ['creating']);
  else await look(work, row.id, later(work.now, 3_000));
}

/**
 * Takes in how a trade stands, from a notice or an answer, however often: the money is posted under the order's own id, so
 * it comes once. A sum that differs is not posted; the desk looks into it. Also what is paid late counts: the gateway has it.
 */
export async function settleTrade(work: Work, trade: Trade): Promise<void> {
  const id = idOfTrade(trade.tradeNo);
  if (trade.state === 'CLOSED') return void (await change(work, id, { state: 'closed' }, ['creating', 'open']));
  if (trade.state !== 'SUCCESS') return;
  const [known] = await work.tx
    .select()
    .from(gatewayOrder)
    .where(and(eq(gatewayOrder.communityId, work.communityId), eq(gatewayOrder.id, id)));
  if (!known) {
    work.log.warn('the gateway tells of a trade that nobody began');
    return;
  }
  const same = trade.fen === known.fen;
  const paid = { paidFen: trade.fen, transactionId: trade.transactionId, paidAt: work.now };
  const row = await change(work, id, { ...paid, state: same ? 'paid' : 'differs' }, [
    'creating',
    'open',
    'closed',
    'failed',
  ]);
  if (!row) return;
  if (!same) {
    work.log.error({ order: id }, 'the gateway took another sum than was asked for');
    return work.audit('center', 'payments.differs', `topUp:${id}`, { askedFen: known.fen, paidFen: trade.fen });
  }
  const { communityId, tx } = work;
  const gateway = await openAccount(tx, { communityId, kind: 'gateway', ownerId: communityId, floor: null });
  const wallet = await walletOf(tx, communityId, row.householdId);
  await post(tx, {
    communityId,
    id,
    at: work.now,
    memo: 'payments.ledger.topUp',
    lines: [
      { account: gateway, fen: -row.fen },
      { account: wallet, fen: row.fen },
    ],
  });
  tellMoney(work, row.householdId);
  work.audit('center', 'payments.topUp', `topUp:${id}`, { fen: row.fen });
}

/** A household's top-up. Refuses `gone`. */
export async function topUpOf(db: Queries, communityId: string, householdId: string, id: string) {
  const [row] = await db
    .select()
    .from(gatewayOrder)
    .where(
      and(
        eq(gatewayOrder.communityId, communityId),
        eq(gatewayOrder.id, id),
        eq(gatewayOrder.householdId, householdId),
      ),
    );
  if (!row) throw refuse('gone');
  return row;
}

/** What the gateway has open, and what it took differently, newest first. */
export function unsettledOrders(db: Queries, communityId: string): Promise<GatewayOrderRow[]> {
  return db
    .select()
    .from(gatewayOrder)
    .where(
      and(
        eq(gatewayOrder.communityId, communityId),
        inArray(gatewayOrder.state, ['creating', 'open', 'differs', 'failed']),
      ),
    )
    .orderBy(desc(gatewayOrder.createdAt))
    .limit(100);
}
