import { and, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Sentence } from '../../protocol/contracts/desk.ts';
import { keepers } from '../../protocol/contracts/people.ts';
import type { Ticket, TicketState } from '../../protocol/contracts/watch.ts';
import { newId } from '../../protocol/ids.ts';
import { say } from '../../protocol/texts.ts';
import type { StaffActor } from '../actor.ts';
import { addressOf, residentsOf } from '../identity/households.ts';
import { box, building, household } from '../identity/schema.ts';
import { refuse } from '../refuse.ts';
import { findRequest, type RequestRow, requestsOf } from '../requests/requests.ts';
import { request } from '../requests/schema.ts';
import type { Reading, Work } from '../work.ts';
import type { Pace } from './pace.ts';
import type { Grouped } from './rules.ts';
import { boxSpell, type GoneBox } from './schema.ts';

/** The service that the queue knows tickets by. */
const SERVICE = 'watch';
const UNDONE: readonly TicketState[] = ['open', 'calling', 'visit'];

/** Within so long somebody is to have called, and a visit to have been made, ms. */
const CALL_WITHIN_MS = 30 * 60_000;
const VISIT_WITHIN_MS = 4 * 3_600_000;

/** Who sees to boxes. */
export const watchers = keepers;
const requests = requestsOf(watchers);
const after = (now: string, ms: number) => new Date(Date.parse(now) + ms).toISOString();

/** Opens one ticket for a box, or for a building that has none from a short time ago; then its boxes join that one. */
export async function tend(work: Work, group: Grouped<GoneBox>, pace: Pace): Promise<void> {
  const known = await openTicketOf(work, group.buildingId, after(work.now, -pace.joinMs));
  const id = known ?? newId();
  const taken = await take(work, id, group.boxes);
  if (taken === 0) return;
  if (known) {
    await requests.note(work, { id, by: '', deed: { text: 'watch.deed.more', params: { n: taken } } });
    return;
  }
  const [first] = group.boxes;
  if (!first) return;
  const address = await addressOf(work.db, work.communityId, first.householdId);
  const residents = group.whole ? [] : await residentsOf(work.db, work.communityId, first.householdId);
  await requests.open(work, {
    id,
    kind: 'request',
    service: SERVICE,
    householdId: group.whole ? null : first.householdId,
    state: 'open',
    title: group.whole ? say('zh-CN', 'house.watch.building', { n: taken }) : say('zh-CN', 'house.watch.box'),
    where: group.whole ? address.building : address.label,
    who: residents.map((resident) => resident.name).join('、'),
    // A single box may have been unplugged to dust the shelf; a building's are a power cut or a broken line.
    ringing: group.whole,
    dueAt: after(work.now, CALL_WITHIN_MS),
    by: '',
    deed: { text: 'watch.deed.opened' },
  });
}

/** Puts the boxes that are still gone under a ticket; gives how many. */
async function take(work: Work, ticketId: string, boxes: readonly GoneBox[]): Promise<number> {
  const ids = boxes.map((one) => one.spellId);
  const taken = await work.tx
    .update(boxSpell)
    .set({ ticketId, state: 'dark' })
    .where(and(eq(boxSpell.communityId, work.communityId), inArray(boxSpell.id, ids), isNull(boxSpell.until)))
    .returning({ id: boxSpell.id });
  return taken.length;
}

/** A building's own ticket that was opened after `since` and is not done. */
async function openTicketOf(reading: Reading, buildingId: string, since: string): Promise<string | undefined> {
  const [row] = await reading.db
    .select({ id: request.id })
    .from(request)
    .innerJoin(boxSpell, and(eq(boxSpell.communityId, request.communityId), eq(boxSpell.ticketId, request.id)))
    .innerJoin(box, and(eq(box.communityId, boxSpell.communityId), eq(box.id, boxSpell.boxId)))
    .innerJoin(household, and(eq(household.communityId, box.communityId), eq(household.id, box.householdId)))
    .where(
      and(
        eq(request.communityId, reading.communityId),
        eq(request.service, SERVICE),
        isNull(request.householdId),
        isNull(request.closedAt),
        gt(request.openedAt, since),
        eq(household.buildingId, buildingId),
      ),
    )
    .orderBy(desc(request.openedAt))
    .limit(1);
  return row?.id;
}

