import { and, arrayOverlaps, eq } from 'drizzle-orm';
import type { Face, Party } from '../../protocol/contracts/calls.ts';
import { CALLED_ROLES } from '../../protocol/roles.ts';
import type { PushBody, PushName } from '../../protocol/services.ts';
import { say } from '../../protocol/texts.ts';
import { memberRoom, type PartyActor, relativeRoom, staffRoom } from '../actor.ts';
import type { Queries } from '../database/database.ts';
import { addressOf, homeOf, residentsOf } from '../identity/households.ts';
import { relativeRow } from '../identity/relatives.ts';
import { staff } from '../identity/schema.ts';
import { refuse } from '../refuse.ts';
import type { NewsOutlet, Reading } from '../work.ts';
import { DESK, type PartyKey } from './rules.ts';

/** A party as it is written in the database. */
export const keyOf = (party: Party): PartyKey => (party.kind === 'desk' ? DESK : `${party.kind}:${party.id}`);

/** The party behind a key. */
export function partyOf(key: PartyKey): Party {
  const [kind, id = ''] = key.split(':');
  return key === DESK ? { kind: 'desk' } : ({ kind, id } as Party);
}

/** The parties that somebody stands for, their own first: staff who may be called are also the desk. */
export function keysOf(actor: PartyActor): readonly [PartyKey, ...PartyKey[]] {
  if (actor.kind === 'box') return [`household:${actor.householdId}`];
  if (actor.kind === 'relative') return [`relative:${actor.relativeId}`];
  const called = CALLED_ROLES.some((role) => actor.roles.includes(role));
  return [`staff:${actor.staffId}`, ...(called ? [DESK] : [])];
}

/** The rooms in which a party listens. */
function roomsOf(communityId: string, key: PartyKey): string[] {
  const party = partyOf(key);
  if (party.kind === 'desk') return CALLED_ROLES.map((role) => staffRoom(communityId, role));
  if (party.kind === 'staff') return [memberRoom(communityId, party.id)];
  return [party.kind === 'relative' ? relativeRoom(party.id) : key];
}

/** Passing news to every end of a party. */
export function tellParty<N extends PushName>(
  news: NewsOutlet,
  communityId: string,
  key: PartyKey,
  name: N,
  body: PushBody<N>,
): void {
  const rooms = roomsOf(communityId, key);
  const { kind } = partyOf(key);
  if (kind === 'desk' || kind === 'staff') news.toStaff(rooms, name, body);
  else if (kind === 'household') news.toBoxes(rooms.join(), name, body);
  else news.toPhones(rooms.join(), name, body);
}

/** Is any end of a party connected, at whatever process? Staff only where they may be called. */
export async function isReachable(reading: Reading, key: PartyKey): Promise<boolean> {
  const party = partyOf(key);
  if (party.kind === 'staff' && !(await mayBeCalled(reading, party.id))) return false;
  const found = await Promise.all(roomsOf(reading.communityId, key).map((room) => reading.reaches(room)));
  return found.includes(true);
}

/** A party as `seenBy` sees it. Refuses `gone` for one that does not exist, and `conflict` for a public place. */
export async function faceOf(reading: Reading, key: PartyKey, seenBy: PartyKey): Promise<Face> {
  const { db, communityId } = reading;
  const party = partyOf(key);
  const byDesk = ['desk', 'staff'].includes(partyOf(seenBy).kind);
  if (party.kind === 'desk') return { party, name: say('zh-CN', 'house.call.desk'), picture: 'desk' };
  if (party.kind === 'staff') {
    const name = await staffName(db, communityId, party.id);
    return { party, name: byDesk ? name : say('zh-CN', 'house.call.staff', { name }), picture: 'desk' };
  }
  if (party.kind === 'relative') {
    const { relation, name, householdId } = await relativeRow(db, communityId, { relativeId: party.id });
    const who = say('zh-CN', `house.relation.${relation}`, { name });
    if (!byDesk) return { party, name: who, picture: relation };
    // The desk knows homes, not their families.
    const { label } = await addressOf(db, communityId, householdId);
    return { party, name: say('zh-CN', 'house.call.ofHome', { label, who }), picture: relation };
  }
  const { label } = await homeOf(db, communityId, party.id);
  const residents = await residentsOf(db, communityId, party.id);
  const names = residents.map(({ salutation }) => salutation).join('、');
  return { party, name: byDesk || !names ? `${label} ${names}`.trim() : names, picture: 'household' };
}

async function staffName(db: Queries, communityId: string, staffId: string): Promise<string> {
  const [row] = await db
    .select({ name: staff.name })
    .from(staff)
    .where(and(eq(staff.communityId, communityId), eq(staff.id, staffId)));
  if (!row) throw refuse('gone');
  return row.name;
}

async function mayBeCalled({ db, communityId }: Reading, staffId: string): Promise<boolean> {
  const called = arrayOverlaps(staff.roles, [...CALLED_ROLES]);
  const [row] = await db
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.communityId, communityId), eq(staff.id, staffId), called));
  return row !== undefined;
}
