import { afterAll, beforeAll, expect, test } from 'vitest';
import { AUTO_ANSWER_MS, type CallView, type Party, type Signal } from '../../protocol/contracts/calls.ts';
import { CONSENT_WORDING } from '../../protocol/contracts/consents.ts';
import { newId } from '../../protocol/ids.ts';
import { clockTime } from '../../protocol/time.ts';
import {
  type Client,
  connectBox,
  connectRelative,
  connectStaff,
  enrolBox,
  startTestCenter,
  type TestBox,
  type TestCenter,
  type TestRelative,
  until,
} from '../../testing/harness.ts';
import { type CallBook, type MissedCall, type PastCall, RELATIVE_DIALS, RELATIVE_DIALS_MS } from './protocol.ts';

let center: TestCenter;
let box: TestBox;
let below: TestBox;
let daughter: TestRelative;
let clerk: Client;
let home: Party & { kind: 'household' };
let neighbour: Party & { kind: 'household' };

const homeOf = async (of: TestBox) => ({
  kind: 'household' as const,
  id: (await of.get('box:home', {})).household.id,
});

beforeAll(async () => {
  center = await startTestCenter();
  box = await connectBox(center);
  below = await enrolBox(center, '2门101');
  clerk = await connectStaff(center, 'clerk');
  home = await homeOf(box);
  neighbour = await homeOf(below);
  daughter = await connectRelative(center, box, { name: '王芳' });
});
afterAll(async () => {
  for (const client of [box, below, daughter, clerk]) client.close();
  await center.stop();
});

const offer: Signal = { description: { type: 'offer', sdp: 'v=0' } };
const dial = (from: Client, to: Party, call = { callId: newId(), end: newId() }) =>
  from.ask('calls:dial', { ...call, to, video: true, offer });
const relative = () => ({ kind: 'relative' as const, id: daughter.relativeId });
const names = ({ contacts }: CallBook) => contacts.map(({ name }) => name);

async function dialled(from: Client, to: Party) {
  const reply = await dial(from, to);
  if (!reply.ok) throw new Error(reply.refusal.text);
  return reply.value;
}

/** Missed calls as a box was told of them. */
const missed = (of: TestBox) =>
  of.feed
    .filter(({ name }) => name === 'call:missed')
    .map(({ body }) => body as { unseen: number; missed: MissedCall });

test('the sample home has its contacts in order, with faces and digits', async () => {
  const book = await box.get('call:overview', {});
  expect(names(book)).toEqual(['女儿 王丽', '儿子 张伟', '李爷爷', '服务中心', '女儿 王芳']);
  expect(book.contacts.map(({ digit }) => digit)).toEqual([1, 2, 3, 9, null]);
  expect(book.contacts.map(({ reachable }) => reachable)).toEqual([false, false, true, false, true]);
  expect(book.asked).toMatchObject([{ label: '1号楼 1门502', ours: false }]);
});

test('order and digits are the home’s own; one digit calls one contact', async () => {
  const { contacts } = await box.get('call:overview', {});
  const again = contacts.map(({ party }) => ({ party, digit: null })).reverse();
  const [first, second] = [again[0], again[1]].map((contact) => ({
    party: contact?.party as Party,
    digit: 1 as const,
  }));
  expect(await box.ask('call:arrange', { contacts: [first as never, second as never] })).toMatchObject({
    refusal: { code: 'invalid' },
  });
  const book = await box.get('call:arrange', { contacts: [{ party: relative(), digit: 5 }, ...again.slice(1)] });
  expect(names(book)[0]).toBe('女儿 王芳');
  expect(book.contacts[0]?.digit).toBe(5);
  await until('its other boxes hear', () => box.pushes.some(({ name }) => name === 'call:changed'));
});

