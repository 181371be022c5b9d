import { and, eq, inArray, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { StaffActor } from '../../../center/actor.ts';
import { feedReceipt } from '../../../center/feed/schema.ts';
import { addressOf, residentsOf } from '../../../center/identity/households.ts';
import { box, building, household } from '../../../center/identity/schema.ts';
import { refuse } from '../../../center/refuse.ts';
import { request } from '../../../center/requests/schema.ts';
import type { Reading, Work } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import { say } from '../../../protocol/texts.ts';
import { type CoverageDetail, type FOLLOW_UP_STATES, WarningContent } from '../protocol.ts';
import { followUp } from '../schema.ts';
import { among, inUse } from './audience.ts';
import { requests } from './incidents.ts';
import { findMessage, type MessageRow } from './messages.ts';

/** Households that are listed by name. */
const NAMED = 200;

function contentOf(row: MessageRow): WarningContent {
  if (!row.content || !row.sentAt) throw refuse('conflict', 'broadcast.refused.notSent');
  return v.parse(WarningContent, JSON.parse(row.content));
}

/** Each box that a broadcast was for, with how far it has come there. */
async function boxesOf({ db, communityId }: Reading, row: MessageRow) {
  const { audience } = contentOf(row);
  const at = row.sentAt ?? '';
  return db
    .select({
      boxId: box.id,
      householdId: box.householdId,
      buildingId: household.buildingId,
      door: household.door,
      kind: household.kind,
      received: sql<boolean>`${feedReceipt.boxId} IS NOT NULL`,
      shown: sql<boolean>`coalesce(${feedReceipt.shownAt}, ${feedReceipt.confirmedAt}) IS NOT NULL`,
      confirmed: sql<boolean>`${feedReceipt.confirmedAt} IS NOT NULL`,
    })
    .from(box)
    .innerJoin(household, and(eq(household.communityId, box.communityId), eq(household.id, box.householdId)))
    .leftJoin(
      feedReceipt,
      and(
        eq(feedReceipt.communityId, box.communityId),
        eq(feedReceipt.messageId, row.id),
        eq(feedReceipt.boxId, box.id),
      ),
    )
    .where(and(among(audience, communityId, at), inUse(at)));
}

type BoxLine = Awaited<ReturnType<typeof boxesOf>>[number];

/** How a broadcast stands: in all, by building, and the households that have not said that they know. */
export async function coverageOf(reading: Reading, id: string): Promise<CoverageDetail> {
  const { db, communityId } = reading;
  const row = await findMessage(db, communityId, id);
  const lines = await boxesOf(reading, row);
  const names = await db
    .select({ id: building.id, name: building.name })
    .from(building)
    .where(eq(building.communityId, communityId))
    .orderBy(building.place);
  const buildings = names
    .map(({ id: buildingId, name }) => {
      const here = lines.filter((line) => line.buildingId === buildingId);
      const online = here.filter(({ boxId }) => reading.isOnline(boxId)).length;
      return { buildingId, name, online, ...totals(here) };
    })
    .filter(({ boxes }) => boxes > 0);
  const { named, more } = unconfirmedHomes(lines);
  return {
    coverage: totals(lines),
    buildings,
    unconfirmed: await describe(reading, id, named),
    more,
  };
}

function totals(lines: readonly BoxLine[]) {
  const those = (step: 'received' | 'shown' | 'confirmed') => lines.filter((line) => line[step]).length;
  return { boxes: lines.length, received: those('received'), shown: those('shown'), confirmed: those('confirmed') };
}

/** Households without any box on which somebody has confirmed; those that have received nothing come first. */
function unconfirmedHomes(lines: readonly BoxLine[]) {
  // Nobody confirms at a public screen, and nobody is to be called there.
  const homes = Map.groupBy(
    lines.filter((line) => line.kind === 'home'),
    (line) => line.householdId,
  );
  const left = [...homes].filter(([, boxes]) => !boxes.some((line) => line.confirmed));
  const far = (boxes: readonly BoxLine[]) => Number(boxes.some((b) => b.received)) + Number(boxes.some((b) => b.shown));
  left.sort(([, a], [, b]) => far(a) - far(b) || (a[0]?.door ?? '').localeCompare(b[0]?.door ?? ''));
  return { named: left.slice(0, NAMED), more: Math.max(0, left.length - NAMED) };
}

async function describe(reading: Reading, messageId: string, homes: readonly (readonly [string, BoxLine[]])[]) {
  const { db, communityId } = reading;
  const steps = await db
    .select({ id: followUp.id, householdId: followUp.householdId, state: request.state, owner: request.ownerName })
    .from(followUp)
    .innerJoin(request, and(eq(request.communityId, followUp.communityId), eq(request.id, followUp.id)))
    .where(and(eq(followUp.communityId, communityId), eq(followUp.messageId, messageId)));
  const described: CoverageDetail['unconfirmed'] = [];
  for (const [householdId, boxes] of homes) {
    const address = await addressOf(db, communityId, householdId);
    const residents = await residentsOf(db, communityId, householdId);
    const step = steps.find((one) => one.householdId === householdId);
    described.push({
      householdId,
      label: address.label,
      residents: residents.map(({ name }) => name).join('、'),
      phone: address.contacts[0]?.phone ?? '',
      online: boxes.some(({ boxId }) => reading.isOnline(boxId)),
      reached: reachedOf(boxes),
      followUp: step ? { id: step.id, state: step.state, owner: step.owner } : null,
    });
  }
  return described;
}

function reachedOf(boxes: readonly BoxLine[]): CoverageDetail['unconfirmed'][number]['reached'] {
  if (boxes.some((line) => line.shown)) return 'shown';
  return boxes.some((line) => line.received) ? 'received' : 'nothing';
}

/** Puts households into the queue, to be called about a broadcast; one that is there already stays as it is. */
export async function openFollowUps(
  work: Work,
  actor: StaffActor,
  { id, householdIds }: { id: string; householdIds: readonly string[] },
): Promise<CoverageDetail> {
  const { communityId } = work;
  const row = await findMessage(work.db, communityId, id);
  const { headline } = contentOf(row);
  const known = await work.tx
    .select({ householdId: followUp.householdId })
    .from(followUp)
    .where(
      and(
        eq(followUp.communityId, communityId),
        eq(followUp.messageId, id),
        inArray(followUp.householdId, [...householdIds]),
      ),
    );
  const fresh = [...new Set(householdIds)].filter((one) => !known.some(({ householdId }) => householdId === one));
  for (const householdId of fresh) {
    const address = await addressOf(work.db, communityId, householdId);
    const residents = await residentsOf(work.db, communityId, householdId);
    const requestId = newId();
    await work.tx.insert(followUp).values({ communityId, id: requestId, messageId: id, householdId });
    await requests.open(work, {
      id: requestId,
      kind: 'request',
      service: 'broadcast',
      householdId,
      state: 'call',
      title: say('zh-CN', 'broadcast.followUp', { headline }),
      where: address.label,
      who: residents.map(({ name }) => name).join('、'),
      ringing: false,
      by: actor.name,
      deed: { text: 'broadcast.deed.followUp' },
    });
  }
  work.audit(actor, 'broadcast.followUp', `message:${id}`, { households: fresh.length });
  return coverageOf(work, id);
}

/** call → visit → done, with words on what was found. */
export async function stepFollowUp(
  work: Work,
  actor: StaffActor,
  { requestId, to, words }: { requestId: string; to: (typeof FOLLOW_UP_STATES)[number]; words: string },
): Promise<void> {
  const row = await requests.step(work, {
    id: requestId,
    from: to === 'visit' ? ['call'] : ['call', 'visit'],
    to,
    by: actor.name,
    deed: { text: `broadcast.deed.${to}` },
    words,
    owner: { id: actor.staffId, name: actor.name },
    closes: to === 'done',
  });
  if (!row) throw refuse('conflict');
}

/** What a follow-up is about. Refuses `gone`. */
export async function followUpItem({ db, communityId }: Reading, requestId: string) {
  const [row] = await db
    .select()
    .from(followUp)
    .where(and(eq(followUp.communityId, communityId), eq(followUp.id, requestId)));
  if (!row) throw refuse('gone');
  const { headline, body } = contentOf(await findMessage(db, communityId, row.messageId));
  const { contacts } = await addressOf(db, communityId, row.householdId);
  return { headline, body, phone: contacts[0]?.phone ?? '', messageId: row.messageId };
}
