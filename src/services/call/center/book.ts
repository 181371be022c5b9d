import { and, eq, sql } from 'drizzle-orm';
import { callsOf } from '../../../center/calls/book.ts';
import { faceOf, isReachable, keyOf } from '../../../center/calls/parties.ts';
import { DESK, type PartyKey } from '../../../center/calls/rules.ts';
import type { Queries } from '../../../center/database/database.ts';
import { type ConsentRow, consentsOf } from '../../../center/identity/consents.ts';
import { relativesOf } from '../../../center/identity/relatives.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Reading, Work } from '../../../center/work.ts';
import type { Party } from '../../../protocol/contracts/calls.ts';
import { clockTime } from '../../../protocol/time.ts';
import { type CallBook, type CallContact, isResting, type PastCall, type Rest } from '../protocol.ts';
import { callPlace, callRest } from '../schema.ts';
import { missedOf } from './missed.ts';
import { askedOf, neighboursOf } from './neighbours.ts';

const PAST = 50;

type Place = typeof callPlace.$inferSelect;

/** Who may be called from a home, in the order in which they came: the desk, its relatives, its neighbours. */
async function partiesOf(
  reading: Reading,
  householdId: string,
): Promise<{ key: PartyKey; kind: CallContact['kind']; neighbourId: string | null }[]> {
  const relatives = (await relativesOf(reading, householdId)).filter(({ state }) => state === 'active');
  const neighbours = await neighboursOf(reading.db, reading.communityId, householdId);
  return [
    { key: DESK, kind: 'desk', neighbourId: null },
    ...relatives.map(({ id }) => ({ key: `relative:${id}`, kind: 'relative' as const, neighbourId: null })),
    ...neighbours.map(({ neighbourId, householdId: id }) => ({
      key: `household:${id}`,
      kind: 'neighbour' as const,
      neighbourId,
    })),
  ];
}

function answersOf(consents: readonly ConsentRow[], key: PartyKey): Pick<CallContact, 'answers' | 'consentId'> {
  const mine = consents.filter(({ subject }) => subject === key);
  const camera = mine.find(({ kind }) => kind === 'answer-camera');
  const sound = mine.find(({ kind }) => kind === 'answer-sound');
  const holds = camera ?? sound;
  return { answers: camera ? 'camera' : sound ? 'sound' : 'hand', consentId: holds?.id ?? null };
}

/** All that a home has for calling. */
export async function bookOf(reading: Reading, householdId: string): Promise<CallBook> {
  const { db, communityId, now } = reading;
  const consents = await consentsOf(db, communityId, householdId);
  const placed = new Map<string, Place>();
  for (const row of await placesOf(db, communityId, householdId)) placed.set(row.party, row);
  const parties = await partiesOf(reading, householdId);
  // All at once: for each of them other processes may have to be asked who is connected.
  const reachable = await Promise.all(parties.map(({ key }) => isReachable(reading, key)));
  const contacts: CallContact[] = [];
  for (const [index, { key, kind, neighbourId }] of parties.entries()) {
    const face = await faceOf(reading, key, `household:${householdId}`);
    const digit = (placed.get(key)?.digit ?? null) as CallContact['digit'];
    const reached = reachable[index] ?? false;
    contacts.push({ ...face, kind, digit, reachable: reached, neighbourId, ...answersOf(consents, key) });
  }
  const placeOf = ({ party }: CallContact) => placed.get(keyOf(party))?.place ?? Number.MAX_SAFE_INTEGER;
  const rest = await restOf(db, communityId, householdId);
  return {
    contacts: contacts.toSorted((one, other) => placeOf(one) - placeOf(other)),
    asked: await askedOf(reading, householdId),
    rest,
    restingNow: isResting(rest, clockTime(now)),
    ...(await missedOf(db, communityId, householdId)),
  };
}

function placesOf(db: Queries, communityId: string, householdId: string): Promise<Place[]> {
  return db
    .select()
    .from(callPlace)
    .where(and(eq(callPlace.communityId, communityId), eq(callPlace.householdId, householdId)));
}

/** Puts a home's contacts in order and on digits. Refuses `invalid` for a digit or a contact given twice. */
export async function arrange(
  work: Work,
  householdId: string,
  contacts: readonly { party: Party; digit: CallContact['digit'] }[],
): Promise<void> {
  const { communityId } = work;
  const digits = contacts.flatMap(({ digit }) => (digit === null ? [] : [digit]));
  const keys = contacts.map(({ party }) => keyOf(party));
  if (new Set(digits).size < digits.length || new Set(keys).size < keys.length) throw refuse('invalid');
  const known = (await partiesOf(work, householdId)).map(({ key }) => key);
  await work.tx
    .delete(callPlace)
    .where(and(eq(callPlace.communityId, communityId), eq(callPlace.householdId, householdId)));
  const rows = contacts
    .map(({ party, digit }, place) => ({ communityId, householdId, party: keyOf(party), place, digit }))
    .filter(({ party }) => known.includes(party));
  if (rows.length > 0) await work.tx.insert(callPlace).values(rows);
  work.tellBoxes(`household:${householdId}`, 'call:changed', { householdId });
}

/** A home's quiet hours; null for none. */
export async function restOf(db: Queries, communityId: string, householdId: string): Promise<Rest | null> {
  const [row] = await db
    .select({ rest: callRest.rest })
    .from(callRest)
    .where(and(eq(callRest.communityId, communityId), eq(callRest.householdId, householdId)));
  return row?.rest ?? null;
}

/** Sets a home's quiet hours, or takes them away. */
export async function setRest(work: Work, householdId: string, rest: Rest | null): Promise<void> {
  const { communityId } = work;
  if (rest) {
    await work.tx
      .insert(callRest)
      .values({ communityId, householdId, rest })
      .onConflictDoUpdate({ target: [callRest.communityId, callRest.householdId], set: { rest: sql`excluded.rest` } });
  } else {
    await work.tx
      .delete(callRest)
      .where(and(eq(callRest.communityId, communityId), eq(callRest.householdId, householdId)));
  }
  work.tellBoxes(`household:${householdId}`, 'call:changed', { householdId });
}

/** The last calls of a party that are over, newest first. */
export async function pastOf({ db, communityId }: Reading, key: PartyKey): Promise<PastCall[]> {
  const rows = await callsOf(db, communityId, key, { limit: PAST });
  return rows.flatMap(({ id, caller, callerFace, calleeFace, startedAt, answeredAt, endedAt, outcome }) => {
    if (!outcome || !endedAt) return [];
    const ours = caller === key;
    const talkedMs = answeredAt && Date.parse(endedAt) - Date.parse(answeredAt);
    return [{ id, with: ours ? calleeFace : callerFace, ours, at: startedAt, outcome, talkedMs: talkedMs || null }];
  });
}
