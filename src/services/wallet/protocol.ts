import * as v from 'valibot';
import { ask, defineContract } from '../../protocol/contract.ts';
import { CATEGORIES, Pin } from '../../protocol/contracts/payments.ts';
import { Id } from '../../protocol/ids.ts';
import { Fen } from '../../protocol/money.ts';
import { Instant } from '../../protocol/time.ts';

/** Who keeps households' money at the counter, and who may also give back, grant and look at the books. */
export const clerks = ['clerk', 'admin'] as const;
export const treasurers = ['admin'] as const;

/** Sums that the TV offers to top up, and the least and most of one that is typed, fen. */
export const TOP_UP_CHOICES = [5_000, 10_000, 20_000] as const;
export const TopUpFen = v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(200_000));
/** A code for topping up is good for so many minutes. */
export const TOP_UP_MINUTES = 15;
/** Most that the counter takes at once, fen. */
const CounterFen = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500_000));

export const Subsidy = v.object({
  kindId: Id,
  name: v.string(),
  fen: v.number(),
  categories: v.array(v.picklist(CATEGORIES)),
  /** What is left goes back at the end of the month. */
  expires: v.boolean(),
});

/** One movement; `fen` is signed, `account` '' is cash, `memo` a key of the catalogue. */
export const Movement = v.object({
  id: Id,
  at: Instant,
  memo: v.string(),
  what: v.string(),
  merchant: v.string(),
  fen: v.number(),
  parts: v.array(v.object({ account: v.string(), fen: v.number() })),
  paymentId: v.nullable(Id),
  /** The household can take it back until then; null when it cannot. */
  undoUntil: v.nullable(Instant),
});
export type Movement = v.InferOutput<typeof Movement>;

export const TOP_UP_STATES = ['creating', 'open', 'paid', 'closed', 'failed', 'differs'] as const;
/** `differs`: the gateway took another sum than asked for; the desk looks into it. */
export const TopUp = v.object({
  id: Id,
  fen: Fen,
  state: v.picklist(TOP_UP_STATES),
  /** What the QR code says; null while the gateway is asked for it. Begins with '/' where the center does not know its address. */
  codeUrl: v.nullable(v.string()),
  expiresAt: Instant,
});
export type TopUp = v.InferOutput<typeof TopUp>;

/** What the household has settled; a null amount: no such limit. */
export const Settings = v.object({
  dayLimitFen: v.nullable(Fen),
  pinOverFen: v.nullable(Fen),
  approvalOverFen: v.nullable(Fen),
  hasPin: v.boolean(),
  approvers: v.array(Id),
});
export type Settings = v.InferOutput<typeof Settings>;

export const Money = v.object({
  cashFen: v.number(),
  subsidies: v.array(Subsidy),
  movements: v.array(Movement),
  settings: Settings,
  spentTodayFen: Fen,
});
export type Money = v.InferOutput<typeof Money>;

export const Receipt = v.object({
  id: Id,
  number: v.string(),
  household: v.string(),
  fen: Fen,
  /** The sum in capital characters, as vouchers are written: 壹佰元整. */
  capital: v.string(),
  clerk: v.string(),
  at: Instant,
});
export type Receipt = v.InferOutput<typeof Receipt>;

export const SubsidyKind = v.object({
  id: Id,
  name: v.string(),
  categories: v.array(v.picklist(CATEGORIES)),
  monthlyFen: Fen,
  group: v.nullable(v.picklist(['all', 'alone', 'over80'])),
  expires: v.boolean(),
  closed: v.boolean(),
});
export type SubsidyKind = v.InferOutput<typeof SubsidyKind>;

/** A sum of all accounts of a kind. */
export const BookSum = v.object({ kind: v.string(), accounts: v.number(), fen: v.number() });
export const GatewayOrder = v.object({
  id: Id,
  household: v.string(),
  fen: Fen,
  paidFen: v.nullable(v.number()),
  state: v.picklist(TOP_UP_STATES),
  createdAt: Instant,
});

const ofHousehold = v.object({ householdId: Id });
const Month = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/));

