import { and, eq, sql } from 'drizzle-orm';
import { newId } from '../../protocol/ids.ts';
import type { FeedMessage } from '../../protocol/wire.ts';
import type { Queries, Tx } from '../database/database.ts';
import { feedHead, feedMessage } from './schema.ts';

/**
 * Writes one piece of lasting news under the next number of its scope. The row of `feed_head` stays locked until the
 * transaction ends, so numbers are gapless and appear in order.
 */
export async function appendFeed(
  tx: Tx,
  news: {
    communityId: string;
    scope: string;
    name: string;
    /** JSON, or what makes it from the number that the message gets. */
    body: unknown;
    at: string;
    id?: string;
    expiresAt?: string;
  },
): Promise<FeedMessage> {
  const [head] = await tx
    .insert(feedHead)
    .values({ communityId: news.communityId, scope: news.scope, seq: 1, changedAt: new Date().toISOString() })
    .onConflictDoUpdate({
      target: [feedHead.communityId, feedHead.scope],
      set: { seq: sql`${feedHead.seq} + 1`, changedAt: sql`excluded.changed_at` },
    })
    .returning({ seq: feedHead.seq });
  if (!head) throw new Error('feed_head gave no number');
  const message: FeedMessage = {
    scope: news.scope,
    seq: head.seq,
    id: news.id ?? newId(),
    name: news.name,
    body: typeof news.body === 'function' ? news.body(head.seq) : news.body,
    at: news.at,
    expiresAt: news.expiresAt ?? null,
  };
  await tx.insert(feedMessage).values({ communityId: news.communityId, ...message });
  return message;
}

/** What somebody wants of a scope: what comes after a number, or (`fresh`) only what has an expiry of its own. */
export interface Wanted {
  readonly communityId: string;
  readonly scope: string;
  readonly after: number;
  readonly fresh?: boolean;
}

/**
 * The messages of each wanted scope, oldest first and of the newest no more than `most`; `validAt` (ISO time) leaves out
 * those that are over by then. In the order of what is wanted.
 */
export async function readFeed(
  db: Queries,
  wanted: readonly Wanted[],
  { most, validAt }: { most: number; validAt?: string },
): Promise<FeedMessage[][]> {
  const found: FeedMessage[][] = wanted.map(() => []);
  if (wanted.length === 0) return found;
  type Row = { place: number; scope: string; seq: string; id: string; name: string; body: unknown };
  const { rows } = await db.execute<Row & { at: string; expiresAt: string | null }>(sql`
    SELECT wanted.place::int, wanted.scope, message.*
    FROM unnest(
      ${sql.param(wanted.map(({ communityId }) => communityId))}::uuid[],
      ${sql.param(wanted.map(({ scope }) => scope))}::text[],
      ${sql.param(wanted.map(({ after }) => after))}::bigint[],
      ${sql.param(wanted.map(({ fresh = false }) => fresh))}::boolean[])
      WITH ORDINALITY AS wanted (community_id, scope, after, fresh, place)
    CROSS JOIN LATERAL (
      SELECT seq, id, name, body, at, expires_at AS "expiresAt" FROM feed_message
      WHERE community_id = wanted.community_id AND scope = wanted.scope AND seq > wanted.after
        AND (expires_at > ${validAt ?? '-infinity'} OR (expires_at IS NULL AND NOT wanted.fresh))
      ORDER BY seq DESC LIMIT ${most}) AS message
    ORDER BY message.seq`);
  const iso = (at: string) => new Date(at).toISOString();
  for (const { place, scope, seq, id, name, body, at, expiresAt } of rows) {
    const message = { scope, seq: Number(seq), id, name, body, at: iso(at), expiresAt: expiresAt && iso(expiresAt) };
    found[place - 1]?.push(message);
  }
  return found;
}

/** Ends the validity of a message: boxes that have not had it will not get it. `at` is ISO time. */
export async function expireFeed(tx: Tx, communityId: string, id: string, at: string): Promise<void> {
  await tx
    .update(feedMessage)
    .set({ expiresAt: at })
    .where(and(eq(feedMessage.communityId, communityId), eq(feedMessage.id, id)));
}
