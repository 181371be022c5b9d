import { isReachable, keysOf } from '../../center/calls/parties.ts';
import { homeOf } from '../../center/identity/households.ts';
import { serve } from '../../center/serve.ts';
import type { Work } from '../../center/work.ts';
import { clockTime } from '../../protocol/time.ts';
import { arrange, bookOf, pastOf, restOf, setRest } from './center/book.ts';
import { deskHistory } from './center/desk.ts';
import { markSeen } from './center/missed.ts';
import { acceptNeighbour, askNeighbour, doorsFor, endNeighbour } from './center/neighbours.ts';
import { callRule } from './center/rule.ts';
import { call, isResting } from './protocol.ts';
import { sampleCalls } from './sample.ts';

/** Does something to a home's book and gives it as it then is. */
async function then(work: Work, householdId: string, done: Promise<void>) {
  await done;
  return bookOf(work, householdId);
}

/** 23 视频通话 at the center. */
export const callCenter = serve({
  contract: call,
  answeredBy: [],
  callRules: { call: callRule },
  sample: sampleCalls,
  handlers: {
    overview: (reading, { householdId }) => bookOf(reading, householdId),
    history: async (reading, actor) => ({ calls: await pastOf(reading, keysOf(actor)[0]) }),
    arrange: (work, { householdId }, { contacts }) => then(work, householdId, arrange(work, householdId, contacts)),
    setRest: (work, { householdId }, { rest }) => then(work, householdId, setRest(work, householdId, rest)),
    seen: (work, { householdId }) => then(work, householdId, markSeen(work, householdId)),

    doors: async (reading, { householdId }) => ({ doors: await doorsFor(reading, householdId) }),
    askNeighbour: (work, actor, { householdId }) =>
      then(work, actor.householdId, askNeighbour(work, actor.householdId, householdId)),
    acceptNeighbour: (work, { householdId }, { neighbourId }) =>
      then(work, householdId, acceptNeighbour(work, householdId, neighbourId)),
    endNeighbour: (work, { householdId }, { neighbourId }) =>
      then(work, householdId, endNeighbour(work, householdId, neighbourId)),

    async ofHousehold(reading, _, { householdId }) {
      await homeOf(reading.db, reading.communityId, householdId);
      return bookOf(reading, householdId);
    },
    historyOf: async (reading, _, { householdId }) => ({ calls: await pastOf(reading, `household:${householdId}`) }),
    async arrangeFor(work, actor, { householdId, contacts }) {
      await homeOf(work.db, work.communityId, householdId);
      work.audit(actor, 'call.arrange', `household:${householdId}`);
      return then(work, householdId, arrange(work, householdId, contacts));
    },
    async setRestFor(work, actor, { householdId, rest }) {
      await homeOf(work.db, work.communityId, householdId);
      work.audit(actor, 'call.setRest', `household:${householdId}`, { rest });
      return then(work, householdId, setRest(work, householdId, rest));
    },

    ofDesk: async (reading) => ({ calls: await deskHistory(reading) }),

    async mine(reading, actor) {
      const { db, communityId, now } = reading;
      const home = `household:${actor.householdId}`;
      return {
        calls: await pastOf(reading, keysOf(actor)[0]),
        home: {
          reachable: await isReachable(reading, home),
          resting: isResting(await restOf(db, communityId, actor.householdId), clockTime(now)),
        },
      };
    },
  },
});
