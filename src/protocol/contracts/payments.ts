import * as v from 'valibot';
import { ask, defineContract } from '../contract.ts';
import { Id } from '../ids.ts';
import { Fen } from '../money.ts';
import { Instant } from '../time.ts';

/** What money can be spent on; a subsidy names those that it pays for. */
export const CATEGORIES = ['meals', 'shop', 'market', 'bills', 'home', 'health', 'fun', 'other'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Six digits that only the household knows; they are never shown, logged or kept. */
export const Pin = v.pipe(v.string(), v.regex(/^\d{6}$/));
/** Wrong PINs in a row before it is locked, and for how long, minutes. */
export const PIN_TRIES = 5;
export const PIN_LOCK_MINUTES = 15;
/** A relative who is asked answers within so many minutes. */
export const APPROVAL_MINUTES = 30;
/** After a payment it can be taken back for so long, s, where the seller has not begun. */
export const UNDO_S = 60;

/** A part of a payment: from which account (by its name; '' is the household's cash), and how much. */
export const Part = v.object({ account: v.string(), fen: Fen });
export type Part = v.InferOutput<typeof Part>;

/** What stands between the household and this payment. `money`: too little; `day`: over the day's limit. */
export const NEEDS = ['nothing', 'pin', 'approval', 'money', 'day'] as const;

/** What a payment would take from where, before anything is taken. `shortFen`: how much too little there is. */
export const Quote = v.object({
  parts: v.array(Part),
  needs: v.picklist(NEEDS),
  shortFen: Fen,
  dayLeftFen: v.nullable(Fen),
  /** Who would be asked; names as they call themselves. */
  approvers: v.array(v.string()),
});
export type Quote = v.InferOutput<typeof Quote>;

export const PERMIT_STATES = ['waiting', 'granted', 'refused', 'expired', 'used'] as const;

/** Leave for one payment of at most `fen` to one payee: given by PIN, or asked of a relative. */
export const Permit = v.object({
  id: Id,
  fen: Fen,
  payee: v.string(),
  what: v.string(),
  state: v.picklist(PERMIT_STATES),
  /** Who answered, or ''. */
  by: v.string(),
  askedAt: Instant,
  expiresAt: Instant,
});
export type Permit = v.InferOutput<typeof Permit>;

const Wish = v.object({
  fen: Fen,
  category: v.picklist(CATEGORIES),
  payee: v.pipe(v.string(), v.maxLength(40)),
  what: v.pipe(v.string(), v.maxLength(120)),
});

/** `permit`: the PIN was right. Otherwise how many tries are left, or until when it is locked. */
export const PinAnswer = v.object({
  permit: v.nullable(Id),
  triesLeft: v.number(),
  lockedUntil: v.nullable(Instant),
});
export type PinAnswer = v.InferOutput<typeof PinAnswer>;

/** Paying, as every service with money does it: what it takes, leave for large sums, and the way back. */
export const payments = defineContract('payments', {
  asks: {
    /** What this payment would take from where, and what it needs. */
    quote: ask({ by: 'box', input: v.object({ fen: Fen, category: v.picklist(CATEGORIES) }), reply: Quote }),
    /** The PIN for one payment of at most this sum. */
    unlock: ask({
      by: 'box',
      input: v.object({ pin: Pin, ...Wish.entries }),
      reply: PinAnswer,
      changes: true,
      secret: true,
    }),
    /** Asks the household's named relatives; they answer on their phones. */
    askApproval: ask({ by: 'box', input: Wish, reply: Permit, changes: true }),
    permit: ask({ by: 'box', input: v.object({ id: Id }), reply: Permit }),
    /** Takes a payment back within its minute. Refused `late` after it, or once the seller has begun. */
    undo: ask({ by: 'box', input: v.object({ paymentId: Id }), reply: v.object({}), changes: true }),

    /** What waits for this relative's answer, newest first. */
    approvals: ask({ by: 'relative', input: v.object({}), reply: v.object({ waiting: v.array(Permit) }) }),
    decide: ask({ by: 'relative', input: v.object({ id: Id, agree: v.boolean() }), reply: Permit, changes: true }),
  },
  pushes: {
    /** To the household: its money has changed; ask again. */
    changed: v.object({ householdId: Id }),
    /** To the household and its relatives: where an approval stands. */
    permit: Permit,
  },
});
