import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signatureFits } from '../../center/vault/vault.ts';
import { newId } from '../../protocol/ids.ts';
import { type Newsroom, openNewsroom, stopped, warned } from '../../testing/broadcaster.ts';
import {
  connectBox,
  connectStaff,
  enrolBox,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../../testing/harness.ts';
import { type Audience, type Coverage, signedText, WarningContent } from './protocol.ts';

let center: TestCenter;
let newsroom: Newsroom;
/** 3号楼 2门301 (two people, one over 80), its neighbour in the same building, and a home of another one (one person over 80). */
let box: TestBox;
let neighbour: TestBox;
let faraway: TestBox;
const all = () => [box, neighbour, faraway];

beforeAll(async () => {
  center = await startTestCenter();
  newsroom = await openNewsroom(center);
  box = await connectBox(center);
  neighbour = await enrolBox(center, '2门101');
  faraway = await enrolBox(center, '1门502');
});
afterAll(async () => {
  for (const client of all()) client.close();
  newsroom.close();
  await center.stop();
});

const _HOUR = 3_600_000;
const at = (ms: number) => new Date(Date.now() + ms).toISOString();

async function places(): Promise<{ building: Audience; household: Audience }> {
  const clerk = await connectStaff(center, 'clerk');
  const { households } = await clerk.get('people:households', { search: '2门301' });
  clerk.close();
  const home = households.find((h) => h.door === '2门301');
  if (!home) throw new Error('no such home');
  return { building: [{ kind: 'building', id: home.buildingId }], household: [{ kind: 'household', id: home.id }] };
}

test('a broadcast reaches exactly the boxes of its audience, once for each scope', async () => {
  const { building, household } = await places();
  const cases: [Audience, TestBox[]][] = [
    [household, [box]],
    [building, [box, neighbour]],
    [[{ kind: 'community' }], [box, neighbour, faraway]],
    [[{ kind: 'district', code: '120104000000' }], [box, neighbour, faraway]],
    [[{ kind: 'group', group: 'alone' }], [neighbour, faraway]],
    [[{ kind: 'group', group: 'over80' }], [box, faraway]],
  ];
  for (const [audience, reached] of cases) {
    const { id, coverage, state } = await newsroom.send({ audience, level: 'yellow' });
    expect(state).toBe('sent');
    expect(coverage).toEqual({ boxes: reached.length, received: 0, shown: 0, confirmed: 0 });
    for (const one of reached) await until('it is there', () => warned(one, id).length === 1);
    const last = await newsroom.send({ level: 'notice' });
    for (const one of all()) await until('the last is there', () => warned(one, last.id).length === 1);
    for (const one of all()) expect(warned(one, id)).toHaveLength(reached.includes(one) ? 1 : 0);
  }
  const both: Audience = [...building, { kind: 'group', group: 'over80' }];
  const { id, coverage } = await newsroom.send({ audience: both, level: 'yellow' });
  expect(coverage.boxes).toBe(3);
  await until('by building and by group', () => warned(box, id).length === 2);
  expect(new Set(warned(box, id).map((m) => m.id))).toEqual(new Set([id]));
});

test('what goes out is signed: the envelope by the center, the content by persons, each with its proof', async () => {
  const { id } = await newsroom.send({ level: 'red' });
  const message = await until('it is there', () => warned(box, id)[0]);
  const { statements } = await box.get('broadcast:trust', { serial: 0 });
  const keys = JSON.parse(statements.at(-1)?.text ?? '{}');
  const { body, envelope, scope, seq } = message;
  expect(keys.issuing).toContain(body.key);
  expect(signatureFits(body.key, signedText('envelope', body.text), body.signature)).toBe(true);
  expect(envelope).toMatchObject({ scope, sequence: seq, type: 'warning' });
  const text = envelope.type === 'warning' ? envelope.content : '';
  expect(v.parse(WarningContent, JSON.parse(text))).toMatchObject({ id, level: 'red', drill: false });
  expect(body.approvals).toHaveLength(2);
  for (const { key, signature, certificate } of body.approvals) {
    expect(signatureFits(key, signedText('content', text), signature)).toBe(true);
    expect(signatureFits(keys.root, signedText('certificate', certificate.text), certificate.signature)).toBe(true);
    expect(JSON.parse(certificate.text).key).toBe(key);
  }
  const drill = await newsroom.send({ level: 'red', drill: true });
  const drilled = await until('the drill is there', () => warned(box, drill.id)[0]);
  expect(drilled.body.key).toBe(keys.drill);
  expect(drilled.body.approvals).toEqual([]);
});

test('the same key sends once', async () => {
  const { id, hash } = await newsroom.prepare({ level: 'yellow' });
  const key = newId();
  const input = { id, hash, typedPlace: '昔阳里社区' };
  await Promise.all([1, 2].map(() => newsroom.writer.get('broadcast:submit', input, key)));
  const last = await newsroom.send({ level: 'notice' });
  await until('the last is there', () => warned(box, last.id).length === 1);
  expect(warned(box, id)).toHaveLength(1);
});

test('receipts are counted while they come in, each box once, by building', async () => {
  const { building } = await places();
  const { writer } = newsroom;
  const { id } = await newsroom.send({ audience: building, level: 'yellow' });
  const counted = (): Coverage | undefined =>
    writer.pushes
      .filter((p) => p.name === 'broadcast:coverage')
      .map((p) => p.body as { id: string; coverage: Coverage })
      .findLast((news) => news.id === id)?.coverage;
  const receipt = (of: TestBox, step: 'received' | 'shown' | 'confirmed') =>
    of.get('box:receipts', { items: [{ id, step, at: at(0) }] });
  await receipt(box, 'received');
  await until('one has it', () => counted()?.received === 1);
  await receipt(box, 'received');
  await Promise.all([receipt(box, 'shown'), receipt(neighbour, 'received')]);
  await until('two have it', () => counted()?.received === 2 && counted()?.shown === 1);
  await receipt(box, 'confirmed');
  await until('one has confirmed', () => counted()?.confirmed === 1);
  expect(counted()).toEqual({ boxes: 2, received: 2, shown: 1, confirmed: 1 });
  const detail = await writer.get('broadcast:coverage', { id });
  expect(detail).toMatchObject({
    coverage: counted(),
    buildings: [{ name: '3号楼', boxes: 2, online: 2, received: 2, shown: 1, confirmed: 1 }],
    unconfirmed: [{ label: '3号楼 2门101', reached: 'received', online: true, followUp: null }],
    more: 0,
  });
});

test('households that have not confirmed are called, then visited; each is in the queue once', async () => {
  const { id } = await newsroom.send({ level: 'yellow' });
  const clerk = await connectStaff(center, 'clerk');
  const { unconfirmed } = await clerk.get('broadcast:coverage', { id });
  const householdIds = unconfirmed.map(({ householdId }) => householdId);
  expect(householdIds).toHaveLength(3);
  await clerk.get('broadcast:followUp', { id, householdIds });
  const { unconfirmed: named } = await clerk.get('broadcast:followUp', { id, householdIds });
  const { items } = await clerk.get('desk:queue', {});
  const mine = items.filter(({ service, kind }) => service === 'broadcast' && kind === 'request');
  expect(mine).toHaveLength(3);
  expect(mine[0]).toMatchObject({ state: 'call', ringing: false });
  const requestId = named[0]?.followUp?.id ?? '';
  expect(await clerk.get('broadcast:followUpItem', { requestId })).toMatchObject({
    headline: '暴雪橙色预警',
    messageId: id,
  });
  await clerk.get('broadcast:followUpStep', { requestId, to: 'visit', words: '没人接' });
  await clerk.get('broadcast:followUpStep', { requestId, to: 'done', words: '上门看了，没事' });
  expect(await clerk.ask('broadcast:followUpStep', { requestId, to: 'call', words: '' })).toMatchObject({
    refusal: { code: 'conflict' },
  });
  const { events } = await clerk.get('desk:history', { id: requestId });
  expect(events.map((event) => event.deed.text)).toEqual([
    'broadcast.deed.followUp',
    'broadcast.deed.visit',
    'broadcast.deed.done',
  ]);
  clerk.close();
});

test('what a box missed it gets when it is back; what is stopped, replaced or over by then it never gets', async () => {
  const away = await enrolBox(center, '3门202');
  const { secret } = away;
  const cursors = away.hello.missed.heads;
  away.close();
  const valid = await newsroom.send({ headline: '还有效' });
  const wrong = await newsroom.send({ headline: '发错了', level: 'yellow' });
  const short = await newsroom.send({ headline: '一小会儿', level: 'yellow', expiresAt: at(60_000) });
  const old = await newsroom.send({ headline: '旧的', level: 'yellow' });
  const update = await newsroom.send({ headline: '新的', level: 'yellow', kind: 'update', replaces: old.id });
  await until('a box at home has it', () => warned(box, wrong.id).length === 1);
  expect(await newsroom.writer.get('broadcast:stop', { id: wrong.id })).toMatchObject({ state: 'stopped' });
  await until('it is taken off', () => stopped(box, wrong.id));
  expect(await newsroom.writer.ask('broadcast:stop', { id: wrong.id })).toMatchObject({
    refusal: { code: 'late', text: 'broadcast.refused.over' },
  });
  center.setClock(120_000);
  const back = await connectBox(center, { secret, cursors });
  const got = (of: TestBox) => [valid, wrong, short, old, update].map(({ id }) => warned(of, id).length);
  expect(got(back)).toEqual([1, 0, 0, 0, 1]);
  const fresh = await enrolBox(center, '3门202');
  expect(got(fresh)).toEqual([1, 0, 0, 0, 1]);
  center.setClock(0);
  back.close();
  fresh.close();
});

test('a correction is one deed: it replaces what was wrong, on the same screens', async () => {
  const { id } = await newsroom.send({ level: 'red', headline: '发错的红色' });
  const fixed = await newsroom.approver.get('broadcast:correct', { id, body: '刚才的预警发错了，请不要担心。' });
  expect(fixed).toMatchObject({ state: 'sent', kind: 'correction' });
  const message = await until('it is there', () => warned(box, fixed.id)[0]);
  expect(JSON.parse(message.envelope.type === 'warning' ? message.envelope.content : '')).toMatchObject({
    kind: 'correction',
    replaces: [id],
    body: '刚才的预警发错了，请不要担心。',
  });
  const { messages } = await newsroom.writer.get('broadcast:messages', {});
  expect(messages.find((one) => one.id === id)).toMatchObject({ state: 'replaced', replacedBy: fixed.id });
});

test('what boxes refuse rings at the desk: one alarm for a message and a reason, however many boxes', async () => {
  const officer = await connectStaff(center, 'officer');
  const messageId = newId();
  const report = { messageId, reason: 'forged' as const, key: 'k', text: '{}' };
  await box.get('broadcast:refused', report);
  await neighbour.get('broadcast:refused', report);
  await box.get('broadcast:refused', report);
  const { items } = await officer.get('desk:queue', {});
  const alarms = items.filter(({ kind, service }) => kind === 'alarm' && service === 'broadcast');
  expect(alarms).toMatchObject([{ state: 'refused', ringing: true, where: '3号楼 2门301' }]);
  const requestId = alarms[0]?.id ?? '';
  expect(await officer.get('broadcast:incident', { requestId })).toMatchObject({
    messageId,
    reason: 'forged',
    boxes: 2,
  });
  await officer.get('broadcast:takeIncident', { requestId });
  await officer.get('broadcast:closeIncident', { requestId, words: '测试' });
  const { item } = await officer.get('desk:history', { id: requestId });
  expect(item).toMatchObject({ closed: true, ringing: false });
  officer.close();
});
