import * as v from 'valibot';
import { CALL_OUTCOMES } from '../../../protocol/contracts/calls.ts';
import { ChainPerson, ChainStep } from '../../../protocol/contracts/responders.ts';
import { Id } from '../../../protocol/ids.ts';
import { Instant } from '../../../protocol/time.ts';
import { CALLBACK_STATES, CLOSING_CODES, SOS_STATES } from './states.ts';

/**
 * A call for help as everybody sees it who may. `drill` is practice: it is shown and spoken as such from first to last.
 * `since` is when the state began, `pressedAt` the first press by the box's clock. `callback` is null unless it was
 * cancelled once.
 */
export const AlarmView = v.object({
  id: Id,
  state: v.picklist(SOS_STATES),
  since: Instant,
  pressedAt: Instant,
  presses: v.number(),
  officer: v.nullable(v.string()),
  closingCode: v.nullable(v.picklist(CLOSING_CODES)),
  // With values for what a box has kept since before there were drills.
  drill: v.optional(v.boolean(), false),
  callback: v.optional(v.nullable(v.picklist(CALLBACK_STATES)), null),
});
export type AlarmView = v.InferOutput<typeof AlarmView>;

/** Until when presses of a household are practice; null when they are not (any more). */
export const DrillView = v.object({ householdId: Id, until: v.nullable(Instant) });
export type DrillView = v.InferOutput<typeof DrillView>;

/**
 * How far a person of the chain has been told.
 * - `due` the desk must phone (there is no gateway, or it is a drill), or the gateway has not answered yet
 * - `told` the gateway has taken the message, or an officer has left word
 * - `reached`, `not-reached` an officer has spoken to the person, or found nobody
 * - `failed` the gateway did not take it; it is tried again at `nextTryAt`, and the desk should phone
 */
export const NOTICE_STATES = ['due', 'told', 'reached', 'not-reached', 'failed'] as const;

/** One person who was told, or is to be told, of an alarm. `channel` is who tells: the desk by phone, or the gateway. */
export const Notice = v.object({
  id: Id,
  who: ChainStep.entries.who,
  ...ChainPerson.entries,
  state: v.picklist(NOTICE_STATES),
  channel: v.picklist(['desk', 'gateway']),
  /** When the step came. */
  at: Instant,
  /** When the state last changed, and by which officer; null for the gateway. */
  changedAt: Instant,
  by: v.nullable(v.string()),
  words: v.string(),
  nextTryAt: v.nullable(Instant),
});
export type Notice = v.InferOutput<typeof Notice>;

/**
 * A step of the alarm's chain. `dueAt` is null before the call is sent. `ahead` will come, `done` has come, `stopped`
 * will not: somebody owned the alarm in time. Of a step that is done, `notices` says whom it told; of one ahead,
 * `people` says whom it would tell now.
 */
export const AlarmStep = v.object({
  ...ChainStep.entries,
  state: v.picklist(['ahead', 'done', 'stopped']),
  dueAt: v.nullable(Instant),
  doneAt: v.nullable(Instant),
  people: v.array(ChainPerson),
  notices: v.array(Notice),
});
export type AlarmStep = v.InferOutput<typeof AlarmStep>;

/**
 * The newest call to the room: none was made; it rings; they talk; it was ended by one of the two; or it failed, and `why`.
 * `since` is when that began.
 */
export const RoomCall = v.object({
  state: v.picklist(['none', 'ringing', 'talking', 'ended', 'failed']),
  callId: v.nullable(Id),
  why: v.nullable(v.picklist(CALL_OUTCOMES)),
  since: v.nullable(Instant),
});
export type RoomCall = v.InferOutput<typeof RoomCall>;

/** When each thing happened; null for what has not. `pressedAt` by the box's clock, all else by the center's. */
export const AlarmClocks = v.object({
  pressedAt: Instant,
  receivedAt: Instant,
  sentAt: v.nullable(Instant),
  ownedAt: v.nullable(Instant),
  answeredAt: v.nullable(Instant),
  dispatchedAt: v.nullable(Instant),
  arrivedAt: v.nullable(Instant),
  resolvedAt: v.nullable(Instant),
  cancelledAt: v.nullable(Instant),
  closedAt: v.nullable(Instant),
});
export type AlarmClocks = v.InferOutput<typeof AlarmClocks>;

/** An earlier alarm of the same household. */
export const EarlierAlarm = v.object({
  id: Id,
  pressedAt: Instant,
  state: v.picklist(SOS_STATES),
  closingCode: v.nullable(v.picklist(CLOSING_CODES)),
  presses: v.number(),
  officer: v.nullable(v.string()),
  drill: v.boolean(),
});
export type EarlierAlarm = v.InferOutput<typeof EarlierAlarm>;

/**
 * All that the console shows of one alarm, but for its history (`desk:history`) and the responder's card (`sos:card`,
 * whose look is logged).
 */
export const AlarmDetail = v.object({
  ...AlarmView.entries,
  level: v.number(),
  clocks: AlarmClocks,
  /** `online`: a console of the owner's is connected. `unseen`: handed over, and the new owner has not looked yet. */
  owner: v.nullable(v.object({ id: Id, name: v.string(), online: v.boolean(), unseen: v.boolean() })),
  /** May this member of staff take it over from its owner? */
  mayTakeOver: v.boolean(),
  household: v.object({ id: Id, label: v.string() }),
  building: v.object({ id: Id, name: v.string() }),
  box: v.object({ id: Id, name: v.string(), online: v.boolean(), lastSeenAt: v.nullable(Instant) }),
  chain: v.array(AlarmStep),
  callBack: v.nullable(
    v.object({
      state: v.picklist(CALLBACK_STATES),
      dueAt: v.nullable(Instant),
      at: v.nullable(Instant),
      by: v.nullable(v.string()),
      words: v.string(),
    }),
  ),
  /** The last ten, newest first. */
  earlier: v.array(EarlierAlarm),
  call: RoomCall,
});
export type AlarmDetail = v.InferOutput<typeof AlarmDetail>;
