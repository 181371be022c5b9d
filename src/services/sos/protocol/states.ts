/**
 * The life of a call for help. `pressed` is the pre-alarm of the first press; it becomes `sent` by OK, by the end of
 * the countdown, or by the center's own clock when the box falls silent.
 *
 * The usual model has `received` after `sent`. Here that is no state but the receipt: whatever the center has written
 * it has received, so an alarm that is `sent` there is received by definition, and the box, which alone knows of the
 * time between, shows 正在送出 until the receipt is there and 中心已收到 from then on.
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

/**
 * Where each state may lead. Steps may be passed over (help that need not come is not sent), never taken back; only a
 * cancelled alarm whose call-back reached nobody is a call for help again.
 */
export const SOS_MOVES: Readonly<Record<SosState, readonly SosState[]>> = {
  pressed: ['sent', 'assigned', 'cancelled'],
  sent: ['assigned', 'cancelled'],
  assigned: ['answered', 'dispatched', 'arrived', 'resolved', 'closed'],
  answered: ['dispatched', 'arrived', 'resolved', 'closed'],
  dispatched: ['arrived', 'resolved', 'closed'],
  arrived: ['resolved', 'closed'],
  resolved: ['closed'],
  cancelled: ['sent', 'closed'],
  closed: [],
};

/** The states that lead to a state, by the table of moves. */
export function statesBefore(to: SosState): SosState[] {
  return SOS_STATES.filter((from) => SOS_MOVES[from].includes(to));
}

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
export type ClosingCode = (typeof CLOSING_CODES)[number];

/** How the call back after a cancel stands: still to be made; all is well; nobody answered, and it is an alarm again. */
export const CALLBACK_STATES = ['due', 'well', 'not-reached'] as const;

/** Seconds that a resident has to take a press back. */
export const COUNTDOWN_S = 5;

/** Minutes after a cancel by which somebody is to have called back; then it rings again. */
export const CALLBACK_MINUTES = 10;

/** Seconds that who was handed an alarm has to look at it; then it is the giver's again. */
export const HANDOVER_S = 60;
