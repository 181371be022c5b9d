import type { calls } from '../../protocol/contracts/calls.ts';
import type { PartyActor } from '../actor.ts';
import { refuse } from '../refuse.ts';
import type { Handlers } from '../serve.ts';
import { answerCall } from './answering.ts';
import { type CallRow, callView, lockCall } from './book.ts';
import { type CallsPlace, change } from './changing.ts';
import { dial } from './dialing.ts';
import { faceOf, isReachable, keysOf, tellParty } from './parties.ts';
import { type Doer, endOf, type PartyKey } from './rules.ts';

type TalkAsks = Pick<
  Handlers<typeof calls>,
  'dial' | 'answer' | 'refuse' | 'hangUp' | 'hold' | 'handOver' | 'picture' | 'say'
>;

const doer = (actor: PartyActor, end: string): Doer => ({ keys: keysOf(actor), end });

/** The party at the other end of a call for the page that asks. Refuses `forbidden` to everybody else's. */
export function otherParty(row: CallRow, by: Doer): PartyKey {
  const side = endOf(row, by);
  if (!side) throw refuse('forbidden');
  return side === 'caller' ? (row.answerer ?? row.callee) : row.caller;
}

/** Clocks of boxes run with the center's, but not to the millisecond. */
const CLOCK_SLACK_MS = 1_000;

/** May the box answer by itself now? Its camera only as far as the consent goes. Refuses `forbidden`. */
function byItself(row: CallRow, actor: PartyActor, now: string): { video: boolean } {
  const { autoAnswer } = row;
  const due = autoAnswer && Date.parse(autoAnswer.at) - CLOCK_SLACK_MS <= Date.parse(now);
  const its = actor.kind === 'box' && (autoAnswer?.boxId ?? actor.boxId) === actor.boxId;
  if (!due || !its) throw refuse('forbidden');
  return { video: autoAnswer.video };
}

/** The deeds of those who are in a call. */
export function talkHandlers(kit: CallsPlace): TalkAsks {
  return {
    dial: (work, actor, input) => dial(kit, work, actor, input),

    async answer(work, actor, { callId, end, video, auto }) {
      const row = await lockCall(work, callId);
      const shows = auto && row.state === 'ringing' ? byItself(row, actor, work.now).video && video : video;
      const answered = await answerCall(kit, work, row, { kind: 'answer', by: doer(actor, end), video: shows });
      if (auto) work.audit(actor, 'call.autoAnswer', `call:${callId}`, { purpose: row.purpose, video: shows });
      return callView(answered);
    },

    refuse: async (work, actor, { callId, end }) =>
      callView(await change(kit, work, await lockCall(work, callId), { kind: 'refuse', by: doer(actor, end) })),

    hangUp: async (work, actor, { callId, end, lost }) =>
      callView(await change(kit, work, await lockCall(work, callId), { kind: 'hangUp', by: doer(actor, end), lost })),

    hold: async (work, actor, { callId, end, on }) =>
      callView(await change(kit, work, await lockCall(work, callId), { kind: 'hold', by: doer(actor, end), on })),

    picture: async (work, actor, { callId, end, video }) =>
      callView(await change(kit, work, await lockCall(work, callId), { kind: 'picture', by: doer(actor, end), video })),

    async handOver(work, actor, { callId, end, staffId }) {
      const to = `staff:${staffId}`;
      // Refuses `gone` for nobody.
      await faceOf(work, to, to);
      if (!(await isReachable(work, to))) throw refuse('conflict', 'house.call.refused.notThere');
      const row = await lockCall(work, callId);
      const handed = await change(kit, work, row, { kind: 'handOver', by: doer(actor, end), to });
      work.audit(actor, 'call.handOver', `call:${callId}`, { staffId });
      return callView(handed);
    },

    async say(work, actor, { callId, end, words }) {
      const row = await lockCall(work, callId);
      const other = otherParty(row, doer(actor, end));
      if (row.state === 'ended') throw refuse('conflict', 'house.call.refused.conflict');
      work.afterCommit(({ news }) => tellParty(news, work.communityId, other, 'calls:said', { callId, words }));
      return {};
    },
  };
}
