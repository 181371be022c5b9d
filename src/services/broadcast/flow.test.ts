import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntry } from '../../center/audit/schema.ts';
import { signatureFits } from '../../center/vault/vault.ts';
import { newId } from '../../protocol/ids.ts';
import { draftOf, type Newsroom, openNewsroom } from '../../testing/broadcaster.ts';
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
import { type Audience, type Coverage, Envelope, SignedMessage, signedText, WarningContent } from './protocol.ts';

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

const HOUR = 3_600_000;
const at = (ms: number) => new Date(Date.now() + ms).toISOString();

/** What a box was sent under a broadcast's id, opened without judging. */
function told(of: TestBox, id: string) {
  return [...of.hello.missed.messages, ...of.feed]
    .filter((m) => m.name === 'broadcast:message')
    .map((m) => ({ ...m, body: v.parse(SignedMessage, m.body) }))
    .map((m) => ({ ...m, envelope: v.parse(Envelope, JSON.parse(m.body.text)) }))
    .filter(({ envelope }) =>
      envelope.type === 'stop' ? envelope.warning === id : JSON.parse(envelope.content).id === id,
    );
}
const warned = (of: TestBox, id: string) => told(of, id).filter(({ envelope }) => envelope.type === 'warning');
const stopped = (of: TestBox, id: string) => told(of, id).some(({ envelope }) => envelope.type === 'stop');

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

test('red and orange wait for another person, who sees exactly what was written', async () => {
  const { writer, approver } = newsroom;
  const { id, hash, content, audienceName: typedPlace } = await newsroom.prepare({ level: 'red', headline: '等人批' });
  const own = { id, hash, typedPlace };
  expect(await writer.ask('broadcast:submit', own)).toMatchObject({
    refusal: { text: 'broadcast.refused.noSignature' },
  });
  expect(await writer.ask('broadcast:submit', { ...own, signature: writer.sign(`${content} `) })).toMatchObject({
    refusal: { text: 'broadcast.refused.signature' },
  });
  expect(
    await writer.ask('broadcast:submit', { ...own, signature: approver.sign(content) }),
    'a signature of somebody else',
  ).toMatchObject({ refusal: { text: 'broadcast.refused.noCertificate' } });
  const submitted = await writer.get('broadcast:submit', { ...own, signature: writer.sign(content) });
  expect(submitted).toMatchObject({ state: 'waiting', signed: [{ name: '吴宣传', approves: false }] });
  await until('the approver is told', () => approver.pushes.some((p) => p.name === 'broadcast:changed'));
  expect(warned(box, id)).toEqual([]);
  const yes = { ...own, signature: approver.sign(content) };
  expect(await writer.ask('broadcast:approve', yes)).toMatchObject({ refusal: { code: 'forbidden' } });
  expect(await approver.ask('broadcast:approve', { ...yes, hash: '0'.repeat(64) })).toMatchObject({
    refusal: { text: 'broadcast.refused.changed' },
  });
  expect(await approver.ask('broadcast:approve', { ...yes, typedPlace: '3号楼' })).toMatchObject({
    refusal: { text: 'broadcast.refused.place' },
  });
  const sent = await approver.get('broadcast:approve', yes);
  expect(sent).toMatchObject({ state: 'sent', signed: [{ name: '吴宣传' }, { name: '郑主任', approves: true }] });
  await until('it is on its way', () => warned(box, id).length === 1);
  expect(await approver.ask('broadcast:approve', yes)).toMatchObject({ refusal: { code: 'conflict' } });
});

test('nobody approves what they wrote, whatever their roles', async () => {
  const admin = await connectStaff(center, 'admin');
  const { staff } = await admin.get('people:staff', {});
  const { id, name } = staff.find(({ login }) => login === 'approver') ?? { id: '', name: '' };
  await admin.get('people:saveStaff', {
    id,
    login: 'approver',
    name,
    roles: ['approver', 'broadcaster'],
    disabled: false,
  });
  newsroom.close();
  newsroom = await openNewsroom(center);
  const { approver } = newsroom;
  const draft = await approver.get('broadcast:saveDraft', { draft: draftOf({ headline: '自己批' }) });
  const { hash, content } = await approver.get('broadcast:prepare', { id: draft.id });
  const all = { id: draft.id, hash: hash ?? '', typedPlace: '昔阳里社区', signature: approver.sign(content ?? '') };
  expect(await approver.get('broadcast:submit', all)).toMatchObject({ state: 'waiting' });
  expect(await approver.ask('broadcast:approve', all)).toMatchObject({
    refusal: { code: 'forbidden', text: 'broadcast.refused.ownDraft' },
  });
  await approver.get('broadcast:discard', { id: draft.id });
  await admin.get('people:saveStaff', { id, login: 'approver', name, roles: ['approver'], disabled: false });
  admin.close();
  newsroom.close();
  newsroom = await openNewsroom(center);
});