test('whom one may call: strangers never, neighbours once both want it, and no longer when one does not', async () => {
  const far = await enrolBox(center, '1门502');
  const stranger = await homeOf(far);
  expect(await dial(box, stranger)).toMatchObject({ refusal: { text: 'call.refused.notYours' } });
  expect(await dial(daughter, neighbour)).toMatchObject({ refusal: { code: 'forbidden' } });
  expect(await dial(below, relative())).toMatchObject({ refusal: { code: 'gone' } });

  const [ask] = (await box.get('call:overview', {})).asked;
  const book = await box.get('call:acceptNeighbour', { neighbourId: ask?.id ?? '' });
  expect(names(book)).toContain('陈奶奶');
  const call = await dialled(far, home);
  expect(call).toMatchObject({ state: 'ringing', caller: { name: '陈奶奶' } });
  await far.get('calls:hangUp', { callId: call.id, end: call.callerEnd });

  const contact = book.contacts.find(({ party }) => 'id' in party && party.id === stranger.id);
  expect(contact?.neighbourId).toBe(ask?.id);
  await far.get('call:endNeighbour', { neighbourId: contact?.neighbourId ?? '' });
  expect(await dial(far, home)).toMatchObject({ refusal: { code: 'forbidden' } });
  // Whoever asks back has agreed.
  const { doors } = await below.get('call:doors', {});
  expect(doors).toEqual([]);
  await box.get('call:askNeighbour', { householdId: stranger.id });
  expect((await box.get('call:overview', {})).asked).toMatchObject([{ ours: true }]);
  expect(names(await far.get('call:askNeighbour', { householdId: home.id }))).toContain('张爷爷、王奶奶');
  far.close();
});

test('missed calls are counted until somebody looks, for all boxes of the home and for one that was off', async () => {
  const before = missed(box).length;
  const call = await dialled(daughter, home);
  const busy = await dialled(below, home);
  expect(busy.outcome).toBe('busy');
  await daughter.get('calls:hangUp', { callId: call.id, end: call.callerEnd });
  await until('both are told', () => missed(box).length === before + 2);
  expect(missed(box).at(-1)?.missed).toMatchObject({ caller: { name: '女儿 王芳' }, why: 'cancelled', seen: false });
  const { unseen } = await box.get('call:overview', {});
  expect(missed(box).at(-1)?.unseen).toBe(unseen);

  const bedroom = await connectBox(center, { secret: box.secret, cursors: { [`household:${home.id}`]: 0 } });
  expect(bedroom.hello.missed.messages.filter(({ name }) => name === 'call:missed').length).toBe(missed(box).length);
  expect(await bedroom.get('call:seen', {})).toMatchObject({ unseen: 0, missed: [{ seen: true }, { seen: true }, {}] });
  await until('the other box hears it', () => missed(box).at(-1)?.unseen === 0);
  bedroom.close();
});

test('quiet hours: it does not ring, and is in the list; the desk sets them at the home’s wish', async () => {
  const rung = () => box.pushes.filter(({ name }) => name === 'calls:ringing').length;
  const before = rung();
  const now = Date.now();
  const rest = { from: clockTime(now - 3_600_000), to: clockTime(now + 3_600_000) };
  expect(await box.get('call:setRest', { rest })).toMatchObject({ rest, restingNow: true });
  expect((await daughter.get('call:mine', {})).home).toEqual({ reachable: true, resting: true });
  expect(await dialled(daughter, home)).toMatchObject({ state: 'ended', outcome: 'resting' });
  await until('it is noted', () => missed(box).at(-1)?.missed?.why === 'resting');
  expect(rung()).toBe(before);
  expect(await clerk.get('call:setRestFor', { householdId: home.id, rest: null })).toMatchObject({ restingNow: false });
  const admin = await connectStaff(center, 'admin');
  const { rows } = await admin.get('desk:audit', {});
  const entry = rows.find(({ deed }) => deed === 'call.setRest');
  expect(entry).toMatchObject({ by: '孙民生', subject: `household:${home.id}` });
  admin.close();
});

