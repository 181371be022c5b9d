import { and, eq, gt } from 'drizzle-orm';
import * as v from 'valibot';
import type { StaffActor } from '../../../center/actor.ts';
import { expireFeed } from '../../../center/feed/feed.ts';
import { refuse } from '../../../center/refuse.ts';
import type { Work } from '../../../center/work.ts';
import { newId } from '../../../protocol/ids.ts';
import {
  type Approval,
  type Envelope,
  type Message,
  type SignedMessage,
  scopeOf,
  signedText,
  WarningContent,
} from '../protocol.ts';
import { message } from '../schema.ts';
import { sizeOf } from './audience.ts';
import { fits, keysOf } from './keys.ts';
import { approvalsOf, change, findMessage, type MessageRow, tellChanged, viewOf } from './messages.ts';

/** An envelope before it is numbered. */
type Unnumbered = Envelope extends infer One
  ? One extends Envelope
    ? Omit<One, 'v' | 'community' | 'scope' | 'sequence' | 'sentAt'>
    : never
  : never;

/**
 * Sends a prepared broadcast to every place of its audience, in this transaction; it leaves after the commit. What it
 * replaces is over. Refuses `unavailable` when a signature no longer fits: somebody has been at the database.
 */
export async function send(
  work: Work,
  by: StaffActor | 'center',
  row: MessageRow,
  content: WarningContent,
): Promise<Message> {
  const { communityId } = work;
  const text = row.content ?? '';
  const signed = await approvalsOf(work.db, communityId, row.id);
  if (signed.some(({ key, signature }) => !fits('content', text, signature, key))) {
    work.log.error({ message: row.id }, 'a signature does not fit the content that it was made over');
    throw refuse('unavailable', 'broadcast.refused.tampered');
  }
  const approvals = signed.map(({ key, signature, certificate }): Approval => ({ key, signature, certificate }));
  const { name, boxes } = await sizeOf(work, content.audience);
  const { drill, expires } = content;
  const what = { type: 'warning' as const, content: text };
  await publishTo(work, scopesOf(content), what, { id: row.id, expiresAt: expires, drill, approvals });
  for (const id of content.replaces) await supersede(work, id, row.id);
  const [sent] = await work.tx
    .update(message)
    .set({
      state: 'sent',
      words: null,
      sentAt: work.now,
      savedAt: work.now,
      expiresAt: expires,
      boxes,
      authorId: row.authorId,
      author: row.author,
    })
    .where(and(eq(message.communityId, communityId), eq(message.id, row.id)))
    .returning();
  if (!sent) throw refuse('gone');
  tellChanged(work, row.id);
  work.audit(by, 'broadcast.send', `message:${row.id}`, {
    hash: row.hash,
    level: content.level,
    drill,
    place: name,
    boxes,
  });
  return viewOf(work.db, sent);
}

/** The scopes of a content's audience, each once. */
function scopesOf({ audience, community }: WarningContent): string[] {
  return [...new Set(audience.map((target) => scopeOf(target, community)))];
}

/** Signs and numbers one envelope for each scope. */
async function publishTo(
  work: Work,
  scopes: readonly string[],
  what: Unnumbered,
  options: { id: string; expiresAt: string; drill: boolean; approvals: Approval[] },
): Promise<void> {
  const keys = await keysOf(work.db, work.communityId);
  const key = options.drill ? keys.drill : keys.issuing.find((one) => work.vault.has(one));
  if (!key || !work.vault.has(key)) throw refuse('unavailable', 'broadcast.refused.noKeys');
  for (const scope of scopes) {
    const seal = (sequence: number): SignedMessage => {
      const place = { v: 1 as const, community: work.communityId, scope, sequence, sentAt: work.now };
      const text = JSON.stringify({ ...place, ...what } satisfies Envelope);
      const signature = work.vault.sign(key, signedText('envelope', text));
      return { text, key, signature, approvals: options.approvals };
    };
    await work.publish(scope, 'broadcast:message', seal, { id: options.id, expiresAt: options.expiresAt });
  }
}

/**
 * Seals what is on screens now once more, after the keys have changed: a home that was off meanwhile would not believe
 * the key it was sealed with. Homes that have it know its content, and are not shown it again.
 */
export async function sealAnew(work: Work): Promise<void> {
  const { communityId, now } = work;
  const here = and(eq(message.communityId, communityId), eq(message.state, 'sent'), gt(message.expiresAt, now));
  for (const row of await work.tx.select().from(message).where(here)) {
    const text = row.content ?? '';
    const content = v.parse(WarningContent, JSON.parse(text));
    if (content.drill) continue;
    await expireFeed(work.tx, communityId, row.id, now);
    const signed = await approvalsOf(work.db, communityId, row.id);
    const approvals = signed.map(({ key, signature, certificate }): Approval => ({ key, signature, certificate }));
    const what = { type: 'warning' as const, content: text };
    const options = { id: row.id, expiresAt: content.expires, drill: false, approvals };
    await publishTo(work, scopesOf(content), what, options);
  }
}

/** Another broadcast has taken its place: boxes that have not had it will not get it. */
async function supersede(work: Work, id: string, by: string): Promise<void> {
  await work.tx
    .update(message)
    .set({ state: 'replaced', replacedBy: by })
    .where(and(eq(message.communityId, work.communityId), eq(message.id, id), eq(message.state, 'sent')));
  await expireFeed(work.tx, work.communityId, id, work.now);
  tellChanged(work, id);
}

/** The content of a broadcast that is on screens now. Refuses `late` for one that is over. */
async function onScreens(work: Work, id: string): Promise<WarningContent> {
  const row = await findMessage(work.db, work.communityId, id);
  const over = row.state !== 'sent' || !row.expiresAt || row.expiresAt <= work.now;
  if (over || !row.content) throw refuse('late', 'broadcast.refused.over');
  return v.parse(WarningContent, JSON.parse(row.content));
}

/** Takes a broadcast off all screens. */
export async function stop(work: Work, by: StaffActor | 'center', id: string): Promise<Message> {
  const content = await onScreens(work, id);
  const row = await change(work, id, ['sent'], { state: 'stopped', stoppedAt: work.now });
  // A box that comes back now must not be shown a warning only to have it taken away.
  await expireFeed(work.tx, work.communityId, id, work.now);
  const { drill, expires } = content;
  const what = { type: 'stop' as const, warning: id, drill };
  await publishTo(work, scopesOf(content), what, { id: newId(), expiresAt: expires, drill, approvals: [] });
  work.audit(by, 'broadcast.stop', `message:${id}`);
  return viewOf(work.db, row);
}

/** Says on the same screens that it was wrong. Gives the correction. */
export async function correct(work: Work, actor: StaffActor, id: string, body: string): Promise<Message> {
  const wrong = await onScreens(work, id);
  const content: WarningContent = {
    ...wrong,
    id: newId(),
    kind: 'correction',
    replaces: [id],
    headline: wrong.headline,
    body,
    notBefore: work.now,
    picture: null,
    voice: null,
  };
  const before = await findMessage(work.db, work.communityId, id);
  const text = JSON.stringify(content);
  const [row] = await work.tx
    .insert(message)
    .values({
      ...before,
      id: content.id,
      state: 'draft',
      kind: 'correction',
      draft: { ...before.draft, body, picture: null, voice: null },
      authorId: actor.staffId,
      author: actor.name,
      sourceId: null,
      identifier: null,
      cap: null,
      content: text,
      hash: null,
      savedAt: work.now,
      replacedBy: null,
    })
    .returning();
  if (!row) throw new Error('correction was not written');
  return send(work, actor, row, content);
}
