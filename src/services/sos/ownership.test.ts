import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { auditEntry } from '../../center/audit/schema.ts';
import { type Client, connectStaff, enrolBox, until } from '../../testing/harness.ts';
import { heard, newPress, type Rescue, startRescue } from '../../testing/rescue.ts';
import { HANDOVER_S } from './protocol.ts';

let rescue: Rescue;
let second: Client;
let alarmId: string;
let secondId: string;

beforeAll(async () => {
  rescue = await startRescue();
});
afterAll(() => rescue.stop());
beforeEach(async () => {
  second = await connectStaff(rescue.center, 'officer2');
  secondId = (await second.get('desk:me', {})).staff.id;
  const input = newPress();
  ({ alarmId } = input);
  await rescue.box.get('sos:send', input);
  await rescue.officer.get('sos:take', { alarmId });
  return async () => {
    rescue.later(0);
    await rescue.close(alarmId);
    second.close();
  };
});

/** The consoles of an officer have left, as far as the center knows. */
async function leaves(client: Client, watcher: Client, id: string): Promise<void> {
  client.close();
  await until('the center has noticed', async () => {
    const { officers } = await watcher.get('desk:colleagues', {});
    return officers.find((one) => one.id === id)?.online === false;
  });
}

test('handed over: theirs at once, and it rings at theirs until they look', async () => {
  const { officer, box } = rescue;
  const { officers } = await officer.get('desk:colleagues', {});
  expect(officers).toContainEqual({ id: secondId, name: '钱值班', online: true });
  expect(officers.map((one) => one.name)).not.toContain('赵值班');
  expect(officers.find((one) => one.name === '冯管理')).toMatchObject({ online: false });

  expect(await officer.get('sos:handOver', { alarmId, staffId: secondId })).toMatchObject({
    state: 'assigned',
    officer: '钱值班',
  });
  await until('it rings', () => rescue.atDesk(alarmId, second)?.ringing);
  expect(rescue.atDesk(alarmId, second)?.owner).toMatchObject({ id: secondId });
  await until('the television says who', () => heard(box, alarmId).at(-1)?.officer === '钱值班');
  expect(await officer.ask('sos:advance', { alarmId, to: 'answered' })).toMatchObject({
    refusal: { text: 'sos.refused.notYours' },
  });
  expect(await officer.ask('sos:look', { alarmId })).toMatchObject({ refusal: { text: 'sos.refused.notYours' } });
  expect((await officer.get('sos:alarm', { alarmId })).owner).toMatchObject({ online: true, unseen: true });
  await second.get('sos:look', { alarmId });
  await second.get('sos:look', { alarmId });
  await until('it is quiet', () => rescue.atDesk(alarmId, second)?.ringing === false);
  expect((await rescue.deeds(alarmId)).filter((deed) => deed === 'sos.deed.look')).toHaveLength(1);
  rescue.later(HANDOVER_S * 1_000 + 1_000);
  expect(await second.get('sos:advance', { alarmId, to: 'answered' })).toMatchObject({ officer: '钱值班' });
});

test('a step of the new owner is a look, too', async () => {
  await rescue.officer.get('sos:handOver', { alarmId, staffId: secondId });
  await second.get('sos:advance', { alarmId, to: 'answered' });
  await until('it is quiet', () => rescue.atDesk(alarmId, second)?.ringing === false);
  // Another home's silence is the sign that the center has looked at its timers at that time.
  const home = await enrolBox(rescue.center, '1门502');
  const witness = newPress();
  await home.get('sos:press', witness);
  rescue.later(HANDOVER_S * 1_000 + 1_000);
  await until('the timers were looked at', () => rescue.atDesk(witness.alarmId)?.level === 1);
  expect((await rescue.officer.get('sos:alarm', { alarmId })).owner).toMatchObject({ id: secondId, unseen: false });
  expect(await rescue.deeds(alarmId)).not.toContain('sos.deed.unseen');
  await rescue.close(witness.alarmId);
  home.close();
});

test('nobody looks in a minute: it is the giver’s again, and rings there', async () => {
  const { officer } = rescue;
  await officer.get('sos:handOver', { alarmId, staffId: secondId });
  rescue.later(HANDOVER_S * 1_000 + 1_000);
  await until('it is back', () => rescue.atDesk(alarmId)?.owner?.name === '赵值班');
  expect(rescue.atDesk(alarmId)).toMatchObject({ ringing: true });
  expect(await rescue.deeds(alarmId)).toContain('sos.deed.unseen');
  await officer.get('sos:look', { alarmId });
  expect(await officer.get('sos:advance', { alarmId, to: 'answered' })).toMatchObject({ officer: '赵值班' });
});

test('not to somebody who is not there, who is no officer, or oneself', async () => {
  const { officer } = rescue;
  await leaves(second, officer, secondId);
  expect(await officer.ask('sos:handOver', { alarmId, staffId: secondId })).toMatchObject({
    refusal: { text: 'sos.refused.notThere', params: { name: '钱值班' } },
  });
  const canteen = await connectStaff(rescue.center, 'canteen');
  const me = (await officer.get('desk:me', {})).staff.id;
  for (const staffId of [(await canteen.get('desk:me', {})).staff.id, me]) {
    expect(await officer.ask('sos:handOver', { alarmId, staffId })).toMatchObject({ refusal: { code: 'gone' } });
  }
  canteen.close();
});

test('taken over from an owner who has gone, with words, and it is in the audit', async () => {
  const { center } = rescue;
  const me = (await rescue.officer.get('desk:me', {})).staff.id;
  const words = '赵值班下班了';
  expect((await second.get('sos:alarm', { alarmId })).mayTakeOver).toBe(false);
  expect(await second.ask('sos:takeOver', { alarmId, words })).toMatchObject({
    refusal: { text: 'sos.refused.ownerThere' },
  });
  await leaves(rescue.officer, second, me);
  expect(await second.get('sos:alarm', { alarmId })).toMatchObject({ mayTakeOver: true, owner: { online: false } });
  expect(await second.ask('sos:takeOver', { alarmId, words: ' ' })).toMatchObject({ refusal: { code: 'invalid' } });
  expect(await second.get('sos:takeOver', { alarmId, words })).toMatchObject({ officer: '钱值班', state: 'assigned' });
  rescue.officer = await connectStaff(center, 'officer');
  expect(await rescue.officer.ask('sos:advance', { alarmId, to: 'answered' })).toMatchObject({
    refusal: { text: 'sos.refused.notYours' },
  });
  const entries = await center.center.place.db
    .select()
    .from(auditEntry)
    .where(eq(auditEntry.subject, `request:${alarmId}`));
  expect(entries.find((entry) => entry.deed === 'sos.takeOver')?.detail).toEqual({ from: me, words });
});

test('an admin may take over from an owner who is there', async () => {
  const admin = await connectStaff(rescue.center, 'admin');
  expect((await admin.get('sos:alarm', { alarmId })).mayTakeOver).toBe(true);
  expect(await admin.get('sos:takeOver', { alarmId, words: '值班员离席' })).toMatchObject({ officer: '冯管理' });
  admin.close();
});
