import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import type { StaffActor } from '../../../center/actor.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Work } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import { say } from '../../../protocol/texts.ts';
import {
  type Draft,
  LONGEST_HOURS,
  type Message,
  needsApproval,
  type OwnSignature,
  WarningContent,
} from '../protocol.ts';
import { approval, message } from '../schema.ts';
import { namesOf, sizeOf } from './audience.ts';
import { reportRefused } from './incidents.ts';
import { fits } from './keys.ts';
import { approvalsOf, change, findMessage, type MessageRow, tellChanged, viewOf } from './messages.ts';
import { send } from './sending.ts';
import { certifiedKey } from './signers.ts';
import { keepsTemplate } from './templates.ts';

type Own = v.InferOutput<typeof OwnSignature>;

const EDITABLE = ['draft', 'returned'] as const;

/** Keeps what has been written so far. What was prepared or signed before counts no more. */
export async function saveDraft(
  work: Work,
  by: { id: string; name: string } | undefined,
  { id = newId(), draft }: { id?: string; draft: Draft },
  from?: { sourceId: string; name: string; identifier: string; cap: string },
): Promise<MessageRow> {
  const { communityId } = work;
  const set = {
    draft,
    kind: draft.kind,
    audienceName: draft.audience.length > 0 ? await namesOf(work.db, communityId, draft.audience) : '',
    authorId: by?.id ?? null,
    author: by?.name ?? from?.name ?? '',
    savedAt: work.now,
    state: 'draft' as const,
    content: null,
    hash: null,
    ...(from && { sourceId: from.sourceId, identifier: from.identifier, cap: from.cap }),
  };
  const [row] = await work.tx
    .insert(message)
    .values({ communityId, id, boxes: 0, ...set })
    .onConflictDoNothing()
    .returning();
  if (row) {
    tellChanged(work, id);
    return row;
  }
  await work.tx.delete(approval).where(eq(approval.messageId, id));
  return change(work, id, EDITABLE, set);
}

/**
 * Fixes the exact text of a complete draft. Refuses `invalid` with what is missing, `late` and `invalid` for a time that
 * is over or too far away.
 */
export async function prepare(work: Work, id: string): Promise<MessageRow> {
  const row = await findMessage(work.db, work.communityId, id);
  const { draft } = row;
  if (draft.audience.length === 0) throw refuse('invalid', 'broadcast.refused.noAudience');
  if (!draft.expiresAt) throw refuse('invalid', 'broadcast.refused.noExpiry');
  const left = Date.parse(draft.expiresAt) - Date.parse(work.now);
  if (left <= 0) throw refuse('late', 'broadcast.refused.expired');
  if (left > LONGEST_HOURS * 3_600_000) throw refuse('invalid', 'broadcast.refused.tooLong');
  const { templateId: _t, expiresAt, replaces, ...words } = draft;
  const parsed = v.safeParse(WarningContent, {
    v: 1,
    id,
    community: work.communityId,
    ...words,
    kind: replaces ? 'update' : 'alert',
    replaces: replaces ? [replaces] : [],
    notBefore: work.now,
    expires: expiresAt,
  });
  if (!parsed.success) throw refuse('invalid', 'broadcast.refused.incomplete');
  const text = JSON.stringify(parsed.output);
  await work.tx.delete(approval).where(eq(approval.messageId, id));
  return change(work, id, EDITABLE, { content: text, hash: hashOf(text), expiresAt, kind: parsed.output.kind });
}

/** The author is done: it goes out, or waits for another person. */
export async function submit(
  work: Work,
  actor: StaffActor,
  { id, hash, typedPlace, signature }: { id: string; hash: string; typedPlace: string; signature?: Own },
): Promise<Message> {
  const { row, content } = await prepared(work, id, hash, EDITABLE);
  if (row.authorId && row.authorId !== actor.staffId) throw refuse('forbidden', 'broadcast.refused.othersDraft');
  await checkPlace(work, content, typedPlace);
  const byTwo = needsApproval(content);
  if (byTwo) await sign(work, actor, row, signature);
  work.audit(actor, 'broadcast.submit', `message:${id}`, { hash, level: content.level, drill: content.drill });
  const alone = content.level === 'orange' && (await keepsTemplate(work.db, work.communityId, row.draft));
  if (!byTwo || alone) {
    const signed = { ...row, authorId: actor.staffId, author: actor.name };
    return send(work, actor, signed, content);
  }
  const waiting = await change(work, id, EDITABLE, {
    state: 'waiting',
    words: null,
    authorId: actor.staffId,
    author: actor.name,
    savedAt: work.now,
  });
  return viewOf(work.db, waiting);
}

