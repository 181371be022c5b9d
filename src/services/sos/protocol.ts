import * as v from 'valibot';
import { ask, defineContract } from '../../protocol/contract.ts';
import { Contact, MedicalCard } from '../../protocol/contracts/people.ts';
import { Id } from '../../protocol/ids.ts';
import { Day, Instant } from '../../protocol/time.ts';
import { AlarmDetail, AlarmView, DrillView } from './protocol/detail.ts';
import { SosReport } from './protocol/report.ts';
import { CLOSING_CODES } from './protocol/states.ts';

export * from './protocol/detail.ts';
export * from './protocol/report.ts';
export * from './protocol/states.ts';

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

/** A household that practises: its presses until then are drills. */
const RunningDrill = v.object({ householdId: Id, label: v.string(), startedBy: v.string(), until: Instant });

/** Where the table of a period's alarms is fetched, with the session cookie: `?from=2026-11-01&to=2026-11-30`, UTF-8 CSV. */
export const ALARMS_CSV = '/api/sos/alarms.csv';

/** Where a box calls for help when its socket does not answer: an ask's envelope as JSON, the secret as bearer token. */
export const SECOND_WAY = '/api/sos';

const officers = ['officer', 'admin'] as const;
const words = v.pipe(v.string(), v.trim(), v.maxLength(500));
const someWords = v.pipe(words, v.minLength(1));
const ofAlarm = v.object({ alarmId: Id });
const ofHousehold = v.object({ householdId: Id });
const pressed = v.object({ alarmId: Id, pressedAt: Instant });

/** A box's cry: kept until it is answered. */
const cry = { by: 'box', reply: AlarmView, changes: true, survives: true, urgent: true } as const;
/** An officer's deed on an alarm. */
const deed = { by: officers, reply: AlarmView, changes: true, urgent: true } as const;

/** 01 一键救护: one press of the emergency key, and people come. The alarm's id is made by the box, so that retries stay one alarm. */
export const sos = defineContract('sos', {
  asks: {
    /** The first press, and every further one: opens the pre-alarm, or counts. */
    press: ask({ ...cry, input: pressed }),
    /** OK, or the countdown has run out. */
    send: ask({ ...cry, input: pressed }),
    /** Taken back within the countdown; somebody calls back all the same. Refused `late` once an officer is on it. */
    cancel: ask({ ...cry, input: ofAlarm }),
    /** The alarm of this household that is still under way, for a box that has just started; and whether it practises. */
    current: ask({
      by: 'box',
      input: v.object({}),
      reply: v.object({ alarm: v.nullable(AlarmView), drill: v.optional(v.nullable(DrillView), null) }),
      urgent: true,
    }),

    alarm: ask({ by: officers, input: ofAlarm, reply: AlarmDetail, urgent: true }),
    /** Makes it one's own: to help, or of a cancelled one to call back. Refused `conflict` when it has an owner. */
    take: ask({ ...deed, input: ofAlarm }),
    /** Says how far help has come; only for its owner, and only forward. */
    advance: ask({
      ...deed,
      input: v.object({ alarmId: Id, to: v.picklist(['answered', 'dispatched', 'arrived', 'resolved']) }),
    }),
    note: ask({ ...deed, input: v.object({ alarmId: Id, words: someWords }) }),
    /** Only for its owner; of a cancelled one only after the call back. */
    close: ask({ ...deed, input: v.object({ alarmId: Id, code: v.picklist(CLOSING_CODES), words }) }),
    /** Shown for an incident under way; the look is written to the audit. */
    card: ask({ ...deed, input: ofAlarm, reply: ResponderCard }),

    /**
     * Only for its owner. It is the other's at once, whose console rings until `look`; without a look in 60 s it is the
     * giver's again. Refused `conflict` when the other has no console open.
     */
    handOver: ask({ ...deed, input: v.object({ alarmId: Id, staffId: Id }) }),
    /** The new owner has seen what was handed over: the ringing ends. */
    look: ask({ ...deed, input: ofAlarm }),
    /** Takes an alarm from an owner who has no console open any more, and says why; an admin may always. Audited. */
    takeOver: ask({ ...deed, input: v.object({ alarmId: Id, words: someWords }) }),

    /** What came of calling back after a cancel; only for its owner. `not-reached` makes it an alarm again, without an owner. */
    callBack: ask({
      ...deed,
      input: v.object({ alarmId: Id, outcome: v.picklist(['well', 'not-reached']), words }),
    }),
    /** An officer has phoned somebody of the chain. */
    notified: ask({
      ...deed,
      input: v.object({
        alarmId: Id,
        noticeId: Id,
        state: v.picklist(['told', 'reached', 'not-reached']),
        words,
      }),
    }),

    /** For so many minutes presses of this household are practice. Refused `conflict` while it has an alarm under way. */
    startDrill: ask({
      by: officers,
      input: v.object({
        householdId: Id,
        minutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)), 10),
      }),
      reply: DrillView,
      changes: true,
    }),
    /** Ends it early; a drill's alarm that is open stays one. Its closing ends the drill, too. */
    stopDrill: ask({ by: officers, input: ofHousehold, reply: DrillView, changes: true, urgent: true }),
    drills: ask({ by: officers, input: v.object({}), reply: v.object({ drills: v.array(RunningDrill) }) }),
    /** Somebody is really in need: the drill's alarm is a real one from now on, and everybody of the chain is told so. */
    undrill: ask({ ...deed, input: ofAlarm }),

    /** Of the days `from` to `to`, both included, by the community's calendar. Refused `invalid` when they are the wrong way round. */
    report: ask({ by: officers, input: v.object({ from: Day, to: Day }), reply: SosReport }),
  },
  feed: {
    /** To the household: where its call for help stands. */
    alarm: AlarmView,
    /** To the household: its presses are practice, or are not any more. */
    drill: DrillView,
  },
});