test('returned with words, changed, and sent; a changed word needs a new approval', async () => {
  const { writer, approver } = newsroom;
  const { id, hash, content, audienceName: typedPlace } = await newsroom.prepare({ headline: '写错了' });
  await writer.get('broadcast:submit', { id, hash, typedPlace, signature: writer.sign(content) });
  const back = await approver.get('broadcast:return', { id, hash, words: '标题写清楚些' });
  expect(back).toMatchObject({ state: 'returned', words: '标题写清楚些' });
  await writer.get('broadcast:saveDraft', { id, draft: draftOf({ headline: '写对了' }) });
  const again = await writer.get('broadcast:prepare', { id });
  expect(again.hash).not.toBe(hash);
  expect(again.signed).toEqual([]);
  expect(await writer.ask('broadcast:submit', { id, hash, typedPlace, signature: writer.sign(content) })).toMatchObject(
    { refusal: { text: 'broadcast.refused.changed' } },
  );
  const text = again.content ?? '';
  const submit = { id, hash: again.hash ?? '', typedPlace };
  await writer.get('broadcast:submit', { ...submit, signature: writer.sign(text) });
  expect(await writer.ask('broadcast:saveDraft', { id, draft: draftOf() }), 'it waits').toMatchObject({
    refusal: { code: 'conflict' },
  });
  const rejected = await approver.get('broadcast:reject', { id, hash: again.hash ?? '', words: '不用发' });
  expect(rejected).toMatchObject({ state: 'rejected', words: '不用发' });
  expect(await approver.ask('broadcast:approve', { ...submit, signature: approver.sign(text) })).toMatchObject({
    refusal: { code: 'conflict' },
  });
  expect(warned(box, id)).toEqual([]);
});

test('orange out of an approved template is one person’s, as long as only the gaps were filled', async () => {
  const { writer } = newsroom;
  const { templates } = await writer.get('broadcast:templates', {});
  const snow = templates.find(({ name }) => name === '暴雪橙色');
  const filled = draftOf({
    templateId: snow?.id ?? null,
    headline: snow?.headline ?? '',
    body: (snow?.body ?? '').replace('{}', '今天夜里'),
  });
  for (const [draft, state] of [
    [filled, 'sent'],
    [{ ...filled, body: `${filled.body}快！` }, 'waiting'],
    [{ ...filled, level: 'red' as const }, 'waiting'],
  ] as const) {
    const { id } = await writer.get('broadcast:saveDraft', { draft });
    const { hash, content } = await writer.get('broadcast:prepare', { id });
    const signature = writer.sign(content ?? '');
    const submitted = await writer.get('broadcast:submit', {
      id,
      hash: hash ?? '',
      typedPlace: '昔阳里社区',
      signature,
    });
    expect(submitted.state).toBe(state);
  }
});

