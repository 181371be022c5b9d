import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../protocol/ids.ts';
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
import type { Audience, Coverage, SentWarning } from './protocol.ts';

let center: TestCenter;
let sender: Client;
/** 3号楼 2门301, its neighbour in the same building, and a home of another one. */
let box: TestBox;
let neighbour: TestBox;
let faraway: TestBox;
const all = () => [box, neighbour, faraway];

beforeAll(async () => {
  center = await startTestCenter();
  sender = await connectStaff(center, 'broadcaster');
  box = await connectBox(center);
  neighbour = await enrolBox(center, '2门101');
  faraway = await enrolBox(center, '1门502');
});
afterAll(async () => {
  for (const client of [...all(), sender]) client.close();
  await center.stop();
});

const HOUR = 3_600_000;

const words = (headline: string, left = HOUR) => ({
  level: 'orange' as const,
  sender: '昔阳里社区',
  headline,
  body: '请关好门窗，不要外出。',
  expiresAt: new Date(Date.now() + left).toISOString(),
});

async function send(audience: Audience, headline: string, left = HOUR): Promise<SentWarning> {
  const { name } = await sender.get('broadcast:count', { audience });
  return sender.get('broadcast:send', { ...words(headline, left), audience, typedPlace: name });
}

const warned = (of: TestBox, id: string) =>
  [...of.hello.missed.messages, ...of.feed].filter((m) => m.name === 'broadcast:warning' && m.id === id);
const withdrawn = (of: TestBox, id: string) =>
  [...of.hello.missed.messages, ...of.feed].find(
    (m) => m.name === 'broadcast:withdrawn' && (m.body as { id: string }).id === id,
  );

/** The places of the sample community by what the console knows of them. */
async function places(): Promise<{ building: Audience; household: Audience }> {
  const clerk = await connectStaff(center, 'clerk');
  const { households } = await clerk.get('people:households', { search: '2门301' });
  clerk.close();
  const home = households.find((h) => h.door === '2门301');
  const { household } = await box.get('box:home', {});
  if (!home || home.id !== household.id) throw new Error('the box is not at home');
  return {
    building: { kind: 'building', id: home.buildingId },
    household: { kind: 'household', id: home.id },
  };
}

test('a warning reaches exactly the boxes of its audience', async () => {
  const { building, household } = await places();
  const cases: [Audience, TestBox[]][] = [
    [household, [box]],
    [building, [box, neighbour]],
    [{ kind: 'community' }, [box, neighbour, faraway]],
  ];
  for (const [audience, reached] of cases) {
    const { warning, coverage } = await send(audience, `给${reached.length}台`);
    expect(coverage).toEqual({ boxes: reached.length, received: 0, shown: 0, confirmed: 0 });
    for (const one of reached) await until('it is there', () => warned(one, warning.id).length === 1);
    // The next message of the community is the sign that nothing else is still on its way.
    const after = await send({ kind: 'community' }, '到此为止');
    for (const one of all()) await until('the sign', () => warned(one, after.warning.id).length === 1);
    for (const one of all()) expect(warned(one, warning.id)).toHaveLength(reached.includes(one) ? 1 : 0);
    const told = await Promise.all(all().map((one) => one.get('broadcast:received', {})));
    expect(told.map(({ warnings }) => warnings.some((w) => w.id === warning.id))).toEqual(
      all().map((one) => reached.includes(one)),
    );
  }
});

test('what is shown is what was sent', async () => {
  const { warning } = await send({ kind: 'community' }, '大风橙色预警');
  const message = await until('it is there', () => warned(box, warning.id)[0]);
  expect(message.body).toEqual(warning);
  expect(warning).toMatchObject({ level: 'orange', headline: '大风橙色预警', cancelledAt: null });
  expect(message.expiresAt).toBe(warning.expiresAt);
});

test('a slip of the hand sends nothing: wrong place, no audience, too late, too long, too many words', async () => {
  const audience = { kind: 'community' } as const;
  const { name } = await sender.get('broadcast:count', { audience });
  const draft = { ...words('不会发出'), audience, typedPlace: name };
  const before = (await sender.get('broadcast:list', {})).sent.length;
  const refused = async (change: object) => {
    const reply = await sender.raw({ name: 'broadcast:send', key: newId(), input: { ...draft, ...change } });
    return reply.ok ? 'sent' : reply.refusal.text;
  };
  expect(await refused({ typedPlace: '3号楼' })).toBe('broadcast.refused.place');
  expect(await refused({ audience: undefined })).toBe('refusal.invalid');
  expect(await refused({ audience: { kind: 'building', id: newId() } })).toBe('refusal.gone');
  expect(await refused({ expiresAt: new Date(Date.now() - 1_000).toISOString() })).toBe('broadcast.refused.expired');
  expect(await refused({ expiresAt: new Date(Date.now() + 80 * HOUR).toISOString() })).toBe(
    'broadcast.refused.tooLong',
  );
  expect(await refused({ headline: '一二三四五六七八九十一二三四五六' })).toBe('refusal.invalid');
  expect((await sender.get('broadcast:list', {})).sent).toHaveLength(before);
});

