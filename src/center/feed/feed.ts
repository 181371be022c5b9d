import { and, eq, sql } from 'drizzle-orm';
import { newId } from '../../protocol/ids.ts';
import type { FeedMessage } from '../../protocol/wire.ts';
import type { Tx } from '../database/database.ts';
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
