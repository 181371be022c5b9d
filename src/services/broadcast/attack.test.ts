import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { feedHead, feedMessage } from '../../center/feed/schema.ts';
import { newId } from '../../protocol/ids.ts';
import type { FeedMessage } from '../../protocol/wire.ts';
import { type Newsroom, openNewsroom, warned } from '../../testing/broadcaster.ts';
import {
  type Client,
  connectBox,
  connectStaff,
  enrolBox,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../../testing/harness.ts';
import { JudgingBox } from '../../testing/judging-box.ts';
import { keysOf } from './center/keys.ts';
import {
  type Approval,
  type Envelope,
  type Purpose,
  type SignedMessage,
  signedText,
  WarningContent,
} from './protocol.ts';
import { message as messageTable } from './schema.ts';

/** Somebody who has the whole server: its database, its keys and its clock. What they send, a box does not show. */
let center: TestCenter;
let newsroom: Newsroom;
let officer: Client;
let box: TestBox;
let judging: JudgingBox;

beforeAll(async () => {
  center = await startTestCenter();
  newsroom = await openNewsroom(center);
  officer = await connectStaff(center, 'officer');
  box = await connectBox(center);
});
beforeEach(async () => {
  judging = new JudgingBox();
  await judging.learnKeys(box);
});
afterAll(async () => {
  for (const one of [box, officer, newsroom]) one.close();
  await center.stop();
});

const at = (ms: number) => new Date(Date.now() + ms).toISOString();
const place = () => box.hello.place ?? { community: '', scopes: [] };
const scope = () => `community:${place().community}`;

/** A red that was really sent, as it came to the box. */
async function realRed(): Promise<FeedMessage & { body: SignedMessage }> {
  const { id } = await newsroom.send({ level: 'red', headline: '真的红色' });
  return until('it is there', () => warned(box, id)[0]);
}

const contentIn = (message: { body: SignedMessage }) => {
  const envelope = JSON.parse(message.body.text) as Extract<Envelope, { type: 'warning' }>;
  return { envelope, text: envelope.content, content: v.parse(WarningContent, JSON.parse(envelope.content)) };
};

const signAs = (key: string, purpose: Purpose, text: string) =>
  center.center.place.vault.sign(key, signedText(purpose, text));

/** What a thief of the center's keys can make: any envelope, under the issuing or the drill key. */
async function forged(part: {
  content: Partial<WarningContent>;
  drillKey?: boolean;
  envelope?: Partial<Envelope>;
  approvals?: (text: string) => Approval[];
  seq?: number;
}): Promise<FeedMessage> {
  const { content } = contentIn(await realRed());
  const keys = await keysOf(center.center.place.db, place().community);
  const key = part.drillKey ? keys.drill : keys.issuing[0];
  const text = JSON.stringify({ ...content, id: newId(), headline: '假的', ...part.content });
  const { seq = 10_000 } = part;
  const where = { v: 1, type: 'warning', community: place().community, scope: scope(), sequence: seq, sentAt: at(0) };
  const envelope = JSON.stringify({ ...where, content: text, ...part.envelope });
  const approvals = part.approvals?.(text) ?? [];
  const body: SignedMessage = { text: envelope, key, signature: signAs(key, 'envelope', envelope), approvals };
  return { scope: scope(), seq, id: newId(), name: 'broadcast:message', body, at: at(0), expiresAt: at(3_600_000) };
}

test('a real red is shown, by the very rules that refuse the rest', async () => {
  const message = await realRed();
  expect(judging.take(box, message)).toBeUndefined();
  expect(judging.shown.map(({ headline }) => headline)).toEqual(['真的红色']);
});

test('the center’s own keys put no red and no orange on a screen, and no drill passes for the real thing', async () => {
  for (const level of ['red', 'orange'] as const) {
    expect(judging.take(box, await forged({ content: { level } }))).toBe('unapproved');
  }
  expect(judging.take(box, await forged({ content: { level: 'red' }, drillKey: true }))).toBe('drill-key');
  expect(judging.take(box, await forged({ content: { level: 'red', drill: true } }))).toBe('drill-key');
  expect(judging.shown).toEqual([]);
});

test('one person’s signature, twice the same person’s, or one on another text make no red', async () => {
  const { body } = await realRed();
  const [writer, approver] = body.approvals;
  if (!writer || !approver) throw new Error('no approvals');
  const { sign } = newsroom.approver;
  const own = (text: string): Approval => ({ ...approver, signature: sign(text).signature });
  expect(judging.take(box, await forged({ content: {}, approvals: (text) => [own(text)] }))).toBe('unapproved');
  expect(judging.take(box, await forged({ content: {}, approvals: (text) => [own(text), own(text)] }))).toBe(
    'unapproved',
  );
  expect(judging.take(box, await forged({ content: {}, approvals: () => [writer, approver] }))).toBe('forged');
  expect(judging.shown).toEqual([]);
});

test('certificates that the center makes itself are worth nothing', async () => {
  const { vault } = center.center.place;
  const keys = await keysOf(center.center.place.db, place().community);
  const stranger = (may: ('write' | 'approve')[]) => {
    const key = vault.make('stranger');
    const text = JSON.stringify({
      v: 1,
      community: place().community,
      key,
      holder: { kind: 'person', id: newId(), name: '假的', may },
      notBefore: at(-60_000),
      expires: at(86_400_000),
    });
    const certificate = { text, signature: signAs(keys.issuing[0], 'certificate', text) };
    return (content: string): Approval => ({ key, signature: signAs(key, 'content', content), certificate });
  };
  const [one, other] = [stranger(['write']), stranger(['approve'])];
  const message = await forged({ content: {}, approvals: (text) => [one(text), other(text)] });
  expect(judging.take(box, message)).toBe('bad-certificate');
});

test('altered, replayed, sent elsewhere or under another number', async () => {
  const message = await realRed();
  const { body } = message;
  const altered = { ...body, text: body.text.replace('真的红色', '改的红色') };
  expect(judging.take(box, { ...message, body: altered })).toBe('forged');
  expect(judging.take(box, { ...message, seq: message.seq + 7 })).toBe('wrong-audience');
  expect(judging.take(box, { ...message, scope: place().scopes.at(-1) ?? '' })).toBe('wrong-audience');
  expect(judging.take(box, message)).toBeUndefined();
  expect(judging.take(box, { ...message, id: newId() })).toBe('replayed');
  const faraway = await enrolBox(center, '1门502');
  const there = { kind: 'building' as const, id: faraway.hello.place?.scopes.at(-3)?.slice('building:'.length) ?? '' };
  const { id } = await newsroom.send({ level: 'red', audience: [there] });
  const theirs = await until('it is there', () => warned(faraway, id)[0]);
  expect(judging.take(box, theirs)).toBe('wrong-audience');
  const here = { ...theirs, scope: scope(), seq: 20_000 };
  expect(judging.take(box, here)).toBe('wrong-audience');
  const unsaid = contentIn(theirs).envelope;
  const moved = await forged({ content: {}, envelope: { ...unsaid, scope: scope(), sequence: 20_001 }, seq: 20_001 });
  expect(judging.take(box, moved), 'a true content in an envelope to others').toBe('wrong-audience');
  faraway.close();
  expect(judging.shown).toHaveLength(1);
});

test('clocks: an old red is not shown again when the center’s clock is set back, nor one of tomorrow', async () => {
  const old = await realRed();
  expect(judging.take(box, old)).toBeUndefined();
  const fresh = new JudgingBox();
  await fresh.learnKeys(box);
  fresh.now = () => Date.now() + 2 * 3_600_000;
  expect(fresh.take(box, old)).toBe('stale');
  const later = await forged({ content: { level: 'yellow' }, envelope: { sentAt: at(3 * 86_400_000) } });
  expect(fresh.take(box, later)).toBe('early');
  const shiftedSoon = await forged({
    content: { level: 'yellow', notBefore: at(3_600_000 * 5), expires: at(3_600_000 * 9) },
  });
  expect(fresh.take(box, shiftedSoon)).toBe('early');
  // It has believed something of two hours from now; then the center says that it is two hours ago.
  center.setClock(2 * 3_600_000);
  const { id } = await newsroom.send({ level: 'yellow', expiresAt: at(3 * 3_600_000) });
  const ahead = await until('it is there', () => warned(box, id)[0]);
  center.setClock(0);
  expect(fresh.take(box, ahead)).toBeUndefined();
  fresh.now = () => Date.now();
  expect(fresh.take(box, { ...old, id: newId() })).toBe('stale');
});

test('a feed whose numbers were set back is noticed', async () => {
  const first = await realRed();
  expect(judging.take(box, first)).toBeUndefined();
  const { db } = center.center.place;
  const here = and(eq(feedHead.communityId, place().community), eq(feedHead.scope, scope()));
  await db
    .delete(feedMessage)
    .where(and(eq(feedMessage.communityId, place().community), eq(feedMessage.scope, scope())));
  await db.update(feedHead).set({ seq: 0 }).where(here);
  const again = await connectBox(center, { secret: box.secret });
  const { id } = await newsroom.send({ level: 'yellow' });
  const message = await until('it is there', () => warned(again, id)[0]);
  expect(message.seq).toBe(1);
  expect(judging.take(again, message)).toBe('rolled-back');
  await db.update(feedHead).set({ seq: 1_000 }).where(here);
  again.close();
});

test('what was changed in the database between two persons goes nowhere, and rings', async () => {
  const { writer, approver } = newsroom;
  const { db } = center.center.place;
  const prepared = await newsroom.prepare({ level: 'red', headline: '原来的话' });
  const { id, audienceName: typedPlace } = prepared;
  await writer.get('broadcast:submit', {
    id,
    hash: prepared.hash,
    typedPlace,
    signature: writer.sign(prepared.content),
  });
  const content = prepared.content.replace('原来的话', '改过的话');
  const hash = createHash('sha256').update(content).digest('hex');
  await db.update(messageTable).set({ content }).where(eq(messageTable.id, id));
  const yes = { id, hash: prepared.hash, typedPlace, signature: approver.sign(prepared.content) };
  expect(await approver.ask('broadcast:approve', yes)).toMatchObject({ refusal: { code: 'conflict' } });
  await db.update(messageTable).set({ hash }).where(eq(messageTable.id, id));
  const held = await approver.get('broadcast:approve', { ...yes, hash, signature: approver.sign(content) });
  expect(held).toMatchObject({ state: 'rejected' });
  expect(warned(box, id)).toEqual([]);
  const { items } = await officer.get('desk:queue', {});
  const alarm = items.find((item) => item.service === 'broadcast' && item.kind === 'alarm');
  expect(alarm).toMatchObject({ ringing: true, where: '服务中心' });
  expect(await officer.get('broadcast:incident', { requestId: alarm?.id ?? '' })).toMatchObject({
    messageId: id,
    reason: 'forged',
  });
});

test('what was changed in the feed is refused by the box that comes back, and the desk hears of it', async () => {
  const { secret } = box;
  const cursors = { [scope()]: (await realRed()).seq };
  const { id } = await newsroom.send({ level: 'red', headline: '改动之前' });
  const { db } = center.center.place;
  await db
    .update(feedMessage)
    .set({ body: sql`replace(${feedMessage.body}::text, '改动之前', '改动之后')::jsonb` })
    .where(and(eq(feedMessage.communityId, place().community), eq(feedMessage.id, id)));
  const back = await connectBox(center, { secret, cursors });
  const message = back.hello.missed.messages.find((one) => one.id === id);
  if (!message) throw new Error('it did not come');
  const reason = judging.take(back, message);
  expect(reason).toBe('forged');
  const { text, key } = message.body as SignedMessage;
  await back.get('broadcast:refused', { messageId: id, reason: reason ?? 'malformed', key, text });
  const { items } = await officer.get('desk:queue', {});
  expect(items.filter((item) => item.service === 'broadcast' && item.kind === 'alarm')).toHaveLength(2);
  back.close();
});

test('a flood of reports is a few alarms, not hundreds', async () => {
  for (let n = 0; n < 30; n++) {
    await box.get('broadcast:refused', { messageId: newId(), reason: 'forged', key: 'k', text: '{}' });
  }
  const { items } = await officer.get('desk:queue', {});
  expect(items.filter((item) => item.service === 'broadcast' && item.kind === 'alarm').length).toBeLessThanOrEqual(12);
});
