import * as v from 'valibot';
import { ask, defineContract } from '../../protocol/contract.ts';
import { CALL_OUTCOMES, Face, Party } from '../../protocol/contracts/calls.ts';
import { keepers } from '../../protocol/contracts/people.ts';
import { Id } from '../../protocol/ids.ts';
import { CALLED_ROLES } from '../../protocol/roles.ts';
import { Instant } from '../../protocol/time.ts';

/** Digit keys that call a favourite. */
export const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** A relative's phone rings the home so often within so many ms, and the desk as often; SOS calls are not counted. */
export const RELATIVE_DIALS = 8;
export const RELATIVE_DIALS_MS = 600_000;

const ContactParty = v.object({ party: Party, digit: v.nullable(v.picklist(DIGITS)) });

/**
 * Somebody whom a home may call, in the home's own order. `digit` is the key that calls them. `answers`: what the home's
 * box does when they call, by the consent `consentId` (contract consents, subject '<kind>:<id>'): by hand, or by itself
 * with sound or with the camera.
 */
export const CallContact = v.object({
  ...Face.entries,
  kind: v.picklist(['desk', 'relative', 'neighbour']),
  digit: v.nullable(v.picklist(DIGITS)),
  reachable: v.boolean(),
  answers: v.picklist(['hand', 'sound', 'camera']),
  consentId: v.nullable(Id),
  /** The agreement by which a neighbour is among the contacts; ended by `endNeighbour`. */
  neighbourId: v.nullable(Id),
});
export type CallContact = v.InferOutput<typeof CallContact>;

const Clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
/** Quiet hours of each day by the community's clocks, 'HH:mm'; across midnight where `from` is the later one. */
export const Rest = v.pipe(
  v.object({ from: Clock, to: Clock }),
  v.check(({ from, to }) => from !== to),
);
export type Rest = v.InferOutput<typeof Rest>;

/** Is it within the quiet hours? `time` is 'HH:mm' by the community's clocks; `from` belongs to them, `to` does not. */
export function isResting(rest: Rest | null, time: string): boolean {
  if (!rest) return false;
  const { from, to } = rest;
  return from < to ? from <= time && time < to : time >= from || time < to;
}

/** A call that came to this home and was not answered. `seen`: somebody has looked at the list since. */
export const MissedCall = v.object({
  id: Id,
  caller: Face,
  at: Instant,
  why: v.picklist(CALL_OUTCOMES),
  seen: v.boolean(),
});
export type MissedCall = v.InferOutput<typeof MissedCall>;

/**
 * Two homes that may call each other once both want it. `ours`: this home has asked; otherwise the other one has, and
 * waits for our answer.
 */
export const NeighbourAsk = v.object({
  id: Id,
  householdId: Id,
  label: v.string(),
  ours: v.boolean(),
  askedAt: Instant,
});
export type NeighbourAsk = v.InferOutput<typeof NeighbourAsk>;

/** All that a home has for calling. */
export const CallBook = v.object({
  contacts: v.array(CallContact),
  /** Agreements that wait for one of the two. */
  asked: v.array(NeighbourAsk),
  rest: v.nullable(Rest),
  restingNow: v.boolean(),
  /** The newest first, at most 30. */
  missed: v.array(MissedCall),
  unseen: v.number(),
});
export type CallBook = v.InferOutput<typeof CallBook>;

/** A call of the past, as one of its two parties sees it. `talkedMs` is null for one that was never answered. */
export const PastCall = v.object({
  id: Id,
  with: Face,
  /** Did we call? */
  ours: v.boolean(),
  at: Instant,
  outcome: v.picklist(CALL_OUTCOMES),
  talkedMs: v.nullable(v.number()),
});
export type PastCall = v.InferOutput<typeof PastCall>;

/**
 * A call of the desk or of one of its officers that is over. `with` is the other side as its own home names it,
 * `household` whose home that is, `by` the member of staff who talked, and `ours` whether they called. `toCallBack`:
 * nobody took it, and nobody has talked with them since.
 */
export const DeskCall = v.object({
  ...PastCall.entries,
  household: v.nullable(v.object({ id: Id, label: v.string() })),
  by: v.nullable(v.string()),
  toCallBack: v.boolean(),
});
export type DeskCall = v.InferOutput<typeof DeskCall>;

const nothing = v.object({});
const ofHousehold = { householdId: Id };
const ofNeighbour = v.object({ neighbourId: Id });
const arranged = { contacts: v.pipe(v.array(ContactParty), v.maxLength(60)) };
const rest = { rest: v.nullable(Rest) };
const deed = { by: 'box', reply: CallBook, changes: true } as const;
const past = v.object({ calls: v.array(PastCall) });

/** 23 视频通话: whom a home calls, and what becomes of calls that nobody took. The calls themselves are the contract `calls`. */
export const call = defineContract('call', {
  asks: {
    overview: ask({ by: 'box', input: nothing, reply: CallBook }),
    /** The last 50. */
    history: ask({ by: 'box', input: nothing, reply: past }),
    /** Order and digits of all contacts; whoever is left out comes behind, without a digit. Refused `invalid` for a digit given twice. */
    arrange: ask({ ...deed, input: v.object(arranged) }),
    /** Quiet hours, or none. */
    setRest: ask({ ...deed, input: v.object(rest) }),
    /** Somebody has looked at the missed calls. */
    seen: ask({ ...deed, input: nothing }),

    /** Homes of the own building that may be asked to be neighbours: doors only. */
    doors: ask({
      by: 'box',
      input: nothing,
      reply: v.object({ doors: v.array(v.object({ householdId: Id, label: v.string() })) }),
    }),
    /** Asks a home; when it has asked us before, both want it now. */
    askNeighbour: ask({ ...deed, input: v.object(ofHousehold) }),
    /** Yes to a home that has asked. */
    acceptNeighbour: ask({ ...deed, input: ofNeighbour }),
    /** No to one that has asked, or no longer: from now on neither calls the other. */
    endNeighbour: ask({ ...deed, input: ofNeighbour }),

    /** The same for a household at its wish; every change is audited. */
    ofHousehold: ask({ by: keepers, input: v.object(ofHousehold), reply: CallBook }),
    historyOf: ask({ by: keepers, input: v.object(ofHousehold), reply: past }),
    arrangeFor: ask({ by: keepers, input: v.object({ ...ofHousehold, ...arranged }), reply: CallBook, changes: true }),
    setRestFor: ask({ by: keepers, input: v.object({ ...ofHousehold, ...rest }), reply: CallBook, changes: true }),

    /** The last 100 calls of desk and officers, of at most 30 days; those of alarms are with their alarm. */
    ofDesk: ask({ by: CALLED_ROLES, input: nothing, reply: v.object({ calls: v.array(DeskCall) }) }),

    /** A relative's own calls, the last 50, and whether the home can be reached now. */
    mine: ask({
      by: 'relative',
      input: nothing,
      reply: v.object({ ...past.entries, home: v.object({ reachable: v.boolean(), resting: v.boolean() }) }),
    }),
  },
  pushes: {
    /** To the home's boxes: contacts, neighbours or quiet hours have changed. */
    changed: v.object(ofHousehold),
  },
  feed: {
    /** To the home: a call was missed (`missed`), or the list was looked at (null); `unseen` counts from now on. */
    missed: v.object({ unseen: v.number(), missed: v.nullable(MissedCall) }),
  },
});
