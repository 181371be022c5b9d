import type { CALL_STATES, CallOutcome } from '../../protocol/contracts/calls.ts';

export type CallState = (typeof CALL_STATES)[number];

/** A party as it is written: 'household:<id>', 'relative:<id>', 'staff:<id>', 'desk'. */
export type PartyKey = string;

/** What the rules know of a call. Everything else of it follows from who and when. */
export interface Stand {
  readonly state: CallState;
  readonly outcome: CallOutcome | null;
  readonly caller: PartyKey;
  readonly callee: PartyKey;
  /** Who of the callee has answered: of the desk one member of staff, otherwise the callee. */
  readonly answerer: PartyKey | null;
  readonly callerEnd: string;
  readonly calleeEnd: string | null;
  readonly callerVideo: boolean;
  readonly calleeVideo: boolean;
  /** Somebody has talked in it before: it rings again because it was handed over. */
  readonly handedOver: boolean;
}

/** Who does something: the parties that they stand for (staff: themselves and the desk), and the page they do it at. */
export interface Doer {
  readonly keys: readonly PartyKey[];
  readonly end: string;
}

export type CallDeed =
  | { readonly kind: 'answer'; readonly by: Doer; readonly video: boolean }
  | { readonly kind: 'refuse'; readonly by: Doer }
  | { readonly kind: 'hangUp'; readonly by: Doer; readonly lost: boolean }
  | { readonly kind: 'hold'; readonly by: Doer; readonly on: boolean }
  | { readonly kind: 'picture'; readonly by: Doer; readonly video: boolean }
  | { readonly kind: 'handOver'; readonly by: Doer; readonly to: PartyKey }
  /** Nobody has answered in time. */
  | { readonly kind: 'ringOver' }
  /** Both ends have gone silent. */
  | { readonly kind: 'silent' }
  /** A call that goes before all others takes its place. */
  | { readonly kind: 'displace' };

export type Side = 'caller' | 'callee';
/** Why a deed is not done: it is not this party's call, or the call is no longer as they think. */
export type No = 'forbidden' | 'conflict';

/** Which side of the call somebody is; undefined for a stranger. Once answered, the desk is the one who answered. */
export function sideOf(call: Stand, keys: readonly PartyKey[]): Side | undefined {
  if (keys.includes(call.caller)) return 'caller';
  return keys.includes(call.answerer ?? call.callee) ? 'callee' : undefined;
}

/** The side whose very page this is: alone it may signal, hold, or change the picture. */
export function endOf(call: Stand, { keys, end }: Doer): Side | undefined {
  const side = sideOf(call, keys);
  return side && end === (side === 'caller' ? call.callerEnd : call.calleeEnd) ? side : undefined;
}

const over = (call: Stand, outcome: CallOutcome): Stand => ({ ...call, state: 'ended', outcome });
const talks = (call: Stand) => call.state === 'talking' || call.state === 'held';

type Deeds = { [K in CallDeed['kind']]: (call: Stand, deed: Extract<CallDeed, { kind: K }>) => Stand | No };

const deeds: Deeds = {
  answer(call, { by, video }) {
    // The same answer once more, by a retry.
    if (talks(call) && call.calleeEnd === by.end && sideOf(call, by.keys) === 'callee') return call;
    if (sideOf(call, by.keys) === 'caller') return 'forbidden';
    if (!by.keys.includes(call.callee)) return 'forbidden';
    if (call.state !== 'ringing') return 'conflict';
    const answerer = by.keys[0] ?? call.callee;
    return { ...call, state: 'talking', answerer, calleeEnd: by.end, calleeVideo: video };
  },

  refuse(call, { by }) {
    const side = sideOf(call, by.keys);
    if (call.state === 'ended') return side ? call : 'forbidden';
    if (side !== 'callee') return 'forbidden';
    return call.state === 'ringing' ? unanswered(call, 'refused') : 'conflict';
  },

  hangUp(call, { by, lost }) {
    const side = sideOf(call, by.keys);
    if (!side) return 'forbidden';
    if (call.state === 'ended') return call;
    if (talks(call)) return over(call, lost ? 'lost' : 'answered');
    if (side === 'callee') return unanswered(call, 'refused');
    return over(call, call.handedOver ? 'answered' : 'cancelled');
  },

  hold(call, { by, on }) {
    if (!endOf(call, by)) return 'forbidden';
    return talks(call) ? { ...call, state: on ? 'held' : 'talking' } : 'conflict';
  },

  picture(call, { by, video }) {
    const side = endOf(call, by);
    if (!side) return 'forbidden';
    if (call.state === 'ended') return 'conflict';
    return { ...call, [side === 'caller' ? 'callerVideo' : 'calleeVideo']: video };
  },

  handOver(call, { by, to }) {
    const side = endOf(call, by);
    if (!side) return 'forbidden';
    if (!talks(call) || by.keys.includes(to) || to === call.caller || to === call.answerer) return 'conflict';
    const stays =
      side === 'callee'
        ? { caller: call.caller, callerEnd: call.callerEnd, callerVideo: call.callerVideo }
        : {
            caller: call.answerer ?? call.callee,
            callerEnd: call.calleeEnd ?? call.callerEnd,
            callerVideo: call.calleeVideo,
          };
    const callee = { callee: to, answerer: null, calleeEnd: null, calleeVideo: false };
    return { ...call, ...stays, ...callee, state: 'ringing', handedOver: true };
  },

  ringOver: (call) => (call.state === 'ringing' ? unanswered(call, 'missed') : call),
  silent: (call) => (talks(call) ? over(call, 'lost') : call),
  displace(call) {
    if (call.state === 'ended') return call;
    return over(call, talks(call) ? 'answered' : 'missed');
  },
};

/** Nobody has taken it. One that was handed to a colleague rings at the whole desk before it ends. */
function unanswered(call: Stand, outcome: 'refused' | 'missed'): Stand {
  return call.handedOver && call.callee !== DESK ? { ...call, callee: DESK } : over(call, outcome);
}

export const DESK: PartyKey = 'desk';

/** What becomes of a call by a deed; the same call where it changes nothing. Never takes an ended call back. */
export function step(call: Stand, deed: CallDeed): Stand | No {
  return (deeds[deed.kind] as (call: Stand, deed: CallDeed) => Stand | No)(call, deed);
}
