import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Queries } from '../../../center/database/database.ts';
import { countReceipts } from '../../../center/feed/receipts.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Work } from '../../../center/work.ts';
import { type Message, type MessageState, readers } from '../protocol.ts';
import { approval, message } from '../schema.ts';
import { keepsTemplate } from './templates.ts';

export type MessageRow = typeof message.$inferSelect;
export type ApprovalRow = typeof approval.$inferSelect;

/** Newest so many are listed at the desk. */
const LISTED = 60;

/** A broadcast by its id. Refuses `gone`. */
export async function findMessage(db: Queries, communityId: string, id: string): Promise<MessageRow> {
  const [row] = await db
    .select()
    .from(message)
    .where(and(eq(message.communityId, communityId), eq(message.id, id)));
  if (!row) throw refuse('gone');
  return row;
}

/** Who has signed it so far. */
export async function approvalsOf(db: Queries, communityId: string, id: string): Promise<ApprovalRow[]> {
  return db
    .select()
    .from(approval)
    .where(and(eq(approval.communityId, communityId), eq(approval.messageId, id)))
    .orderBy(approval.signedAt);
}

/** The broadcast as the desk sees it. */
export async function viewOf(db: Queries, row: MessageRow): Promise<Message> {
  const { communityId, id } = row;
  const signed = await approvalsOf(db, communityId, id);
  const { received, shown, confirmed } = await countReceipts(db, communityId, id);
  return {
    id,
    state: row.state,
    kind: row.kind,
    draft: row.draft,
    audienceName: row.audienceName,
    authorId: row.authorId,
    author: row.author,
    savedAt: row.savedAt,
    content: row.content,
    hash: row.hash,
    fromTemplate: await keepsTemplate(db, communityId, row.draft),
    signed: signed.map(({ holder, signedAt }) => ({
      holder: holder.kind,
      holderId: holder.id,
      name: holder.name,
      approves: holder.kind === 'person' && holder.may.includes('approve'),
      at: signedAt,
    })),
    words: row.words,
    sentAt: row.sentAt,
    expiresAt: row.expiresAt,
    stoppedAt: row.stoppedAt,
    replacedBy: row.replacedBy,
    coverage: { boxes: row.boxes, received, shown, confirmed },
    source: row.sourceId ? { id: row.sourceId, name: row.author, identifier: row.identifier ?? '' } : null,
  };
}

/** The newest broadcasts, drafts among them. */
export async function listMessages(db: Queries, communityId: string): Promise<Message[]> {
  const rows = await db
    .select()
    .from(message)
    .where(eq(message.communityId, communityId))
    .orderBy(desc(message.savedAt))
    .limit(LISTED);
  const views: Message[] = [];
  for (const row of rows) views.push(await viewOf(db, row));
  return views;
}

/** Changes a broadcast that is in one of the states `from`; refuses `conflict` for any other. Every desk hears of it. */
export async function change(
  work: Work,
  id: string,
  from: readonly MessageState[],
  set: Partial<typeof message.$inferInsert>,
): Promise<MessageRow> {
  const [row] = await work.tx
    .update(message)
    .set(set)
    .where(and(eq(message.communityId, work.communityId), eq(message.id, id), inArray(message.state, [...from])))
    .returning();
  if (!row) {
    await findMessage(work.db, work.communityId, id);
    throw refuse('conflict', 'broadcast.refused.changed');
  }
  tellChanged(work, id);
  return row;
}

/** Every desk that may see it looks again: at a broadcast, a template, or the keys of a holder. */
export function tellChanged(work: Work, id: string): void {
  work.tellStaff(readers, 'broadcast:changed', { id });
}