/** Another person has looked at exactly this text, and signs it. */
export async function approve(
  work: Work,
  actor: StaffActor,
  { id, hash, typedPlace, signature }: { id: string; hash: string; typedPlace: string; signature: Own },
): Promise<Message> {
  const { row, content } = await prepared(work, id, hash, ['waiting']);
  if (row.authorId === actor.staffId) throw refuse('forbidden', 'broadcast.refused.ownDraft');
  if (!(await isWhole(work, row))) return quarantine(work, row);
  await checkPlace(work, content, typedPlace);
  await sign(work, actor, row, signature);
  work.audit(actor, 'broadcast.approve', `message:${id}`, { hash });
  return send(work, actor, row, content);
}

/** Whether what waits is still what its author has signed. */
async function isWhole(work: Work, row: MessageRow): Promise<boolean> {
  const signed = await approvalsOf(work.db, work.communityId, row.id);
  return signed.length > 0 && signed.every(({ key, signature }) => fits('content', row.content ?? '', signature, key));
}

/** Somebody has been at the database: it goes nowhere, and the desk hears of it. */
async function quarantine(work: Work, row: MessageRow): Promise<Message> {
  const words = say('zh-CN', 'broadcast.refused.tampered');
  const held = await change(work, row.id, ['waiting'], { state: 'rejected', words });
  await reportRefused(work, null, { messageId: row.id, reason: 'forged', key: '', text: row.content ?? '' });
  return viewOf(work.db, held);
}

/** Gives it back to its author with words, or refuses it for good. */
export async function sendBack(
  work: Work,
  actor: StaffActor,
  to: 'returned' | 'rejected',
  { id, hash, words }: { id: string; hash: string; words: string },
): Promise<Message> {
  await prepared(work, id, hash, ['waiting']);
  const row = await change(work, id, ['waiting'], { state: to, words });
  work.audit(actor, `broadcast.${to}`, `message:${id}`, { hash });
  return viewOf(work.db, row);
}

/** The prepared text, if it is still the one that the person has before them and may still go out. */
async function prepared(work: Work, id: string, hash: string, from: readonly MessageRow['state'][]) {
  const row = await findMessage(work.db, work.communityId, id);
  if (!from.includes(row.state)) throw refuse('conflict', 'broadcast.refused.changed');
  if (!row.content || row.hash !== hash || hashOf(row.content) !== hash) {
    throw refuse('conflict', 'broadcast.refused.changed');
  }
  const content = v.parse(WarningContent, JSON.parse(row.content));
  if (content.expires <= work.now) throw refuse('late', 'broadcast.refused.expired');
  return { row, content };
}

async function checkPlace(work: Work, { audience }: WarningContent, typedPlace: string): Promise<void> {
  const { name, boxes } = await sizeOf(work, audience);
  if (typedPlace.trim() !== name) throw refuse('conflict', 'broadcast.refused.place');
  if (boxes === 0) throw refuse('conflict', 'broadcast.refused.nobody');
}

/** Keeps a person's signature over the content. Refuses one that does not fit, or whose key nobody certified. */
async function sign(work: Work, actor: StaffActor, row: MessageRow, own: Own | undefined): Promise<void> {
  if (!own) throw refuse('invalid', 'broadcast.refused.noSignature');
  const { holder, certificate } = await certifiedKey(work, own.key, actor.staffId);
  if (!fits('content', row.content ?? '', own.signature, own.key))
    throw refuse('invalid', 'broadcast.refused.signature');
  await work.tx
    .insert(approval)
    .values({
      communityId: work.communityId,
      messageId: row.id,
      key: own.key,
      holder,
      signature: own.signature,
      certificate,
      signedAt: work.now,
    })
    .onConflictDoNothing();
}

/** What names a text: its SHA-256, in hex. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