/** Closes those of the tickets that no box is gone of any more; `deed` says why. */
export async function closeTickets(work: Work, tickets: readonly string[], deed: Sentence): Promise<void> {
  if (tickets.length === 0) return;
  const rest = await work.tx
    .selectDistinct({ id: boxSpell.ticketId })
    .from(boxSpell)
    .where(
      and(eq(boxSpell.communityId, work.communityId), inArray(boxSpell.ticketId, [...tickets]), isNull(boxSpell.until)),
    );
  for (const id of tickets) {
    if (rest.some((row) => row.id === id)) continue;
    await requests.step(work, { id, from: UNDONE, to: 'done', by: '', deed, closes: true });
  }
  work.tellStaff(watchers, 'watch:changed', {});
}

/** A ticket with its boxes and whom to call. Refuses `gone`. */
export async function findTicket(reading: Reading, id: string): Promise<Ticket> {
  return view(reading, await rowOf(reading, id));
}

async function rowOf(reading: Reading, id: string): Promise<RequestRow> {
  const row = await findRequest(reading.db, reading.communityId, id);
  if (row?.service !== SERVICE) throw refuse('gone');
  return row;
}

async function view(reading: Reading, row: RequestRow): Promise<Ticket> {
  const boxes = await reading.db
    .select({
      boxId: box.id,
      name: box.name,
      householdId: box.householdId,
      building: building.name,
      door: household.door,
      contacts: household.contacts,
      since: boxSpell.from,
      back: boxSpell.until,
    })
    .from(boxSpell)
    .innerJoin(box, and(eq(box.communityId, boxSpell.communityId), eq(box.id, boxSpell.boxId)))
    .innerJoin(household, and(eq(household.communityId, box.communityId), eq(household.id, box.householdId)))
    .innerJoin(building, and(eq(building.communityId, box.communityId), eq(building.id, household.buildingId)))
    .where(and(eq(boxSpell.communityId, reading.communityId), eq(boxSpell.ticketId, row.id)))
    .orderBy(household.door, box.enrolledAt);
  return {
    id: row.id,
    state: row.state as TicketState,
    whole: row.householdId === null,
    boxes: boxes.map(({ building: name, door, ...rest }) => ({ ...rest, place: `${name} ${door}` })),
  };
}

/** Takes a step; who takes it owns the ticket from then on. Refuses `conflict` for one that is further on, or done. */
export async function advanceTicket(
  work: Work,
  actor: StaffActor,
  { id, to, words }: { id: string; to: Exclude<TicketState, 'open'>; words?: string },
): Promise<Ticket> {
  if (to === 'done' && !words) throw refuse('invalid');
  await rowOf(work, id);
  const from = to === 'done' ? UNDONE : UNDONE.slice(0, UNDONE.indexOf(to));
  const row = await requests.step(work, {
    id,
    from,
    to,
    by: actor.name,
    deed: { text: `watch.deed.${to}` },
    words,
    owner: { id: actor.staffId, name: actor.name },
    ringing: false,
    ...(to === 'visit' && { dueAt: after(work.now, VISIT_WITHIN_MS) }),
    closes: to === 'done',
  });
  if (!row) throw refuse('conflict');
  return view(work, row);
}

/** Writes a line into a ticket's history. */
export async function noteOnTicket(work: Work, actor: StaffActor, id: string, words: string): Promise<Ticket> {
  await rowOf(work, id);
  const row = await requests.note(work, { id, by: actor.name, deed: { text: 'house.deed.note' }, words });
  return view(work, row);
}
