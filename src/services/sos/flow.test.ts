import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntry } from '../../center/audit/schema.ts';
import { newId } from '../../protocol/ids.ts';
import { connectBox, connectStaff, enrolBox, until } from '../../testing/harness.ts';
import { heard, newPress, type Rescue, seen, startRescue } from '../../testing/rescue.ts';
import type { AlarmView } from './protocol.ts';

let rescue: Rescue;
beforeAll(async () => {
  rescue = await startRescue();
});
afterAll(() => rescue.stop());

test('a press rings at the desk, an officer sees it through to the end, and the television follows', async () => {
  const { box, officer } = rescue;
  const input = newPress();
  const { alarmId } = input;
  expect(await box.get('sos:press', input)).toMatchObject({ id: alarmId, state: 'pressed', presses: 1, officer: null });
  const item = await until('the desk rings', () => rescue.atDesk(alarmId));
  expect(item).toMatchObject({ kind: 'alarm', service: 'sos', state: 'pressed', ringing: true, where: '3号楼 2门301' });
  expect(await box.get('sos:send', input)).toMatchObject({ state: 'sent' });
  expect(await officer.ask('sos:advance', { alarmId, to: 'answered' })).toMatchObject({
    refusal: { code: 'conflict', text: 'sos.refused.noOwner' },
  });
  expect(await officer.get('sos:take', { alarmId })).toMatchObject({ state: 'assigned', officer: '赵值班' });
  await until('it is quiet', () => rescue.atDesk(alarmId)?.ringing === false);
  for (const to of ['answered', 'dispatched', 'arrived', 'resolved'] as const)
    await officer.get('sos:advance', { alarmId, to });
  await officer.get('sos:note', { alarmId, words: '老人摔倒，已扶起' });
  const closed = await officer.get('sos:close', { alarmId, code: 'fall', words: '家属已到' });
  expect(closed).toMatchObject({ state: 'closed', closingCode: 'fall' });
  await until('the television has the end', () => seen(box, alarmId).includes('closed'));
  expect(seen(box, alarmId)).toEqual([
    'pressed',
    'sent',
    'assigned',
    'answered',
    'dispatched',
    'arrived',
    'resolved',
    'closed',
  ]);
  expect((await box.get('sos:current', {})).alarm).toBeNull();
  expect(rescue.atDesk(alarmId)).toMatchObject({ closed: true, ringing: false });
  // A late retry of the box must neither reopen it nor hide a new cry behind it.
  expect(await box.ask('sos:press', input)).toMatchObject({ refusal: { code: 'conflict' } });
  expect(await officer.ask('sos:close', { alarmId, code: 'fall', words: '' })).toMatchObject({
    refusal: { code: 'conflict' },
  });
});

test('a retry is no second alarm, a further press is counted, and two boxes of one home make one alarm', async () => {
  const { box, officer } = rescue;
  const input = newPress();
  const key = newId();
  await Promise.all([1, 2, 3].map(() => box.get('sos:press', input, key)));
  expect(await box.get('sos:press', input, key)).toMatchObject({ id: input.alarmId, presses: 1 });
  expect(await box.get('sos:press', { ...input, pressedAt: new Date().toISOString() })).toMatchObject({ presses: 2 });

  const bedroom = await enrolBox(rescue.center, '2门301');
  expect(await bedroom.get('sos:press', newPress())).toMatchObject({ id: input.alarmId, presses: 3 });
  await until('the other box hears it', () => seen(box, input.alarmId).length === 3);
  await box.get('sos:send', input);
  expect(await bedroom.get('sos:send', newPress())).toMatchObject({ id: input.alarmId, state: 'sent' });
  const { items } = await officer.get('desk:queue', { closedHours: 0 });
  expect(items.filter((item) => item.service === 'sos')).toHaveLength(1);
  expect((await rescue.deeds(input.alarmId)).filter((deed) => deed === 'sos.deed.again')).toHaveLength(2);
  await rescue.close(input.alarmId);
  bedroom.close();
});

test('two boxes of one home that press at the same moment make one alarm', async () => {
  const bedroom = await enrolBox(rescue.center, '2门301');
  const [one, other] = await Promise.all([
    rescue.box.get('sos:press', newPress()),
    bedroom.get('sos:press', newPress()),
  ]);
  expect(one.id).toBe(other.id);
  await rescue.close(one.id);
  bedroom.close();
});

test('a box that falls silent after the press has called for help, also across a restart of the center', async () => {
  const home = await enrolBox(rescue.center, '1门502');
  const input = newPress();
  await home.get('sos:press', input);
  rescue.later(7_000);
  expect((await rescue.officer.get('sos:alarm', { alarmId: input.alarmId })).state).toBe('pressed');
  home.close();
  await rescue.restart();
  rescue.later(9_000);
  await until('the center has raised it', () => rescue.atDesk(input.alarmId)?.state === 'sent');
  expect(await rescue.deeds(input.alarmId)).toContain('sos.deed.silent');
  const back = await connectBox(rescue.center, { secret: home.secret, cursors: home.hello.missed.heads });
  expect(back.hello.missed.messages.map((m) => (m.body as AlarmView).state)).toEqual(['pressed', 'sent']);
  expect((await back.get('sos:current', {})).alarm).toMatchObject({ id: input.alarmId, state: 'sent' });
  // What the box still has to say comes late, and changes nothing.
  expect(await back.get('sos:send', input)).toMatchObject({ id: input.alarmId, state: 'sent' });
  await rescue.close(input.alarmId);
  back.close();
  rescue.later(0);
});

