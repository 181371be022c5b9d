import { join } from 'node:path';
import { and, eq, max, notInArray } from 'drizzle-orm';
import { schedule } from '../../../center/jobs/jobs.ts';
import type { TimerHandler } from '../../../center/serve.ts';
import { doWork, type Work, type WorkPlace } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import { keepers, SOURCE_KINDS, type SourceKind } from '../protocol.ts';
import { tvChannel, tvProgramme, tvSource } from '../schema.ts';
import { guideConnector, listConnector } from './connectors.ts';
import type { Listed } from './m3u.ts';
import type { Guided } from './xmltv.ts';

/** The timer that reads a source; its ref is the kind. */
export const READ_TIMER = 'tv.read';

/** Read again after it went well, and after it failed, ms. */
const AGAIN_MS = { ok: 3_600_000, failing: 300_000 };
/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const BATCH = 5_000;

/** At each start: both sources are there and wanted, and boxes may fetch from where the channels are. */
export async function openSources(place: WorkPlace, communityId: string): Promise<void> {
  const made = await doWork(place, communityId, async (work) => {
    const rows = SOURCE_KINDS.map((kind) => ({
      ...{ communityId, kind, origin: '', state: 'never' as const },
      ...{ trouble: '', readAt: null, count: 0 },
    }));
    return work.tx.insert(tvSource).values(rows).onConflictDoNothing().returning({ kind: tvSource.kind });
  });
  for (const { kind } of made) await readSource(place, communityId, kind);
  const channels = await place.db
    .select({ url: tvChannel.url })
    .from(tvChannel)
    .where(eq(tvChannel.communityId, communityId));
  allowOrigins(place, channels);
}

/** Wants a source read at a time (ISO). */
export async function readAt(work: Work, kind: SourceKind, dueAt: string): Promise<void> {
  await schedule(work.tx, { communityId: work.communityId, kind: READ_TIMER, ref: kind, dueAt });
  work.afterCommit((place) => place.nudge());
}

/** Reads outside of the transaction; what is lost with the process is made good at the next time. */
export const onReadTimer: TimerHandler = async (work, { ref }) => {
  const kind = SOURCE_KINDS.find((one) => one === ref);
  if (!kind) return;
  const { communityId } = work;
  await readAt(work, kind, new Date(Date.parse(work.now) + AGAIN_MS.failing).toISOString());
  work.afterCommit((place) => {
    readSource(place, communityId, kind).catch((error: unknown) => place.log.error({ error }, 'a source was not read'));
  });
};

/** Reads a source now and keeps what it has; one that fails keeps what it had, and says so. */
export async function readSource(place: WorkPlace, communityId: string, kind: SourceKind): Promise<void> {
  const [source] = await place.db.select().from(tvSource).where(isSource(communityId, kind));
  if (!source) return;
  const now = place.clock().getTime();
  const question = { origin: source.origin, folder: join(place.filesDir, 'tv'), now };
  const connector = kind === 'list' ? listConnector : guideConnector;
  const read = await place.connectors.ask<typeof question, Listed[] | Guided[]>(connector, question);
  const trouble = place.connectors.health().find(({ name }) => name === connector.name)?.detail ?? '';
  await doWork(place, communityId, async (work) => {
    const here = and(isSource(communityId, kind), eq(tvSource.origin, source.origin));
    const [current] = await work.tx.select({ kind: tvSource.kind }).from(tvSource).where(here).for('update');
    // Somebody has named another meanwhile: that one is read next.
    if (!current) return;
    if (read) await keep(work, kind, read);
    const state = read ? ('ok' as const) : ('failing' as const);
    const good = read ? { readAt: work.now, count: read.length, trouble: '' } : { trouble: trouble.slice(0, 500) };
    await work.tx
      .update(tvSource)
      .set({ state, ...good })
      .where(here);
    await readAt(work, kind, new Date(Date.parse(work.now) + AGAIN_MS[state]).toISOString());
    tellChanged(work);
    if (kind === 'list' && read) work.afterCommit(() => allowOrigins(place, read as Listed[]));
  });
}

/** Boxes and desks ask again. */
export function tellChanged(work: Work): void {
  work.tellBoxes(`community:${work.communityId}`, 'tv:changed', {});
  work.tellStaff(keepers, 'tv:changed', {});
}

const isSource = (communityId: string, kind: SourceKind) =>
  and(eq(tvSource.communityId, communityId), eq(tvSource.kind, kind));

function keep(work: Work, kind: SourceKind, read: Listed[] | Guided[]): Promise<void> {
  return kind === 'list' ? keepChannels(work, read as Listed[]) : keepProgrammes(work, read as Guided[]);
}

/** A channel that is known keeps its place and whether it is hidden; new ones stand at the end. */
async function keepChannels({ tx, communityId }: Work, listed: readonly Listed[]): Promise<void> {
  const keys = listed.map(({ key }) => key);
  await tx.delete(tvChannel).where(and(eq(tvChannel.communityId, communityId), notInArray(tvChannel.key, keys)));
  const [{ last } = { last: null }] = await tx
    .select({ last: max(tvChannel.position) })
    .from(tvChannel)
    .where(eq(tvChannel.communityId, communityId));
  for (const [index, { key, ...channel }] of listed.entries()) {
    await tx
      .insert(tvChannel)
      .values({ communityId, id: newId(), key, hidden: false, position: (last ?? 0) + 1 + index, ...channel })
      .onConflictDoUpdate({ target: [tvChannel.communityId, tvChannel.key], set: channel });
  }
}

async function keepProgrammes({ tx, communityId }: Work, guided: readonly Guided[]): Promise<void> {
  await tx.delete(tvProgramme).where(eq(tvProgramme.communityId, communityId));
  for (let at = 0; at < guided.length; at += BATCH) {
    const rows = guided.slice(at, at + BATCH).map((programme) => ({ communityId, id: newId(), ...programme }));
    await tx.insert(tvProgramme).values(rows);
  }
}

function allowOrigins(place: WorkPlace, channels: readonly { url: string }[]): void {
  const away = channels.filter(({ url }) => URL.canParse(url)).map(({ url }) => new URL(url).origin);
  place.pictureOrigins.set('tv', [...new Set(away)]);
}
