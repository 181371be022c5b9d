import { afterAll, beforeAll, expect, test } from 'vitest';
import { doWork } from '../src/center/work.ts';
import { newId } from '../src/protocol/ids.ts';
import { connectBox, startTestCenter, type TestBox, type TestCenter, until } from '../src/testing/harness.ts';

let center: TestCenter;
let box: TestBox;
let household: string;
let communityId: string;

beforeAll(async () => {
  center = await startTestCenter();
  box = await connectBox(center);
  household = Object.keys(box.hello.missed.heads).find((scope) => scope.startsWith('household:')) ?? '';
  communityId =
    Object.keys(box.hello.missed.heads)
      .find((scope) => scope.startsWith('community:'))
      ?.slice('community:'.length) ?? '';
});
afterAll(async () => {
  box.close();
  await center.stop();
});

/** Nobody judges it here. */
const message = () => ({ text: newId(), key: '', signature: '', approvals: [] });
const publish = (expiresAt?: string) =>
  doWork(center.center.place, communityId, (work) =>
    work.publish(household, 'broadcast:message', message(), { expiresAt }),
  );

test('numbers have no gaps, also when many publish at once and some fail', async () => {
  const failing = doWork(center.center.place, communityId, async (work) => {
    await work.publish(household, 'broadcast:message', message());
    throw new Error('on purpose');
  }).catch(() => undefined);
  await Promise.all([...Array.from({ length: 20 }, () => publish()), failing]);
  await until('all have arrived', () => box.feed.length >= 20);
  expect(box.feed.map((m) => m.seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
});

test('a box that comes back is given what it missed, once and in order', async () => {
  const { secret } = box;
  const cursor = box.feed.at(-1)?.seq ?? 0;
  box.close();
  await publish();
  await publish();
  box = await connectBox(center, { secret, cursors: { [household]: cursor } });
  expect(box.hello.missed.messages.map((m) => m.seq)).toEqual([cursor + 1, cursor + 2]);
  expect(box.hello.missed.heads[household]).toBe(cursor + 2);
  const { messages } = await box.get('box:catchup', { cursors: { [household]: cursor + 1 } });
  expect(messages.map((m) => m.seq)).toEqual([cursor + 2]);
});

test('what has expired is not replayed, and a new box is given only what is still valid', async () => {
  await publish(new Date(Date.now() + 3_600_000).toISOString());
  await publish(new Date(Date.now() - 1_000).toISOString());
  const fresh = await connectBox(center, { secret: box.secret });
  expect(fresh.hello.missed.messages).toHaveLength(1);
  expect(fresh.hello.missed.heads[household]).toBe(24);
  fresh.close();
});

test('news survives a restart of the center', async () => {
  const cursor = box.hello.missed.heads[household] ?? 0;
  const { secret } = box;
  await center.restart();
  box = await connectBox(center, { secret, cursors: { [household]: cursor } });
  expect(box.hello.missed.messages).toHaveLength(1);
});

test('receipts are answered after they are stored, and may come twice', async () => {
  const id = await publish();
  const at = new Date().toISOString();
  const items = [
    { id, step: 'received' as const, at },
    { id, step: 'shown' as const, at },
  ];
  expect(await box.get('box:receipts', { items })).toEqual({ stored: 2 });
  await box.get('box:receipts', { items: [{ id, step: 'confirmed', at }, ...items] });
  const { rows } = await center.center.place.db.execute(`SELECT * FROM feed_receipt WHERE message_id = '${id}'`);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.confirmed_at).not.toBeNull();
});

test('a receipt with a time that is none spoils nothing', async () => {
  const id = await publish();
  const items = ['2026-02-31T10:00:00.000Z', '0000-01-01T00:00:00.000Z'].map((at) => ({
    id,
    step: 'shown' as const,
    at,
  }));
  const good = { id, step: 'received' as const, at: new Date().toISOString() };
  await Promise.all([box.get('box:receipts', { items }), box.get('box:receipts', { items: [good] })]);
  const { rows } = await center.center.place.db.execute(`SELECT * FROM feed_receipt WHERE message_id = '${id}'`);
  expect(rows).toMatchObject([{ received_at: expect.anything(), shown_at: expect.anything() }]);
});

test('of many that come at once each is given what it has missed itself', async () => {
  await publish(new Date(Date.now() + 3_600_000).toISOString());
  const { secret } = box;
  const { heads } = await box.get('box:catchup', { cursors: {} });
  const head = heads[household] ?? 0;
  const seqs = async (cursors?: Record<string, number>) => {
    const one = await connectBox(center, { secret, cursors });
    one.close();
    return one.hello.missed.messages.filter(({ scope }) => scope === household).map(({ seq }) => seq);
  };
  const [last, twoAgo, upToDate, fresh] = await Promise.all([
    seqs({ [household]: head - 1 }),
    seqs({ [household]: head - 2 }),
    seqs({ [household]: head }),
    seqs(),
  ]);
  expect([last, twoAgo, upToDate]).toEqual([[head], [head - 1, head], []]);
  // The one that a new box is given has an expiry of its own.
  expect(fresh).toContain(head);
  expect(fresh).not.toContain(head - 1);
});
