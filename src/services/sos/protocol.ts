import * as v from 'valibot';
import { ask, defineContract } from '../../protocol/contract.ts';
import { Contact, MedicalCard } from '../../protocol/contracts/people.ts';
import { Id } from '../../protocol/ids.ts';
import { Instant } from '../../protocol/time.ts';

/**
 * The life of a call for help. `pressed` is the pre-alarm of the first press; it becomes `sent` by OK, by the end of
 * the countdown, or by the center's own clock when the box falls silent.
 */
export const SOS_STATES = [
  'pressed',
  'sent',
  'assigned',
  'answered',
  'dispatched',
  'arrived',
  'resolved',
  'closed',
  'cancelled',
] as const;
export type SosState = (typeof SOS_STATES)[number];

/** How a call for help ended. */
export const CLOSING_CODES = [
  'medical',
  'fall',
  'reassurance',
  'accidental',
  'test',
  'fault',
  'no-contact',
  'other',
] as const;

/** Seconds that a resident has to take a press back. */
export const COUNTDOWN_S = 5;

export const AlarmView = v.object({
  id: Id,
  state: v.picklist(SOS_STATES),
  since: Instant,
  pressedAt: Instant,
  presses: v.number(),
  officer: v.nullable(v.string()),
  closingCode: v.nullable(v.picklist(CLOSING_CODES)),
});
export type AlarmView = v.InferOutput<typeof AlarmView>;

/** What a responder must know at the door. */
export const ResponderCard = v.object({
  address: v.string(),
  access: v.string(),
  contacts: v.array(Contact),
  residents: v.array(
    v.object({ name: v.string(), salutation: v.string(), birthYear: v.number(), medical: MedicalCard }),
  ),
  callFirst: v.string(),
});
export type ResponderCard = v.InferOutput<typeof ResponderCard>;

const officers = ['officer', 'admin'] as const;
const words = v.pipe(v.string(), v.trim(), v.maxLength(500));

/** 01 一键救护: one press of the emergency key, and people come. The alarm's id is made by the box, so that retries stay one alarm. */
export const sos = defineContract('sos', {
  asks: {
    /** The first press, and every further one: opens the pre-alarm, or counts. */
    press: ask({
      by: 'box',
      input: v.object({ alarmId: Id, pressedAt: Instant }),
      reply: AlarmView,
      changes: true,
      survives: true,
      urgent: true,
    }),
    /** OK, or the countdown has run out. */
    send: ask({
      by: 'box',
      input: v.object({ alarmId: Id, pressedAt: Instant }),
      reply: AlarmView,
      changes: true,
      survives: true,
      urgent: true,
    }),
    /** Taken back within the countdown; somebody calls back all the same. Refused `late` once an officer is on it. */
    cancel: ask({
      by: 'box',
      input: v.object({ alarmId: Id }),
      reply: AlarmView,
      changes: true,
      survives: true,
      urgent: true,
    }),
    /** The alarm of this household that is still under way, for a box that has just started. */
    current: ask({ by: 'box', input: v.object({}), reply: v.object({ alarm: v.nullable(AlarmView) }), urgent: true }),

    alarm: ask({ by: officers, input: v.object({ alarmId: Id }), reply: AlarmView }),
    take: ask({ by: officers, input: v.object({ alarmId: Id }), reply: AlarmView, changes: true, urgent: true }),
    advance: ask({
      by: officers,
      input: v.object({ alarmId: Id, to: v.picklist(['answered', 'dispatched', 'arrived', 'resolved']) }),
      reply: AlarmView,
      changes: true,
      urgent: true,
    }),
    note: ask({
      by: officers,
      input: v.object({ alarmId: Id, words: v.pipe(words, v.minLength(1)) }),
      reply: AlarmView,
      changes: true,
      urgent: true,
    }),
    close: ask({
      by: officers,
      input: v.object({ alarmId: Id, code: v.picklist(CLOSING_CODES), words }),
      reply: AlarmView,
      changes: true,
      urgent: true,
    }),
    /** Shown for an incident under way; the look is written to the audit. */
    card: ask({ by: officers, input: v.object({ alarmId: Id }), reply: ResponderCard, changes: true, urgent: true }),
  },
  feed: {
    /** To the household: where its call for help stands. */
    alarm: AlarmView,
  },
});
