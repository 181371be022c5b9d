import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Category, PERMIT_STATES } from '../../protocol/contracts/payments.ts';
import { at, communityId, communityKey, fen, id } from '../database/columns.ts';

/**
 * A kind of subsidy: what it may pay for, and what every household of `group` (null: only by hand) gets on the first of
 * each month. `expires`: what is left of it at the end of the month goes back to the community's fund.
 */
export const subsidyKind = pgTable(
  'payments_subsidy_kind',
  {
    communityId: communityId(),
    id: id(),
    name: text('name').notNull(),
    categories: text('categories').array().$type<Category[]>().notNull(),
    monthlyFen: fen('monthly_fen').notNull(),
    group: text('group_name'),
    expires: boolean('expires').notNull(),
    closed: boolean('closed').notNull().default(false),
  },
  (t) => [communityKey(t)],
);

/** A household's money of one kind of subsidy; its ledger account is owned by the purse. */
export const purse = pgTable(
  'payments_purse',
  {
    communityId: communityId(),
    id: id(),
    householdId: uuid('household_id').notNull(),
    kindId: uuid('kind_id').notNull(),
    accountId: uuid('account_id').notNull(),
  },
  (t) => [communityKey(t), uniqueIndex('payments_purse_once').on(t.communityId, t.householdId, t.kindId)],
);

/** What a household has settled about its payments; amounts null: no such limit. */
export const payer = pgTable(
  'payments_payer',
  {
    communityId: communityId(),
    householdId: uuid('household_id').notNull(),
    dayLimitFen: fen('day_limit_fen'),
    pinOverFen: fen('pin_over_fen'),
    approvalOverFen: fen('approval_over_fen'),
    approvers: uuid('approvers').array().notNull().default([]),
    pinHash: text('pin_hash'),
    pinFails: integer('pin_fails').notNull().default(0),
    pinLockedUntil: at('pin_locked_until'),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.householdId] })],
);

/** A part of a payment as it was taken, and how much of it was given back; `name` '' is cash. */
export interface StoredPart {
  account: string;
  name: string;
  fen: number;
  back: number;
}

/** A payment; its money is the ledger posting under the same id. `fen` is what the household paid, `givenFen` what the community's fund paid besides. */
export const payment = pgTable(
  'payments_payment',
  {
    communityId: communityId(),
    id: id(),
    householdId: uuid('household_id').notNull(),
    at: at('at').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    service: text('service').notNull(),
    category: text('category').$type<Category>().notNull(),
    merchantId: uuid('merchant_id').notNull(),
    merchant: text('merchant').notNull(),
    what: text('what').notNull(),
    fen: fen('fen').notNull(),
    givenFen: fen('given_fen').notNull(),
    parts: jsonb('parts').$type<StoredPart[]>().notNull(),
    backFen: fen('back_fen').notNull().default(0),
    undoUntil: at('undo_until').notNull(),
  },
  (t) => [
    communityKey(t),
    index('payments_payment_household').on(t.communityId, t.householdId, t.at),
    index('payments_payment_merchant').on(t.communityId, t.merchantId, t.at),
  ],
);

/** Leave for one payment. */
export const permit = pgTable(
  'payments_permit',
  {
    communityId: communityId(),
    id: id(),
    householdId: uuid('household_id').notNull(),
    by: text('given_by').notNull(),
    kind: text('kind').$type<'pin' | 'approval'>().notNull(),
    fen: fen('fen').notNull(),
    category: text('category').$type<Category>().notNull(),
    payee: text('payee').notNull(),
    what: text('what').notNull(),
    state: text('state').$type<(typeof PERMIT_STATES)[number]>().notNull(),
    askedAt: at('asked_at').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [communityKey(t), index('payments_permit_household').on(t.communityId, t.householdId, t.state)],
);

/** A sum that comes in through the payment gateway: `id` without its dashes is the gateway's out_trade_no. */
export const gatewayOrder = pgTable(
  'payments_gateway_order',
  {
    communityId: communityId(),
    id: id(),
    householdId: uuid('household_id').notNull(),
    fen: fen('fen').notNull(),
    state: text('state').$type<'creating' | 'open' | 'paid' | 'closed' | 'failed' | 'differs'>().notNull(),
    codeUrl: text('code_url'),
    transactionId: text('transaction_id'),
    paidFen: fen('paid_fen'),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    paidAt: at('paid_at'),
  },
  (t) => [
    communityKey(t),
    index('payments_gateway_household').on(t.communityId, t.householdId, t.createdAt),
    index('payments_gateway_state').on(t.communityId, t.state),
  ],
);

/** The books of the sample gateway, as somebody else's system would keep them. */
export const sampleGatewayOrder = pgTable(
  'payments_sample_gateway',
  {
    communityId: communityId(),
    id: id(),
    tokenHash: text('token_hash').notNull(),
    payee: text('payee').notNull(),
    what: text('what').notNull(),
    fen: fen('fen').notNull(),
    state: text('state').$type<'NOTPAY' | 'SUCCESS' | 'CLOSED' | 'REFUND'>().notNull(),
    transactionId: text('transaction_id'),
    refundedFen: fen('refunded_fen').notNull().default(0),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [communityKey(t), uniqueIndex('payments_sample_token').on(t.communityId, t.tokenHash)],
);

/** A receipt of the counter: numbered by the year, printable again. Its money is the posting under the same id. */
export const receipt = pgTable(
  'payments_receipt',
  {
    communityId: communityId(),
    id: id(),
    number: text('number').notNull(),
    householdId: uuid('household_id').notNull(),
    fen: fen('fen').notNull(),
    clerk: text('clerk').notNull(),
    at: at('at').notNull(),
  },
  (t) => [communityKey(t), index('payments_receipt_household').on(t.communityId, t.householdId, t.at)],
);

/** Turns of the month that were done: one row, under an id made from household and month. */
export const monthDone = pgTable('payments_month', { communityId: communityId(), id: id() }, (t) => [communityKey(t)]);
