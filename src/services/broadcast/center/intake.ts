import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import * as v from 'valibot';
import { building, community } from '../../../center/identity/schema.ts';
import type { Work } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import { type Draft, LONGEST_HOURS, scopeOf, signedText, WarningContent } from '../protocol.ts';
import { approval, message } from '../schema.ts';
import { draftOf } from './cap/draft.ts';
import type { CapAlert, CapArea } from './cap/model.ts';
import { type Place, placesTouched } from './cap/places.ts';
import type { CapNote } from './cap/problem.ts';
import { prepare, saveDraft } from './drafts.ts';
import { change, type MessageRow } from './messages.ts';
import { send, stop } from './sending.ts';
import { certifiedKey, sourceKey } from './signers.ts';
import { noteSource, type SourceRow } from './sources.ts';

/** Said about a message that was taken, beyond what its reading noted; words under `source.took.…`. */
export interface Took {
  readonly took:
    | 'no-level'
    | 'no-place-here'
    | 'beyond-bounds'
    | 'no-key'
    | 'words-too-long'
    | 'capped'
    | 'stopped'
    | 'nothing-to-stop'
    | 'known';
}

/**
 * What became of a CAP message: a draft for people, sent at once, what it cancels stopped, only noted (tests,
 * acknowledgements), or known already. `id` is the broadcast's.
 */
export interface Taken {
  readonly became: 'draft' | 'sent' | 'stopped' | 'noted' | 'known';
  readonly id: string | null;
  readonly notes: readonly (CapNote | Took)[];
}

/** A message that a source sent in, read and without fault. */
export interface Incoming {
  readonly source: SourceRow;
  readonly alert: CapAlert;
  readonly notes: readonly CapNote[];
  readonly xml: string;
}

const nameOf = (one: { sender: string; identifier: string }) => `${one.sender},${one.identifier}`;

/** Does with a source's message what its rule says. The same message twice is once. */
export async function takeCap(work: Work, incoming: Incoming): Promise<Taken> {
  const { source, alert } = incoming;
  await noteSource(work, source.id, { heardAt: work.now, trouble: '' });
  const known = await ofSource(work, source.id, [nameOf(alert)]);
  if (known[0]) return { became: 'known', id: known[0].id, notes: [{ took: 'known' }] };
  if (alert.status !== 'Actual' && alert.status !== 'Exercise') {
    return { became: 'noted', id: null, notes: incoming.notes };
  }
  const named = await ofSource(work, source.id, alert.references.map(nameOf));
  switch (alert.msgType) {
    case 'Cancel':
      return cancel(work, named);
    case 'Alert':
    case 'Update':
      return takeAlert(work, incoming, named);
    default:
      return { became: 'noted', id: null, notes: [] };
  }
}

/** Broadcasts of this source by the CAP messages that they came from. */
async function ofSource(work: Work, sourceId: string, names: readonly string[]): Promise<MessageRow[]> {
  if (names.length === 0) return [];
  return work.tx
    .select()
    .from(message)
    .where(
      and(
        eq(message.communityId, work.communityId),
        eq(message.sourceId, sourceId),
        inArray(message.identifier, [...names]),
      ),
    )
    .orderBy(message.savedAt);
}

/** A source may take back what it has brought in, also what people have sent of it since. */
async function cancel(work: Work, named: readonly MessageRow[]): Promise<Taken> {
  let stopped: string | null = null;
  for (const row of named) {
    if (row.state === 'sent' && row.expiresAt && row.expiresAt > work.now) {
      await stop(work, 'center', row.id);
      stopped = row.id;
    } else if (row.state === 'draft' || row.state === 'returned' || row.state === 'waiting') {
      await change(work, row.id, [row.state], { state: 'rejected', words: null });
      stopped = row.id;
    }
  }
  return { became: 'stopped', id: stopped, notes: [{ took: stopped ? 'stopped' : 'nothing-to-stop' }] };
}

