import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectStaff, enrolBox, until } from '../../testing/harness.ts';
import { heard, newPress, type Rescue, seen, startRescue } from '../../testing/rescue.ts';
import { CALLBACK_MINUTES } from './protocol.ts';

let rescue: Rescue;
beforeAll(async () => {
  rescue = await startRescue();
});
afterAll(() => rescue.stop());

const AFTER_DUE_MS = CALLBACK_MINUTES * 60_000 + 1_000;

/** Pressed and taken back. */
async function cancelled(): Promise<string> {
  const input = newPress();
  await rescue.box.get('sos:press', input);
  expect(await rescue.box.get('sos:cancel', input)).toMatchObject({ state: 'cancelled', callback: 'due' });
  return input.alarmId;
}

test('cancelled in the countdown: quiet, but work with a clock; the next press is a new alarm', async () => {
  const { box } = rescue;
  const alarmId = await cancelled();
  expect(await box.get('sos:cancel', { alarmId })).toMatchObject({ state: 'cancelled' });
  await until('it is quiet', () => rescue.atDesk(alarmId)?.ringing === false);
  const item = rescue.atDesk(alarmId);
  expect(item).toMatchObject({ state: 'cancelled', closed: false, owner: null });
  const minutes = (Date.parse(item?.dueAt ?? '') - Date.parse(item?.openedAt ?? '')) / 60_000;
  expect(Math.round(minutes)).toBe(CALLBACK_MINUTES);
  expect((await box.get('sos:current', {})).alarm).toBeNull();

  const next = newPress();
  expect(await box.get('sos:press', next)).toMatchObject({ id: next.alarmId, state: 'pressed' });
  await box.get('sos:cancel', { alarmId: next.alarmId });
  // The time of silence is over for both, and none of them is raised.
  rescue.later(9_000);
  const witness = await enrolBox(rescue.center, '1门502');
  const other = newPress();
  await witness.get('sos:press', other);
  rescue.later(18_000);
  await until('the timers were looked at', () => rescue.atDesk(other.alarmId)?.state === 'sent');
  for (const id of [alarmId, next.alarmId]) expect(await rescue.deeds(id)).not.toContain('sos.deed.silent');
  rescue.later(0);
  for (const id of [alarmId, next.alarmId, other.alarmId]) await rescue.close(id);
  witness.close();
});

test('nobody calls back in ten minutes: it rings until somebody owns it, also across a restart', async () => {
  const alarmId = await cancelled();
  await rescue.restart();
  rescue.later(AFTER_DUE_MS);
  await until('it rings again', async () => (await rescue.deeds(alarmId)).includes('sos.deed.callBackDue'));
  const { item } = await rescue.officer.get('desk:history', { id: alarmId });
  expect(item).toMatchObject({ state: 'cancelled', ringing: true });
  await rescue.officer.get('sos:take', { alarmId });
  await until('it is quiet', () => rescue.atDesk(alarmId)?.ringing === false);
  expect(rescue.atDesk(alarmId)).toMatchObject({ state: 'cancelled', owner: { name: '赵值班' } });
  rescue.later(0);
  await rescue.close(alarmId);
});

test('somebody who has it in time is not rung at', async () => {
  const alarmId = await cancelled();
  await rescue.officer.get('sos:take', { alarmId });
  const witness = await cancelled();
  rescue.later(AFTER_DUE_MS);
  await until('the timers were looked at', () => rescue.atDesk(witness)?.ringing);
  expect(await rescue.deeds(alarmId)).not.toContain('sos.deed.callBackDue');
  rescue.later(0);
  await rescue.close(alarmId);
  await rescue.close(witness);
});

test('two officers who want to call back at the same moment: one does', async () => {
  const second = await connectStaff(rescue.center, 'officer2');
  for (let round = 0; round < 5; round++) {
    const alarmId = await cancelled();
    const replies = await Promise.all([rescue.officer, second].map((staff) => staff.ask('sos:take', { alarmId })));
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
    expect((await rescue.deeds(alarmId)).filter((deed) => deed === 'sos.deed.callBack')).toHaveLength(1);
    await rescue.close(alarmId);
  }
  second.close();
});

test('all is well: written down by its owner, and only then closed', async () => {
  const { officer, box } = rescue;
  const alarmId = await cancelled();
  const well = { alarmId, outcome: 'well', words: '按错了' } as const;
  expect(await officer.ask('sos:callBack', well)).toMatchObject({ refusal: { text: 'sos.refused.noOwner' } });
  await officer.get('sos:take', { alarmId });
  const close = { alarmId, code: 'accidental', words: '' } as const;
  expect(await officer.ask('sos:close', close)).toMatchObject({ refusal: { text: 'sos.refused.callBackFirst' } });
  expect(await officer.get('sos:callBack', well)).toMatchObject({ state: 'cancelled', callback: 'well' });
  expect((await officer.get('sos:alarm', { alarmId })).callBack).toMatchObject({
    state: 'well',
    by: '赵值班',
    words: '按错了',
    dueAt: null,
  });
  expect(await officer.get('sos:close', close)).toMatchObject({ state: 'closed', closingCode: 'accidental' });
  await until('the television has the end', () => seen(box, alarmId).includes('closed'));
  expect(await officer.ask('sos:callBack', well)).toMatchObject({ refusal: { code: 'conflict' } });
});

test('nobody answers: it is a call for help again, nobody owns it, and the chain runs from now', async () => {
  const { officer, box } = rescue;
  const alarmId = await cancelled();
  await officer.get('sos:take', { alarmId });
  const reply = await officer.get('sos:callBack', { alarmId, outcome: 'not-reached', words: '响了一分钟' });
  expect(reply).toMatchObject({ state: 'sent', officer: null, callback: 'not-reached' });
  await until('the desk rings', () => rescue.atDesk(alarmId)?.ringing);
  expect(rescue.atDesk(alarmId)).toMatchObject({ state: 'sent', owner: null });
  await until('the television knows', () => heard(box, alarmId).at(-1)?.callback === 'not-reached');
  expect((await box.get('sos:current', {})).alarm).toMatchObject({ id: alarmId, state: 'sent' });
  rescue.later(181_000);
  await until('the supervisor is asked for', () => rescue.atDesk(alarmId)?.level === 3);
  rescue.later(0);
  // A press of the resident's counts on it.
  expect(await box.get('sos:press', newPress())).toMatchObject({ id: alarmId, presses: 2 });
  expect(await officer.get('sos:take', { alarmId })).toMatchObject({ state: 'assigned' });
  expect(await officer.get('sos:close', { alarmId, code: 'no-contact', words: '' })).toMatchObject({ state: 'closed' });
});

test('taken back a second time: the call back is due anew', async () => {
  const { officer, box } = rescue;
  const alarmId = await cancelled();
  await officer.get('sos:take', { alarmId });
  await officer.get('sos:callBack', { alarmId, outcome: 'not-reached', words: '' });
  expect(await box.get('sos:cancel', { alarmId })).toMatchObject({
    state: 'cancelled',
    callback: 'due',
    officer: null,
  });
  rescue.later(AFTER_DUE_MS);
  await until('it rings again', () => rescue.atDesk(alarmId)?.ringing && rescue.atDesk(alarmId)?.state === 'cancelled');
  rescue.later(0);
  await rescue.close(alarmId);
});
