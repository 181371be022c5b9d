import * as v from 'valibot';
import { ask, defineContract } from '../contract.ts';
import { Id } from '../ids.ts';
import { Instant } from '../time.ts';

/** One page that can be in a call: made anew each time a TV, a phone page or a console starts. */
export const EndId = Id;

/**
 * Who can be called: a household (all its boxes ring), a relative (all pages of their invitation ring), the duty desk
 * (every officer's console rings), or one member of staff.
 */
export const Party = v.variant('kind', [
  v.object({ kind: v.literal('household'), id: Id }),
  v.object({ kind: v.literal('relative'), id: Id }),
  v.object({ kind: v.literal('desk') }),
  v.object({ kind: v.literal('staff'), id: Id }),
]);
export type Party = v.InferOutput<typeof Party>;

/** A party as the other one sees it: '女儿 王丽', '服务中心', '3号楼 2门301'. `picture` is the name of a face in the sprite, or ''. */
export const Face = v.object({ party: Party, name: v.string(), picture: v.string() });
export type Face = v.InferOutput<typeof Face>;

/** Why there is a call: by hand, for an alarm (its officer to the room), or a consultation at its time. */
export const PURPOSES = ['call', 'sos', 'clinic'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** ringing → talking ⇄ held → ended. */
export const CALL_STATES = ['ringing', 'talking', 'held', 'ended'] as const;
/**
 * How it ended. answered: hung up by one of the two · refused · missed: nobody answered in time · busy: the callee was in
 * another call · cancelled: by the caller, before an answer · unreachable: no end of the callee was connected · resting:
 * the callee's quiet hours · lost: both ends went silent, or no way between them was found.
 */
export const CALL_OUTCOMES = [
  'answered',
  'refused',
  'missed',
  'busy',
  'cancelled',
  'unreachable',
  'resting',
  'lost',
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

export const CallView = v.object({
  id: Id,
  purpose: v.picklist(PURPOSES),
  /** What it is about, e.g. the alarm's id. */
  subject: v.nullable(Id),
  caller: Face,
  callee: Face,
  state: v.picklist(CALL_STATES),
  outcome: v.nullable(v.picklist(CALL_OUTCOMES)),
  /** The pages that talk; the callee's is null until one has answered. */
  callerEnd: EndId,
  calleeEnd: v.nullable(EndId),
  /** Whether each sends a picture besides sound. */
  callerVideo: v.boolean(),
  calleeVideo: v.boolean(),
  /**
   * The callee's box answers by itself at this time, by consent that is on record (or by the purpose's own rule); `video`:
   * the consent covers the camera. `boxId`: only this box answers by itself; null: whichever is first. Without
   * `autoAnswer` somebody must press OK.
   */
  autoAnswer: v.nullable(v.object({ at: Instant, video: v.boolean(), boxId: v.nullable(Id) })),
  startedAt: Instant,
  answeredAt: v.nullable(Instant),
  endedAt: v.nullable(Instant),
});
export type CallView = v.InferOutput<typeof CallView>;

/** A session description (RFC 8829), or a candidate (RFC 8838), as the browser's own JSON has it. */
export const Signal = v.union([
  v.object({
    description: v.object({
      type: v.picklist(['offer', 'answer', 'rollback']),
      sdp: v.pipe(v.string(), v.maxLength(12_000)),
    }),
  }),
  v.object({
    candidate: v.object({
      candidate: v.pipe(v.string(), v.maxLength(600)),
      sdpMid: v.nullish(v.pipe(v.string(), v.maxLength(16))),
      sdpMLineIndex: v.nullish(v.number()),
      usernameFragment: v.nullish(v.pipe(v.string(), v.maxLength(256))),
    }),
  }),
]);
export type Signal = v.InferOutput<typeof Signal>;

/** What RTCPeerConnection takes as `iceServers`: TURN with a name and password that are good until `until`. */
export const IceServers = v.object({
  until: Instant,
  /** Only through the relay: for networks and tests where nothing else is to be tried. */
  relayOnly: v.boolean(),
  servers: v.array(
    v.object({ urls: v.array(v.string()), username: v.optional(v.string()), credential: v.optional(v.string()) }),
  ),
});
export type IceServers = v.InferOutput<typeof IceServers>;

const ofCall = v.object({ callId: Id, end: EndId });
const officers = ['officer', 'admin'] as const;
/** What either side of a call may do; refused `forbidden` to everybody else. */
const deed = { by: 'party', input: ofCall, reply: CallView, changes: true, urgent: true } as const;

/** An end in a call says so often that it is there, ms. */
export const ALIVE_MS = 15_000;
/** Both ends silent for so long: the call is over, ms. */
export const SILENT_MS = 60_000;
/** An auto-answer counts down visibly for so long, so that whoever sits there can press Back, ms. */
export const AUTO_ANSWER_MS = 10_000;

/**
 * Calls with pictures: who rings, who talks, and the two parties' signals. Pictures and sound go from page to page
 * (WebRTC); the center passes only what the pages need to find each other. A call's id is made by the caller, so that
 * retries stay one call. A page that has lost its line goes on talking, and asks `current` when it is back.
 */
export const calls = defineContract('calls', {
  asks: {
    /**
     * Rings. When the other party is ringing us at the same moment the reply is their call, which this dial has answered:
     * compare its id. A call that ends at once (busy, resting, unreachable) is in the reply with its outcome.
     */
    dial: ask({
      ...deed,
      input: v.object({
        ...ofCall.entries,
        to: Party,
        purpose: v.optional(v.picklist(PURPOSES), 'call'),
        subject: v.optional(v.nullable(Id), null),
        video: v.boolean(),
        /** The first offer: the callee's page has it while it still rings. */
        offer: Signal,
      }),
    }),
    /**
     * The first answer wins; a later one is refused `conflict`. `auto`: nobody pressed, the box did it by itself; refused
     * `forbidden` where no `autoAnswer` is due, and written to the audit where one is.
     */
    answer: ask({
      ...deed,
      input: v.object({ ...ofCall.entries, video: v.boolean(), auto: v.optional(v.boolean(), false) }),
    }),
    refuse: ask(deed),
    /**
     * Ends it, at any time; also what the caller presses while it rings. From any end of the party, so that a page that
     * has started anew can end what its forerunner left. `lost`: no way between the two was found, or it broke for good.
     */
    hangUp: ask({ ...deed, input: v.object({ ...ofCall.entries, lost: v.optional(v.boolean(), false) }) }),
    /** Staff put a call on hold, and take it back. */
    hold: ask({ ...deed, by: officers, input: v.object({ ...ofCall.entries, on: v.boolean() }) }),
    /**
     * Staff give a call to a colleague, who answers like a new one; the other party stays and is told. It is `ringing`
     * again, with the one who stayed as its caller; that end makes a new offer by `signal` once `calleeEnd` is there.
     * Not taken, it rings at the whole desk.
     */
    handOver: ask({ ...deed, by: officers, input: v.object({ ...ofCall.entries, staffId: Id }) }),
    /** Picture on or off, told to the other side. */
    picture: ask({ ...deed, input: v.object({ ...ofCall.entries, video: v.boolean() }) }),
    /**
     * To the other end of the call; passing. Only candidates that the caller sends while it rings are kept, and given to
     * the end that answers. Refused `forbidden` to every other end.
     */
    signal: ask({
      by: 'party',
      input: v.object({ ...ofCall.entries, signal: Signal }),
      reply: v.object({}),
      urgent: true,
    }),
    /**
     * The first offer of a call that rings here, for a page that has just started or whose own dial has answered it.
     * Refused `gone` for a call that was handed over: its offer comes by `signal` after the answer.
     */
    offer: ask({ by: 'party', input: ofCall, reply: Signal, urgent: true }),
    /**
     * Each end says every ALIVE_MS that it is there, and hears where the call stands, whatever it has missed. When both
     * have been silent for SILENT_MS the call is `lost`.
     */
    alive: ask({ by: 'party', input: ofCall, reply: CallView, urgent: true }),
    /** Staff's words, shown large on the other side's screen. */
    say: ask({
      by: officers,
      input: v.object({ ...ofCall.entries, words: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)) }),
      reply: v.object({}),
      changes: true,
      urgent: true,
    }),
    /** Calls of this party that ring, talk or are held. */
    current: ask({ by: 'party', input: v.object({}), reply: v.object({ calls: v.array(CallView) }), urgent: true }),
    ice: ask({ by: 'party', input: v.object({}), reply: IceServers, urgent: true }),
    /** How long it took from the answer to the first picture of the other side, ms: for the center's metrics. */
    measured: ask({
      by: 'party',
      input: v.object({ callId: Id, setUpMs: v.pipe(v.number(), v.minValue(0), v.maxValue(120_000)) }),
      reply: v.object({}),
    }),
  },
  pushes: {
    /** It rings here, to all ends of the callee. Without an offer it was handed over: that comes after the answer. */
    ringing: v.object({ call: CallView, offer: v.nullable(Signal) }),
    /** To all ends of both parties: answered elsewhere, held, handed over, ended; to a busy callee also who has tried. */
    changed: CallView,
    /** From the other end, for the end `to`. */
    signal: v.object({ callId: Id, to: EndId, from: EndId, signal: Signal }),
    said: v.object({ callId: Id, words: v.string() }),
  },
});