test('a box answers by itself only by the consent for this caller, after the countdown, and as far as it goes', async () => {
  const subject = `relative:${daughter.relativeId}`;
  const { id: consentId } = await box.get('consents:give', {
    kind: 'answer-sound',
    subject,
    wording: CONSENT_WORDING,
  });
  const contact = (await box.get('call:overview', {})).contacts.find(({ name }) => name === '女儿 王芳');
  expect(contact).toMatchObject({ answers: 'sound', consentId });

  const call = await dialled(daughter, home);
  expect(Date.parse(call.autoAnswer?.at ?? '') - Date.parse(call.startedAt)).toBe(AUTO_ANSWER_MS);
  const answer = { callId: call.id, end: newId(), video: true, auto: true };
  expect(await box.ask('calls:answer', answer)).toMatchObject({ refusal: { code: 'forbidden' } });
  center.setClock(AUTO_ANSWER_MS);
  expect(await box.get('calls:answer', answer)).toMatchObject({ state: 'talking', calleeVideo: false });
  await box.get('calls:hangUp', answer);
  center.setClock(0);

  // Taken back while it counts down: it does not answer any more.
  const counting = await dialled(daughter, home);
  expect(counting.autoAnswer).not.toBeNull();
  await clerk.get('consents:withdrawFor', { consentId });
  center.setClock(AUTO_ANSWER_MS);
  expect(await box.ask('calls:answer', { ...answer, callId: counting.id })).toMatchObject({
    refusal: { code: 'forbidden' },
  });
  await daughter.get('calls:hangUp', { callId: counting.id, end: counting.callerEnd });
  center.setClock(0);
  const byHand = await dialled(daughter, home);
  expect(byHand.autoAnswer).toBeNull();
  expect(await box.ask('calls:answer', { ...answer, callId: byHand.id })).toMatchObject({ ok: false });
  await daughter.get('calls:hangUp', { callId: byHand.id, end: byHand.callerEnd });
});

test('agreeing to the other way of answering takes the first one back, in one ask', async () => {
  const subject = `relative:${daughter.relativeId}`;
  const wording = CONSENT_WORDING;
  const answering = async () =>
    (await box.get('consents:mine', {})).consents.filter((one) => one.subject === subject).map(({ kind }) => kind);
  const sound = await box.get('consents:give', { kind: 'answer-sound', subject, wording });
  await box.get('consents:give', { kind: 'answer-camera', subject, wording });
  expect(await answering()).toEqual(['answer-camera']);
  const { consents } = await clerk.get('consents:ofHousehold', { householdId: home.id });
  const taken = consents.find(({ id }) => id === sound.id);
  expect(taken?.withdrawnAt).not.toBeNull();
  expect(taken?.withdrawnBy).toBe('resident');

  const at = { householdId: home.id, kind: 'answer-sound', subject, wording, words: 'said so' } as const;
  const byDesk = await clerk.get('consents:giveFor', at);
  expect(await answering()).toEqual(['answer-sound']);
  const contact = (await box.get('call:overview', {})).contacts.find(({ name }) => name === '女儿 王芳');
  expect(contact).toMatchObject({ answers: 'sound', consentId: byDesk.id });

  // Two remotes in two rooms at the same moment: one way is left.
  const bedroom = await connectBox(center, { secret: box.secret });
  await Promise.all([
    bedroom.get('consents:give', { kind: 'answer-camera', subject, wording }),
    box.get('consents:give', { kind: 'answer-sound', subject, wording }),
  ]);
  bedroom.close();
  const left = await answering();
  expect(left).toHaveLength(1);
  // What the room allows, and what others are agreed to, is not touched.
  await box.get('consents:give', { kind: 'sos-camera', subject: '', wording });
  expect(await answering()).toEqual(left);
  for (const { id } of (await box.get('consents:mine', {})).consents)
    await box.get('consents:withdraw', { consentId: id });
});

test('each party has its own history, and the desk that of a home', async () => {
  const own = (await daughter.get('call:mine', {})).calls;
  expect(own.every(({ with: other }) => other.party.kind === 'household')).toBe(true);
  expect(own.map(({ outcome }) => outcome)).toEqual(
    expect.arrayContaining<PastCall['outcome']>(['cancelled', 'resting']),
  );
  const talked = own.find(({ outcome }) => outcome === 'answered');
  expect(talked?.ours).toBe(true);
  expect(talked?.talkedMs).not.toBeNull();
  const { calls } = await clerk.get('call:historyOf', { householdId: home.id });
  expect(calls).toEqual((await box.get('call:history', {})).calls);
});