async function takeAlert(work: Work, incoming: Incoming, named: readonly MessageRow[]): Promise<Taken> {
  const { source, alert } = incoming;
  const notes: (CapNote | Took)[] = [...incoming.notes];
  // For people here: Chinese if there is one, otherwise the first.
  const info = alert.infos.find(({ language }) => /^zh\b/i.test(language)) ?? alert.infos[0];
  const begun = info && draftOf(alert, info);
  if (!info || !begun) return { became: 'noted', id: null, notes };
  const { kind: _kind, references: _references, sender, ...rest } = begun;
  const replaced = named.findLast(({ state, expiresAt }) => state === 'sent' && expiresAt && expiresAt > work.now);
  const audience = (await isHere(work, info.areas)) ? source.audience : [];
  if (audience.length === 0) notes.push({ took: 'no-place-here' });
  if (!rest.level) notes.push({ took: 'no-level' });
  const draft: Draft = {
    ...rest,
    sender: sender || source.name,
    kind: replaced ? 'update' : 'alert',
    replaces: replaced?.id ?? null,
    audience,
    picture: null,
    voice: null,
    templateId: null,
  };
  const from = { sourceId: source.id, name: source.name, identifier: nameOf(alert), cap: incoming.xml };
  if (source.rule === 'send') {
    const atOnce = await sendAtOnce(work, source, draft, from, notes);
    if (atOnce) return { became: 'sent', id: atOnce, notes };
  }
  const row = await saveDraft(work, undefined, { draft }, from);
  return { became: 'draft', id: row.id, notes };
}

/** Whether the areas of a warning touch this community: its district by code, or one of its buildings on the map. */
async function isHere({ tx, communityId }: Work, areas: readonly CapArea[]): Promise<boolean> {
  const [own] = await tx.select({ district: community.district }).from(community).where(eq(community.id, communityId));
  const drawn = await tx
    .select({ id: building.id, shape: building.shape })
    .from(building)
    .where(and(eq(building.communityId, communityId), isNotNull(building.shape)));
  const places = drawn.map(({ id, shape }): Place => {
    const ring = shape?.outline.coordinates[0] ?? [];
    return { id, outline: ring.map(([lon, lat]) => ({ lat, lon })) };
  });
  const district: Place = { id: communityId, outline: [], areaCode: own?.district?.code };
  return placesTouched(areas, [district, ...places]).touched.length > 0;
}

/**
 * Sends within what was approved beforehand, signed with the source's key; undefined when it is beyond that. Red is
 * two persons': it goes out at orange, and a red draft waits for them.
 */
async function sendAtOnce(
  work: Work,
  source: SourceRow,
  draft: Draft,
  from: NonNullable<Parameters<typeof saveDraft>[3]>,
  notes: (CapNote | Took)[],
): Promise<string | undefined> {
  if (!draft.level || draft.audience.length === 0) return undefined;
  if (!draft.headline || !draft.body) {
    notes.push({ took: 'words-too-long' });
    return undefined;
  }
  const level = draft.level === 'red' ? 'orange' : draft.level;
  const hours = (Date.parse(draft.expiresAt ?? '') - Date.parse(work.now)) / 3_600_000;
  const within = draft.hazard && source.hazards.includes(draft.hazard) && source.levels.includes(level);
  const places = source.audience.map((target) => scopeOf(target, work.communityId));
  const here = draft.audience.every((target) => places.includes(scopeOf(target, work.communityId)));
  if (!within || !here || !(hours > 0 && hours <= LONGEST_HOURS)) {
    notes.push({ took: 'beyond-bounds' });
    return undefined;
  }
  const key = await sourceKey(work, source.id);
  if (!key) {
    notes.push({ took: 'no-key' });
    return undefined;
  }
  const { id } = await saveDraft(work, undefined, { draft: { ...draft, level } }, from);
  const row = await prepare(work, id);
  await signBySource(work, source, row, key);
  await send(work, 'center', row, v.parse(WarningContent, JSON.parse(row.content ?? '')));
  if (draft.level === 'red') {
    notes.push({ took: 'capped' });
    const red: Draft = { ...draft, kind: 'update', replaces: id };
    await saveDraft(work, undefined, { id: newId(), draft: red }, { ...from, identifier: `${from.identifier}#red` });
  }
  return id;
}

async function signBySource(work: Work, source: SourceRow, row: MessageRow, key: string): Promise<void> {
  const { holder, certificate } = await certifiedKey(work, key, source.id);
  await work.tx.insert(approval).values({
    communityId: work.communityId,
    messageId: row.id,
    key,
    holder,
    signature: work.vault.sign(key, signedText('content', row.content ?? '')),
    certificate,
    signedAt: work.now,
  });
}