test('nothing goes out by a slip: place, audience, time and words are looked at', async () => {
  const { writer } = newsroom;
  const prepared = async (part: Parameters<typeof draftOf>[0]) => {
    const saved = await writer.ask('broadcast:saveDraft', { draft: draftOf({ level: 'blue', ...part }) });
    if (!saved.ok) return saved.refusal.text;
    const reply = await writer.ask('broadcast:prepare', { id: saved.value.id });
    return reply.ok ? 'prepared' : reply.refusal.text;
  };
  expect(await prepared({})).toBe('prepared');
  expect(await prepared({ audience: [] })).toBe('broadcast.refused.noAudience');
  expect(await prepared({ audience: [{ kind: 'building', id: newId() }] })).toBe('refusal.gone');
  expect(await prepared({ audience: [{ kind: 'district', code: '110101000000' }] })).toBe('broadcast.refused.district');
  expect(await prepared({ expiresAt: null })).toBe('broadcast.refused.noExpiry');
  expect(await prepared({ expiresAt: at(-1_000) })).toBe('broadcast.refused.expired');
  expect(await prepared({ expiresAt: at(80 * HOUR) })).toBe('broadcast.refused.tooLong');
  expect(await prepared({ level: null })).toBe('broadcast.refused.incomplete');
  expect(await prepared({ body: ' ' })).toBe('broadcast.refused.incomplete');
  expect(await prepared({ headline: '一二三四五六七八九十一二三四五六' })).toBe('refusal.invalid');
  const { id, hash } = await newsroom.prepare({ level: 'blue' });
  expect(await writer.ask('broadcast:submit', { id, hash, typedPlace: '3号楼' })).toMatchObject({
    refusal: { text: 'broadcast.refused.place' },
  });
  center.setClock(2 * HOUR);
  expect(await writer.ask('broadcast:submit', { id, hash, typedPlace: '昔阳里社区' })).toMatchObject({
    refusal: { text: 'broadcast.refused.expired' },
  });
  center.setClock(0);
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

test('keys rotate by a chain that boxes can follow; the old second key signs on', async () => {
  const admin = await connectStaff(center, 'admin');
  const before = await admin.get('broadcast:keys', {});
  expect(before).toMatchObject({ sampleRoot: true, missing: [] });
  const after = await admin.get('broadcast:rotateKeys', {});
  expect(after.serial).toBe(before.serial + 1);
  expect(after.issuing[0]).toBe(before.issuing[1]);
  expect([...before.issuing]).not.toContain(after.issuing[1]);
  await until('boxes are told', () => box.pushes.some((p) => p.name === 'broadcast:keys'));
  const { statements } = await box.get('broadcast:trust', { serial: before.serial });
  expect(statements).toHaveLength(1);
  expect(before.issuing).toContain(statements[0]?.key);
  const { id } = await newsroom.send({ level: 'yellow' });
  const message = await until('it is there', () => warned(box, id)[0]);
  expect(message.body.key).toBe(after.issuing[0]);
  expect(await admin.ask('broadcast:setRoot', { root: after.issuing[0] })).toMatchObject({
    refusal: { text: 'broadcast.refused.rootIsSet' },
  });
  const { signers } = await admin.get('broadcast:signers', {});
  const mine = signers.find(({ key }) => key === newsroom.writer.key);
  expect(mine).toMatchObject({ state: 'certified' });
  await admin.get('broadcast:revokeSigner', { key: newsroom.writer.key });
  const { hash, content, id: draftId } = await newsroom.prepare({});
  const own = { id: draftId, hash, typedPlace: '昔阳里社区', signature: newsroom.writer.sign(content) };
  expect(await newsroom.writer.ask('broadcast:submit', own)).toMatchObject({
    refusal: { text: 'broadcast.refused.noCertificate' },
  });
  newsroom.close();
  newsroom = await openNewsroom(center);
  admin.close();
});

test('a key without a proof, or certified by somebody else, counts for nothing', async () => {
  const officer = await connectStaff(center, 'officer');
  const admin = await connectStaff(center, 'admin');
  const { key } = newsroom.writer;
  const proof = newsroom.writer.sign('x').signature;
  expect(await officer.ask('broadcast:enrolSigner', { key, proof })).toMatchObject({
    refusal: { text: 'broadcast.refused.proof' },
  });
  const { signers } = await admin.get('broadcast:signers', {});
  const { holder } = signers.find((one) => one.key === key) ?? {};
  if (!holder) throw new Error('no such key');
  const { text } = await admin.get('broadcast:certificateText', { key, holder, days: 30 });
  expect(await admin.ask('broadcast:certify', { key, text, signature: proof })).toMatchObject({
    refusal: { text: 'broadcast.refused.notTheRoot' },
  });
  officer.close();
  admin.close();
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

test('only those may do it whose work it is, and every deed is in the audit', async () => {
  const { id } = await newsroom.send({ level: 'yellow', headline: '谁能停' });
  const canteen = await connectStaff(center, 'canteen');
  const clerk = await connectStaff(center, 'clerk');
  const officer = await connectStaff(center, 'officer');
  const forbidden = { refusal: { code: 'forbidden' } };
  for (const other of [canteen, clerk]) {
    expect(await other.ask('broadcast:saveDraft', { draft: draftOf() })).toMatchObject(forbidden);
    expect(await other.ask('broadcast:stop', { id })).toMatchObject(forbidden);
    expect(await other.ask('broadcast:messages', {})).toMatchObject(forbidden);
  }
  expect(await newsroom.approver.ask('broadcast:saveDraft', { draft: draftOf() })).toMatchObject(forbidden);
  expect(await newsroom.writer.ask('broadcast:rotateKeys', {})).toMatchObject(forbidden);
  expect(await newsroom.writer.ask('broadcast:trust', { serial: 0 })).toMatchObject(forbidden);
  expect(await box.ask('broadcast:stop', { id })).toMatchObject(forbidden);
  expect(await officer.ask('broadcast:stop', { id })).toMatchObject({ ok: true });
  const deeds = (await center.center.place.db.select().from(auditEntry))
    .filter(({ subject }) => subject === `message:${id}`)
    .map(({ deed }) => deed);
  expect(deeds).toEqual(['broadcast.submit', 'broadcast.send', 'broadcast.stop']);
  for (const staff of [canteen, clerk, officer]) staff.close();
});