test('a phone that rings the home over and over is told to wait; the desk, the home’s own calls and others ring on', async () => {
  const nephew = await connectRelative(center, box, { relation: 'friend', name: '刘强' });
  const givenUp = async (call: CallView) =>
    (call.caller.party.kind === 'relative' ? nephew : box).get('calls:hangUp', {
      callId: call.id,
      end: call.callerEnd,
    });
  for (let n = 0; n < RELATIVE_DIALS; n++) await givenUp(await dialled(nephew, home));
  const before = (await nephew.get('call:mine', {})).calls.length;
  expect(await dial(nephew, home)).toMatchObject({
    refusal: { code: 'conflict', text: 'call.refused.tooMany', params: { minutes: 10 } },
  });
  // Nothing of it is left in anybody's list.
  expect((await nephew.get('call:mine', {})).calls).toHaveLength(before);
  const officer = await connectStaff(center, 'officer');
  await givenUp(await dialled(nephew, { kind: 'desk' }));
  officer.close();
  await givenUp(await dialled(box, { kind: 'relative', id: nephew.relativeId }));
  center.setClock(RELATIVE_DIALS_MS);
  await givenUp(await dialled(nephew, home));
  center.setClock(0);
  nephew.close();
});

test('the desk is told whose relative rings, has its calls in a list, and sees who is still to be called back', async () => {
  const officer = await connectStaff(center, 'officer');
  const given = await dialled(daughter, { kind: 'desk' });
  const rung = await until('it rings', () => officer.pushes.find(({ name }) => name === 'calls:ringing'));
  expect(rung.body).toMatchObject({ call: { caller: { name: '3号楼 2门301 家的女儿 王芳' } } });
  await daughter.get('calls:hangUp', { callId: given.id, end: given.callerEnd });
  const ofDesk = async () => (await officer.get('call:ofDesk', {})).calls;
  const household = { id: home.id, label: '3号楼 2门301' };
  expect((await ofDesk())[0]).toMatchObject({
    ...{ id: given.id, with: { name: '女儿 王芳' }, household, ours: false, outcome: 'cancelled' },
    ...{ talkedMs: null, by: null, toCallBack: true },
  });
  // Called back in vain it stays open; once they have talked it does not.
  const vain = await dialled(officer, relative());
  await daughter.get('calls:refuse', { callId: vain.id, end: newId() });
  expect((await ofDesk()).find(({ id }) => id === given.id)?.toCallBack).toBe(true);
  const back = await dialled(officer, relative());
  await daughter.get('calls:answer', { callId: back.id, end: newId(), video: false });
  await officer.get('calls:hangUp', { callId: back.id, end: back.callerEnd });
  const [newest, , first] = await ofDesk();
  expect(newest).toMatchObject({ id: back.id, ours: true, outcome: 'answered', by: '赵值班', toCallBack: false });
  expect(newest?.talkedMs).not.toBeNull();
  expect(first).toMatchObject({ id: given.id, toCallBack: false });
  expect(await clerk.ask('call:ofDesk', {})).toMatchObject({ refusal: { code: 'forbidden' } });
  officer.close();
});

test('a relative whose access ends is cut off in the middle of a call', async () => {
  const son = await connectRelative(center, box, { relation: 'son', name: '张强' });
  const call = await dialled(son, home);
  await box.get('calls:answer', { callId: call.id, end: newId(), video: true });
  await box.get('relatives:revoke', { relativeId: son.relativeId });
  await until('the home is told', () =>
    box.pushes.some(({ name, body }) => {
      const { id, state } = body as { id: string; state: string };
      return name === 'calls:changed' && id === call.id && state === 'ended';
    }),
  );
  expect(await dial(box, { kind: 'relative', id: son.relativeId })).toMatchObject({ refusal: { code: 'forbidden' } });
  expect(names(await box.get('call:overview', {}))).not.toContain('儿子 张强');
  son.close();
});