/** 21 便捷支付: what a household has, how money comes in, and where it went. */
export const wallet = defineContract('wallet', {
  asks: {
    /** Balances, the newest 40 movements and what is settled. */
    money: ask({ by: 'box', input: v.object({}), reply: Money }),
    topUp: ask({ by: 'box', input: v.object({ fen: TopUpFen }), reply: TopUp, changes: true }),
    topUpState: ask({ by: 'box', input: v.object({ id: Id }), reply: TopUp }),
    /** Sets a PIN, or changes it with the old one. `ok` false: the old one was wrong or is locked. */
    setPin: ask({
      by: 'box',
      input: v.object({ pin: Pin, old: v.optional(Pin) }),
      reply: v.object({ ok: v.boolean(), triesLeft: v.number(), lockedUntil: v.nullable(Instant) }),
      changes: true,
      secret: true,
    }),
    /** Changes limits. With a PIN set, raising one or taking it away needs the PIN. */
    settle: ask({
      by: 'box',
      input: v.object({
        dayLimitFen: v.nullable(Fen),
        pinOverFen: v.nullable(Fen),
        approvalOverFen: v.nullable(Fen),
        approvers: v.pipe(v.array(Id), v.maxLength(4)),
        pin: v.optional(Pin),
      }),
      reply: v.object({ ok: v.boolean(), triesLeft: v.number(), lockedUntil: v.nullable(Instant) }),
      changes: true,
      secret: true,
    }),

    moneyOf: ask({ by: clerks, input: ofHousehold, reply: Money }),
    /** Cash over the counter. */
    counter: ask({
      by: clerks,
      input: v.object({ householdId: Id, fen: CounterFen }),
      reply: Receipt,
      changes: true,
    }),
    receipts: ask({ by: clerks, input: ofHousehold, reply: v.object({ receipts: v.array(Receipt) }) }),
    /** A forgotten PIN is taken away at the counter, and a new one set on the TV. */
    clearPin: ask({ by: clerks, input: ofHousehold, reply: v.object({}), changes: true }),
    kinds: ask({ by: clerks, input: v.object({}), reply: v.object({ kinds: v.array(SubsidyKind) }) }),
    saveKind: ask({
      by: treasurers,
      input: v.object({
        id: v.optional(Id),
        name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(12)),
        categories: v.pipe(v.array(v.picklist(CATEGORIES)), v.minLength(1)),
        monthlyFen: Fen,
        group: SubsidyKind.entries.group,
        expires: v.boolean(),
        closed: v.boolean(),
      }),
      reply: SubsidyKind,
      changes: true,
    }),
    grant: ask({
      by: treasurers,
      input: v.object({ householdId: Id, kindId: Id, fen: CounterFen }),
      reply: Money,
      changes: true,
    }),
    /** This month's subsidies for whoever has not had them. */
    grantMonth: ask({ by: treasurers, input: v.object({}), reply: v.object({ given: v.number() }), changes: true }),
    refund: ask({
      by: treasurers,
      input: v.object({
        paymentId: Id,
        fen: v.pipe(Fen, v.minValue(1)),
        reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
      }),
      reply: v.object({}),
      changes: true,
    }),
    /** Sums by kind of account, which come to zero, and what the gateway has open or took differently. */
    books: ask({
      by: treasurers,
      input: v.object({}),
      reply: v.object({
        sums: v.array(BookSum),
        orders: v.array(GatewayOrder),
        live: v.boolean(),
        merchants: v.array(v.object({ id: Id, name: v.string() })),
      }),
    }),
    /** A month as CSV (RFC 4180, with a BOM): of a household, or of a merchant. */
    statement: ask({
      by: clerks,
      input: v.object({ month: Month, of: v.picklist(['household', 'merchant']), id: Id }),
      reply: v.object({ name: v.string(), csv: v.string() }),
      changes: true,
    }),
  },
  pushes: {
    /** To the household: where its top-up stands. */
    topUp: TopUp,
    /** To the console: a household's money or the gateway's orders have changed. */
    books: v.object({}),
  },
});
