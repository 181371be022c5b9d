import { and, eq } from 'drizzle-orm';
import type * as v from 'valibot';
import type { StaffActor } from '../../../center/actor.ts';
import type { Queries } from '../../../center/database/database.ts';
import { hashToken, newToken } from '../../../center/identity/secrets.ts';
import { schedule } from '../../../center/jobs/jobs.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Work } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import { type Holder, readers, type Source, type SourceInput, scopeOf } from '../protocol.ts';
import { source } from '../schema.ts';
import { namesOf } from './audience.ts';
import { addSourceSigner, listSigners } from './signers.ts';

export type SourceRow = typeof source.$inferSelect;
type Input = v.InferOutput<typeof SourceInput>;

/** The timer that polls a source's feed. */
export const POLL_TIMER = 'broadcast.poll';

/** The sources as the desk sees them, by name. */
export async function listSources(db: Queries, communityId: string): Promise<Source[]> {
  const rows = await db.select().from(source).where(eq(source.communityId, communityId)).orderBy(source.name);
  const signers = await listSigners(db, communityId);
  const views: Source[] = [];
  for (const { communityId: _c, tokenHash: _t, ...row } of rows) {
    const key = signers.findLast(({ holder, state }) => holder.id === row.id && state !== 'revoked') ?? null;
    views.push({ ...row, key, audienceName: await namesOf(db, communityId, row.audience) });
  }
  return views;
}

/** A source by its id. Refuses `gone`. */
export async function findSource(db: Queries, communityId: string, id: string): Promise<SourceRow> {
  const [row] = await db
    .select()
    .from(source)
    .where(and(eq(source.communityId, communityId), eq(source.id, id)));
  if (!row) throw refuse('gone');
  return row;
}

/** The source that a bearer token belongs to; undefined for any other, and for one that is switched off. */
export async function sourceByToken(db: Queries, communityId: string, token: string): Promise<SourceRow | undefined> {
  const [row] = await db
    .select()
    .from(source)
    .where(and(eq(source.communityId, communityId), eq(source.tokenHash, hashToken(token)), eq(source.enabled, true)));
  return row;
}

/** Makes a source that has this token; gives its id. Its key lies at the center, so it is never good for red. */
export async function addSource(work: Work, input: Input, token: string, id: string = newId()): Promise<string> {
  const { communityId } = work;
  const own = withinBounds(input);
  const row = { communityId, id, tokenHash: hashToken(token), trouble: '', enabled: true, ...own };
  await work.tx.insert(source).values(row);
  if (own.rule === 'send') await addSourceSigner(work, holderOf(communityId, id, own));
  return id;
}

/** Whoever steals the center has the keys that lie there: red stays two persons'. */
const withinBounds = (input: Input): Input => ({ ...input, levels: input.levels.filter((level) => level !== 'red') });

/** Makes or changes a source. When its bounds change it gets another key, which the root has to certify anew. */
export async function saveSource(
  work: Work,
  actor: StaffActor,
  { id: known, source: input, enabled, newToken: another }: SaveSource,
): Promise<{ source: Source; token: string | null }> {
  const { communityId } = work;
  await namesOf(work.db, communityId, input.audience);
  const token = !known || another ? newToken() : null;
  const own = withinBounds(input);
  const id = known ?? (await addSource(work, input, token ?? ''));
  const before = await findSource(work.db, communityId, id);
  await work.tx
    .update(source)
    .set({ ...own, enabled, ...(token && { tokenHash: hashToken(token) }) })
    .where(and(eq(source.communityId, communityId), eq(source.id, id)));
  if (own.rule === 'send' && boundsOf(before) !== boundsOf(own)) {
    await addSourceSigner(work, holderOf(communityId, id, own));
  }
  if (input.pollUrl && enabled) await pollAt(work, id, work.now);
  work.audit(actor, 'broadcast.source.save', `source:${id}`, { ...own, enabled, token: token !== null });
  tellSource(work, id);
  const saved = (await listSources(work.db, communityId)).find((one) => one.id === id);
  if (!saved) throw refuse('gone');
  return { source: saved, token };
}

interface SaveSource {
  readonly id?: string;
  readonly source: Input;
  readonly enabled: boolean;
  readonly newToken?: boolean;
}

/** What a source's key is certified for; empty where it has none. */
function boundsOf(row: Pick<Input, 'rule' | 'name' | 'hazards' | 'levels' | 'audience'> | undefined): string {
  return row?.rule === 'send' ? JSON.stringify([row.name, row.hazards, row.levels, row.audience]) : '';
}

function holderOf(communityId: string, id: string, input: Input): Extract<Holder, { kind: 'source' }> {
  const { name, hazards, levels, audience } = input;
  return { kind: 'source', id, name, hazards, levels, scopes: audience.map((target) => scopeOf(target, communityId)) };
}

/** Wants the source's feed polled at a time (ISO). */
export async function pollAt(work: Work, id: string, dueAt: string): Promise<void> {
  await schedule(work.tx, { communityId: work.communityId, kind: POLL_TIMER, ref: id, dueAt });
  work.afterCommit((place) => place.nudge());
}

/** Notes that a source was heard, or what it ran into. */
export async function noteSource(
  work: Work,
  id: string,
  note: Partial<Pick<SourceRow, 'heardAt' | 'polledAt' | 'trouble'>>,
): Promise<void> {
  await work.tx
    .update(source)
    .set(note)
    .where(and(eq(source.communityId, work.communityId), eq(source.id, id)));
  tellSource(work, id);
}

function tellSource(work: Work, id: string): void {
  work.tellStaff(readers, 'broadcast:sources', { id });
}
