import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntry } from '../../center/audit/schema.ts';
import { newId } from '../../protocol/ids.ts';
import { draftOf, type Newsroom, openNewsroom, warned } from '../../testing/broadcaster.ts';
import {
  connectBox,
  connectStaff,
  enrolBox,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../../testing/harness.ts';

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

test('keys rotate by a chain that boxes can follow; the old second key signs on', async () => {
  const admin = await connectStaff(center, 'admin');
  const before = await admin.get('broadcast:keys', {});
  expect(before).toMatchObject({ sampleRoot: true, missing: [] });
  const standing = await newsroom.send({ level: 'red', headline: '还在播' });
  await until('it is there', () => warned(box, standing.id).length === 1);
  const after = await admin.get('broadcast:rotateKeys', {});
  await until('it is sealed anew', () => warned(box, standing.id).length === 2);
  const back = await connectBox(center, { secret: box.secret, cursors: {} });
  expect(warned(back, standing.id).map(({ body }) => body.key)).toEqual([after.issuing[0]]);
  back.close();
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
  const deeds = (await center.center.place.db.select().from(auditEntry).orderBy(auditEntry.seq))
    .filter(({ subject }) => subject === `message:${id}`)
    .map(({ deed }) => deed);
  expect(deeds).toEqual(['broadcast.submit', 'broadcast.send', 'broadcast.stop']);
  for (const staff of [canteen, clerk, officer]) staff.close();
});