test('what an officer has taken cannot be cancelled, and no other officer takes it or speaks for it', async () => {
  const { box, officer } = rescue;
  const input = newPress();
  const { alarmId } = input;
  await box.get('sos:press', input);
  await officer.get('sos:take', { alarmId });
  expect(await box.ask('sos:cancel', { alarmId })).toMatchObject({
    refusal: { code: 'late', text: 'sos.refused.taken' },
  });
  const second = await connectStaff(rescue.center, 'officer2');
  expect(await second.ask('sos:take', { alarmId })).toMatchObject({ refusal: { text: 'sos.refused.owned' } });
  expect(await second.ask('sos:advance', { alarmId, to: 'arrived' })).toMatchObject({
    refusal: { text: 'sos.refused.notYours' },
  });
  expect(await officer.ask('sos:advance', { alarmId, to: 'arrived' })).toMatchObject({ ok: true });
  expect(await officer.ask('sos:advance', { alarmId, to: 'answered' })).toMatchObject({
    refusal: { text: 'sos.refused.step' },
  });
  await rescue.close(alarmId);
  second.close();
});

test('two officers who take it at the same moment: one has it, the other is told so', async () => {
  const second = await connectStaff(rescue.center, 'officer2');
  const input = newPress();
  const { alarmId } = input;
  await rescue.box.get('sos:send', input);
  const replies = await Promise.all([rescue.officer, second].map((staff) => staff.ask('sos:take', { alarmId })));
  expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
  expect(replies.find((reply) => !reply.ok)).toMatchObject({ refusal: { text: 'sos.refused.owned' } });
  expect((await rescue.deeds(alarmId)).filter((deed) => deed === 'sos.state.assigned')).toHaveLength(1);
  await rescue.close(alarmId);
  second.close();
});

test('who presses again when all seemed well is heard anew', async () => {
  const { box, officer } = rescue;
  const input = newPress();
  await box.get('sos:send', input);
  await officer.get('sos:take', { alarmId: input.alarmId });
  await officer.get('sos:advance', { alarmId: input.alarmId, to: 'resolved' });
  const again = newPress();
  expect(await box.get('sos:press', again)).toMatchObject({ id: again.alarmId, state: 'pressed' });
  await until('the desk rings again', () => rescue.atDesk(again.alarmId)?.ringing);
  expect((await box.get('sos:current', {})).alarm).toMatchObject({ id: again.alarmId });
  await rescue.close(input.alarmId);
  await rescue.close(again.alarmId);
});

test('strangers: another home cannot touch it, and only officers see it', async () => {
  const { box, officer, center } = rescue;
  const home = await enrolBox(center, '3门202');
  const canteen = await connectStaff(center, 'canteen');
  const input = newPress();
  const { alarmId } = input;
  await box.get('sos:press', input);
  expect(await home.ask('sos:cancel', { alarmId })).toMatchObject({ refusal: { code: 'gone' } });
  expect(await home.ask('sos:press', input)).toMatchObject({ refusal: { code: 'conflict' } });
  expect((await home.get('sos:current', {})).alarm).toBeNull();
  expect(await canteen.ask('sos:take', { alarmId })).toMatchObject({ refusal: { code: 'forbidden' } });
  expect(await canteen.ask('sos:card', { alarmId })).toMatchObject({ refusal: { code: 'forbidden' } });
  expect(await canteen.ask('sos:alarm', { alarmId })).toMatchObject({ refusal: { code: 'forbidden' } });
  expect(await officer.ask('sos:press', input)).toMatchObject({ refusal: { code: 'forbidden' } });
  await officer.get('sos:take', { alarmId });
  expect(rescue.atDesk(alarmId, canteen)).toBeUndefined();
  expect(heard(home, alarmId)).toEqual([]);
  await rescue.close(alarmId);
  home.close();
  canteen.close();
});

test("the responder's card is shown while help is under way, and the look is in the audit", async () => {
  const { box, officer, center } = rescue;
  const input = newPress();
  const { alarmId } = input;
  await box.get('sos:send', input);
  const card = await officer.get('sos:card', { alarmId });
  expect(card).toMatchObject({ address: '3号楼 2门301', callFirst: '138-0000-0301' });
  expect(card.residents.map((resident) => resident.medical.allergies)).toContain('青霉素、虾蟹');
  const looks = (await center.center.place.db.select().from(auditEntry)).filter(
    (entry) => entry.deed === 'medicalCard.look' && (entry.detail as { alarm?: string }).alarm === alarmId,
  );
  expect(looks).toHaveLength(1);
  expect(looks[0]).toMatchObject({ actorKind: 'staff' });
  await rescue.close(alarmId);
  expect(await officer.ask('sos:card', { alarmId })).toMatchObject({ refusal: { code: 'gone' } });
});

test('a press of a box with a wrong clock is not believed to come from tomorrow or last week', async () => {
  for (const [claimed, atLeast] of [
    ['2001-01-01T00:00:00.000Z', Date.now() - 25 * 3_600_000],
    ['2101-01-01T00:00:00.000Z', Date.now() - 60_000],
  ] as const) {
    const input = { ...newPress(), pressedAt: claimed };
    const { pressedAt } = await rescue.box.get('sos:press', input);
    expect(Date.parse(pressedAt)).toBeGreaterThan(atLeast);
    expect(Date.parse(pressedAt)).toBeLessThanOrEqual(Date.now());
    await rescue.close(input.alarmId);
  }
});