test('the same key sends once', async () => {
  const audience = { kind: 'community' } as const;
  const { name } = await sender.get('broadcast:count', { audience });
  const input = { ...words('只发一次'), audience, typedPlace: name };
  const key = newId();
  const sent = await Promise.all([1, 2].map(() => sender.get('broadcast:send', input, key)));
  expect(sent[0]?.warning.id).toBe(sent[1]?.warning.id);
});

test('receipts are counted while they come in, each box once', async () => {
  const { building } = await places();
  const { warning } = await send(building, '回执');
  const told = (): Coverage | undefined =>
    sender.pushes
      .filter((p) => p.name === 'broadcast:coverage')
      .map((p) => p.body as { id: string; coverage: Coverage })
      .findLast((news) => news.id === warning.id)?.coverage;
  const at = new Date().toISOString();
  const receipt = (of: TestBox, step: 'received' | 'shown' | 'confirmed') =>
    of.get('box:receipts', { items: [{ id: warning.id, step, at }] });
  await receipt(box, 'received');
  await until('one has it', () => told()?.received === 1);
  await receipt(box, 'received');
  await Promise.all([receipt(box, 'shown'), receipt(neighbour, 'received')]);
  await until('two have it', () => told()?.received === 2 && told()?.shown === 1);
  await receipt(box, 'confirmed');
  await until('one has confirmed', () => told()?.confirmed === 1);
  expect(told()).toEqual({ boxes: 2, received: 2, shown: 1, confirmed: 1 });
  const { sent } = await sender.get('broadcast:list', {});
  expect(sent.find((s) => s.warning.id === warning.id)?.coverage).toEqual(told());
});

test('what a box missed it gets when it is back; what is withdrawn or over by then it never gets', async () => {
  const away = await enrolBox(center, '3门202');
  const { secret } = away;
  const cursors = away.hello.missed.heads;
  away.close();
  const valid = await send({ kind: 'community' }, '还有效');
  const wrong = await send({ kind: 'community' }, '发错了');
  const short = await send({ kind: 'community' }, '一小会儿', 60_000);
  await until('a box at home has it', () => warned(box, wrong.warning.id).length === 1);
  const cancelled = await sender.get('broadcast:cancel', { id: wrong.warning.id });
  expect(cancelled.warning.cancelledAt).not.toBeNull();
  await until('it is taken off', () => withdrawn(box, wrong.warning.id));
  expect(await sender.ask('broadcast:cancel', { id: wrong.warning.id })).toMatchObject({
    refusal: { code: 'late', text: 'broadcast.refused.over' },
  });

  center.setClock(120_000);
  const back = await connectBox(center, { secret, cursors });
  expect([valid, wrong, short].map(({ warning }) => warned(back, warning.id).length)).toEqual([1, 0, 0]);
  const fresh = await enrolBox(center, '3门202');
  expect([valid, wrong, short].map(({ warning }) => warned(fresh, warning.id).length)).toEqual([1, 0, 0]);
  const { warnings } = await back.get('broadcast:received', {});
  expect(warnings.find((w) => w.id === wrong.warning.id)?.cancelledAt).toBe(cancelled.warning.cancelledAt);
  expect(await sender.ask('broadcast:cancel', { id: short.warning.id })).toMatchObject({ refusal: { code: 'late' } });
  center.setClock(0);
  back.close();
  fresh.close();
});

test('a box that had it before the line was cut hears of its end', async () => {
  const { secret } = neighbour;
  const { warning } = await send({ kind: 'community' }, '先有后撤');
  const message = await until('it is there', () => warned(neighbour, warning.id)[0]);
  neighbour.close();
  await sender.get('broadcast:cancel', { id: warning.id });
  neighbour = await connectBox(center, { secret, cursors: { [message.scope]: message.seq } });
  expect(withdrawn(neighbour, warning.id)).toBeDefined();
});

test('only those may send whose work it is', async () => {
  const audience = { kind: 'community' } as const;
  const canteen = await connectStaff(center, 'canteen');
  const clerk = await connectStaff(center, 'clerk');
  const approver = await connectStaff(center, 'approver');
  const officer = await connectStaff(center, 'officer');
  const { name } = await sender.get('broadcast:count', { audience });
  const { warning } = await send(audience, '谁能撤');
  for (const other of [canteen, clerk, approver]) {
    const draft = { ...words('不许发'), audience, typedPlace: name };
    expect(await other.ask('broadcast:send', draft)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await other.ask('broadcast:cancel', { id: warning.id })).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await other.ask('broadcast:list', {})).toMatchObject({ refusal: { code: 'forbidden' } });
  }
  expect(await sender.ask('broadcast:received', {})).toMatchObject({ refusal: { code: 'forbidden' } });
  expect(await box.ask('broadcast:cancel', { id: warning.id })).toMatchObject({ refusal: { code: 'forbidden' } });
  expect(await officer.ask('broadcast:cancel', { id: warning.id })).toMatchObject({ ok: true });
  for (const staff of [canteen, clerk, approver, officer]) staff.close();
});
