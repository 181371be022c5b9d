import { and, eq, sql } from 'drizzle-orm';
import type { calls, Signal } from '../../protocol/contracts/calls.ts';
import { refuse } from '../refuse.ts';
import type { Handlers } from '../serve.ts';
import type { WorkPlace } from '../work.ts';
import { type CallRow, callView, findCall, openCallsOf } from './book.ts';
import type { CallsPlace } from './changing.ts';
import type { IceRule } from './ice.ts';
import { iceServers } from './ice.ts';
import { keysOf, tellParty } from './parties.ts';
import { type Doer, endOf, sideOf } from './rules.ts';
import { call } from './schema.ts';
import { otherParty } from './talking.ts';

type PassingAsks = Pick<Handlers<typeof calls>, 'signal' | 'offer' | 'alive' | 'current' | 'ice' | 'measured'>;

/** Candidates of a caller that are kept while it rings; a browser has about a dozen. */
const MOST_PENDING = 40;

/** What passes between two ends, and what they ask about their calls: nothing of it changes a call. */
export function passingHandlers(kit: CallsPlace, place: WorkPlace, ice: IceRule): PassingAsks {
  const named = ({ communityId, id }: Pick<CallRow, 'communityId' | 'id'>) =>
    and(eq(call.communityId, communityId), eq(call.id, id));

  /** To the other end; false where nobody has answered yet. */
  function pass(row: CallRow, by: Doer, signal: Signal): boolean {
    const to = row.callerEnd === by.end ? row.calleeEnd : row.callerEnd;
    if (!to) return false;
    const body = { callId: row.id, to, from: by.end, signal };
    tellParty(place.news, row.communityId, otherParty(row, by), 'calls:signal', body);
    return true;
  }

  /** Until the answer; false when it does not ring any more. */
  async function keep(row: CallRow, signal: Signal): Promise<boolean> {
    if (row.candidates.length >= MOST_PENDING) return true;
    const kept = await place.db
      .update(call)
      .set({ candidates: sql`${call.candidates} || ${JSON.stringify([signal])}::jsonb` })
      .where(and(named(row), eq(call.state, 'ringing')))
      .returning({ id: call.id });
    return kept.length > 0;
  }

  return {
    async signal(reading, actor, { callId, end, signal }) {
      const row = await findCall(reading, callId);
      const by = { keys: keysOf(actor), end };
      if (!endOf(row, by)) throw refuse('forbidden');
      if (row.state === 'ended') throw refuse('gone', 'house.call.refused.gone');
      if (pass(row, by, signal) || !('candidate' in signal) || (await keep(row, signal))) return {};
      // It was answered in between: what was not kept goes to the end that is there now.
      pass(await findCall(reading, callId), by, signal);
      return {};
    },

    async offer(reading, actor, { callId }) {
      const row = await findCall(reading, callId);
      if (sideOf(row, keysOf(actor)) !== 'callee') throw refuse('forbidden');
      if (!row.offer) throw refuse('gone', 'house.call.refused.gone');
      return row.offer;
    },

    async alive(reading, actor, { callId, end }) {
      const row = await findCall(reading, callId);
      const by = { keys: keysOf(actor), end };
      if (!sideOf(row, by.keys)) throw refuse('forbidden');
      const side = endOf(row, by);
      if (side && row.state !== 'ended') {
        const seen = side === 'caller' ? { callerSeenAt: reading.now } : { calleeSeenAt: reading.now };
        await place.db.update(call).set(seen).where(named(row));
      }
      return callView(row);
    },

    async current(reading, actor) {
      const found = new Map<string, CallRow>();
      for (const key of keysOf(actor)) {
        for (const row of await openCallsOf(reading.db, reading.communityId, key)) found.set(row.id, row);
      }
      return { calls: [...found.values()].map(callView) };
    },

    ice: async (reading, actor) => iceServers(ice, keysOf(actor)[0], reading.now),

    async measured(reading, actor, { callId, setUpMs }) {
      const row = await findCall(reading, callId);
      if (!sideOf(row, keysOf(actor))) throw refuse('forbidden');
      kit.metrics.callSetUp(row.purpose, setUpMs);
      return {};
    },
  };
}
