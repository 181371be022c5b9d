import { type CallRow, deskCalls } from '../../../center/calls/book.ts';
import { faceOf, keyOf, partyOf } from '../../../center/calls/parties.ts';
import type { PartyKey } from '../../../center/calls/rules.ts';
import { addressOf } from '../../../center/identity/households.ts';
import { relativeRow } from '../../../center/identity/relatives.ts';
import type { Reading } from '../../../center/work.ts';
import type { Face } from '../../../protocol/contracts/calls.ts';
import type { DeskCall } from '../protocol.ts';

const SHOWN = 100;
const SHOWN_MS = 30 * 86_400_000;

const isStaff = (key: PartyKey) => partyOf(key).kind === 'staff';

/** The calls of desk and officers that are over, newest first: the last 30 days, at most 100. */
export async function deskHistory(reading: Reading): Promise<DeskCall[]> {
  const after = new Date(Date.parse(reading.now) - SHOWN_MS).toISOString();
  const rows = await deskCalls(reading, { after, limit: SHOWN });
  const names = new Map<PartyKey, Promise<Pick<DeskCall, 'with' | 'household'>>>();
  /** Looked up once for each. */
  const named = (face: Face) => {
    const key = keyOf(face.party);
    const known = names.get(key) ?? whoIs(reading, face);
    names.set(key, known);
    return known;
  };
  /** Whom the desk has talked with since: newer rows come first. */
  const talked = new Set<PartyKey>();
  const calls: DeskCall[] = [];
  for (const row of rows) {
    const { id, caller, callee, callerFace, calleeFace, answeredAt, endedAt, startedAt: at, outcome } = row;
    if (!outcome || !endedAt) continue;
    const ours = isStaff(caller);
    const other = ours ? callee : caller;
    const talkedMs = answeredAt ? Date.parse(endedAt) - Date.parse(answeredAt) : null;
    if (talkedMs !== null) talked.add(other);
    const toCallBack = !ours && talkedMs === null && !talked.has(other);
    const { with: face, household } = await named(ours ? calleeFace : callerFace);
    calls.push({
      id,
      with: face,
      household,
      ours,
      at,
      outcome,
      talkedMs,
      by: await whoTalked(reading, row),
      toCallBack,
    });
  }
  return calls;
}

/** The member of staff who called, or who answered last. */
async function whoTalked(reading: Reading, { caller, answerer }: CallRow): Promise<string | null> {
  const key = [caller, answerer].find((one) => one !== null && isStaff(one));
  return key ? (await faceOf(reading, key, key)).name : null;
}

/** The other side by name, as its own home says it, and whose home that is. */
async function whoIs(reading: Reading, face: Face): Promise<Pick<DeskCall, 'with' | 'household'>> {
  const { db, communityId } = reading;
  const { party } = face;
  if (party.kind === 'desk' || party.kind === 'staff') return { with: face, household: null };
  const id =
    party.kind === 'household' ? party.id : (await relativeRow(db, communityId, { relativeId: party.id })).householdId;
  const { label } = await addressOf(db, communityId, id);
  return { with: await faceOf(reading, keyOf(party), `household:${id}`), household: { id, label } };
}
