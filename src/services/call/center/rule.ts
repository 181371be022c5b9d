import { keyOf } from '../../../center/calls/parties.ts';
import type { CallPermit, CallRule, DialBound, Dialling } from '../../../center/calls/rule.ts';
import { consentsOf } from '../../../center/identity/consents.ts';
import { homeOf } from '../../../center/identity/households.ts';
import { relativeRow, relativeView } from '../../../center/identity/relatives.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Reading } from '../../../center/work.ts';
import { AUTO_ANSWER_MS } from '../../../protocol/contracts/calls.ts';
import { clockTime } from '../../../protocol/time.ts';
import { isResting, RELATIVE_DIALS, RELATIVE_DIALS_MS } from '../protocol.ts';
import { restOf } from './book.ts';
import { noteMissed } from './missed.ts';
import { neighboursOf } from './neighbours.ts';

/**
 * Calls by hand. A home calls the desk, its own relatives and the neighbours it has agreed with; a relative the home that
 * invited them, and the desk; staff whom they must.
 */
async function mayCall(reading: Reading, { actor, caller, callee }: Dialling): Promise<boolean> {
  const { db, communityId } = reading;
  if (actor.kind === 'staff') return callee.kind !== 'desk';
  if (callee.kind === 'desk') return true;
  if (callee.kind === 'staff' || caller.kind === 'desk') return false;
  if (actor.kind === 'relative') return callee.kind === 'household' && callee.id === actor.householdId;
  if (callee.kind === 'relative') {
    const row = await relativeRow(db, communityId, { relativeId: callee.id, householdId: actor.householdId });
    return relativeView(reading, row).state === 'active';
  }
  const neighbours = await neighboursOf(db, communityId, actor.householdId);
  return neighbours.some(({ householdId }) => householdId === callee.id);
}

/** What the callee's home has wished for: quiet hours, and whether its box answers this caller by itself. */
async function wishesOf({ db, communityId, now }: Reading, { caller, callee }: Dialling): Promise<CallPermit> {
  if (callee.kind !== 'household') return {};
  await homeOf(db, communityId, callee.id);
  if (isResting(await restOf(db, communityId, callee.id), clockTime(now))) return { resting: true };
  const agreed = (await consentsOf(db, communityId, callee.id)).filter(({ subject }) => subject === keyOf(caller));
  const camera = agreed.find(({ kind }) => kind === 'answer-camera');
  const holds = camera ?? agreed.find(({ kind }) => kind === 'answer-sound');
  if (!holds) return {};
  const consent = { id: holds.id, covers: 'answer' as const };
  return { autoAnswer: { afterMs: AUTO_ANSWER_MS, video: camera !== undefined, boxId: null, consent } };
}

/**
 * A relative's phone lies outside the house: a page gone wild, or in wrong hands, must not ring the home all night. Home
 * and desk are counted apart, so that whoever has rung the home in vain still reaches the desk.
 */
function boundOf({ actor, callee }: Dialling): DialBound | undefined {
  if (actor.kind !== 'relative') return undefined;
  const words = callee.kind === 'desk' ? 'call.refused.tooManyDesk' : 'call.refused.tooMany';
  return { most: RELATIVE_DIALS, withinMs: RELATIVE_DIALS_MS, words };
}

export const callRule: CallRule = {
  async permit(reading, dialling) {
    if (!(await mayCall(reading, dialling))) throw refuse('forbidden', 'call.refused.notYours');
    return { ...(await wishesOf(reading, dialling)), bound: boundOf(dialling) };
  },
  onChange: noteMissed,
};
