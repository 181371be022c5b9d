import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { newId } from '../../protocol/ids.ts';
import type { CatchUp, Cursors, FeedMessage } from '../../protocol/wire.ts';
import type { Queries, Tx } from '../database/database.ts';
import { feedHead, feedMessage } from './schema.ts';

/** More than this a box that was long away is not sent; it has the services' own lists for what is older. */
const MOST_MISSED = 200;

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
    .values({ communityId: news.communityId, scope: news.scope, seq: 1 })
    .onConflictDoUpdate({
      target: [feedHead.communityId, feedHead.scope],
      set: { seq: sql`${feedHead.seq} + 1` },
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

/** Ends the validity of a message: boxes that have not had it will not get it. `at` is ISO time. */
export async function expireFeed(tx: Tx, communityId: string, id: string, at: string): Promise<void> {
  await tx
    .update(feedMessage)
    .set({ expiresAt: at })
    .where(and(eq(feedMessage.communityId, communityId), eq(feedMessage.id, id)));
}

/**
 * What a box has missed in its scopes since its cursors. A scope that it has no cursor for (a new box) gives only what
 * is still valid by an expiry of its own: news of the past is not news to it.
 */
export async function catchUp(
  db: Queries,
  of: { communityId: string; scopes: readonly string[]; cursors: Cursors; now: string },
): Promise<CatchUp> {
  const scopes = [...of.scopes];
  const headRows = await db
    .select({ scope: feedHead.scope, seq: feedHead.seq })
    .from(feedHead)
    .where(and(eq(feedHead.communityId, of.communityId), inArray(feedHead.scope, scopes)));
  const heads: Cursors = Object.fromEntries(scopes.map((scope) => [scope, 0]));
  for (const row of headRows) heads[row.scope] = row.seq;

  const behind = scopes.filter((scope) => (of.cursors[scope] ?? 0) < (heads[scope] ?? 0));
  if (behind.length === 0) return { heads, messages: [] };
  const missed = behind.map((scope) => {
    const cursor = of.cursors[scope];
    const after = and(eq(feedMessage.scope, scope), gt(feedMessage.seq, cursor ?? 0));
    return cursor === undefined ? and(after, gt(feedMessage.expiresAt, of.now)) : after;
  });
  const rows = await db
    .select()
    .from(feedMessage)
    .where(
      and(
        eq(feedMessage.communityId, of.communityId),
        or(...missed),
        or(isNull(feedMessage.expiresAt), gt(feedMessage.expiresAt, of.now)),
      ),
    )
    .orderBy(sql`${feedMessage.at} desc, ${feedMessage.seq} desc`)
    .limit(MOST_MISSED);
  const messages = rows
    .reverse()
    .filter((row) => row.seq <= (heads[row.scope] ?? 0))
    .map(({ communityId: _, ...message }) => message);
  return { heads, messages };
}
