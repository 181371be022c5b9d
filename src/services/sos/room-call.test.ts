import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONSENT_WORDING } from '../../protocol/contracts/consents.ts';
import { newId } from '../../protocol/ids.ts';
import { connectBox, connectRelative, connectStaff, until } from '../../testing/harness.ts';
import { newPress, type Rescue, seen, startRescue } from '../../testing/rescue.ts';

let rescue: Rescue;
let householdId: string;
beforeAll(async () => {
  rescue = await startRescue();
  householdId = (await rescue.box.get('box:home', {})).household.id;
});
afterAll(() => rescue.stop());

const offer = { description: { type: 'offer' as const, sdp: 'v=0' } };
const toRoom = (subject: string) => ({
  callId: newId(),
  end: newId(),
  to: { kind: 'household' as const, id: householdId },
  purpose: 'sos' as const,
  subject,
  video: true,
  offer,
});

async function taken(): Promise<string> {
  const press = newPress();
  await rescue.box.get('sos:send', press);
  await rescue.officer.get('sos:take', { alarmId: press.alarmId });
  return press.alarmId;
}

test('the owner calls the room: the box of the alarm answers at once, without its camera where nobody agreed to it', async () => {
  const { box, officer, center } = rescue;
  const alarmId = await taken();
  const other = await connectStaff(center, 'officer2');
  expect(await other.ask('calls:dial', toRoom(alarmId))).toMatchObject({ refusal: { text: 'sos.refused.notYours' } });
  expect(await box.ask('calls:dial', { ...toRoom(alarmId), to: { kind: 'desk' } })).toMatchObject({
    refusal: { code: 'forbidden' },
  });
  expect(await officer.get('sos:alarm', { alarmId })).toMatchObject({ call: { state: 'none' } });

  const call = await officer.get('calls:dial', toRoom(alarmId));
  expect(call.autoAnswer).toMatchObject({ at: call.startedAt, video: false, boxId: box.hello.boxId });
  const answer = { callId: call.id, end: newId(), video: true, auto: true };
  expect(await box.get('calls:answer', answer)).toMatchObject({ state: 'talking', calleeVideo: false });
  expect(await officer.get('sos:alarm', { alarmId })).toMatchObject({
    state: 'answered',
    call: { state: 'talking', callId: call.id },
  });
  await until('the television knows', () => seen(box, alarmId).includes('answered'));
  await officer.get('calls:hangUp', { callId: call.id, end: call.callerEnd });
  expect(await officer.get('sos:alarm', { alarmId })).toMatchObject({ call: { state: 'ended', why: 'answered' } });
  expect(await rescue.deeds(alarmId)).toEqual(
    expect.arrayContaining(['sos.deed.call.talking', 'sos.deed.call.answered']),
  );
  const admin = await connectStaff(center, 'admin');
  const { rows } = await admin.get('desk:audit', {});
  const entry = rows.find(({ deed }) => deed === 'call.autoAnswer');
  expect(entry).toMatchObject({ subject: `call:${call.id}`, detail: { purpose: 'sos', video: false } });
  admin.close();
  other.close();
  await rescue.close(alarmId);
});

test('with the consent the camera opens, until it is withdrawn; and what the home was in gives way', async () => {
  const { box, officer, center } = rescue;
  const wanted = { kind: 'sos-camera' as const, wording: CONSENT_WORDING };
  expect(await box.ask('consents:give', { ...wanted, wording: '2020-01' })).toMatchObject({
    refusal: { text: 'house.consent.refused.wording' },
  });
  const { id: consentId } = await box.get('consents:give', wanted);
  expect(await box.get('consents:give', wanted)).toMatchObject({ id: consentId });

  const daughter = await connectRelative(center, box);
  const family = { callId: newId(), end: newId() };
  await daughter.get('calls:dial', { ...family, to: { kind: 'household', id: householdId }, video: true, offer });
  const end = newId();
  await box.get('calls:answer', { callId: family.callId, end, video: true });

  const alarmId = await taken();
  const call = await officer.get('calls:dial', toRoom(alarmId));
  expect(call).toMatchObject({ state: 'ringing', autoAnswer: { video: true } });
  await until('the daughter is told', () =>
    daughter.pushes.find(({ name, body }) => name === 'calls:changed' && JSON.stringify(body).includes('"answered"')),
  );

  await box.get('calls:answer', { callId: call.id, end: newId(), video: true, auto: true });
  await box.get('calls:hangUp', { callId: call.id, end });
  daughter.close();

  await box.get('consents:withdraw', { consentId });
  expect(await officer.get('calls:dial', toRoom(alarmId))).toMatchObject({ autoAnswer: { video: false } });
  const clerk = await connectStaff(center, 'clerk');
  expect(await clerk.get('consents:ofHousehold', { householdId })).toMatchObject({
    consents: [{ kind: 'sos-camera', givenBy: 'resident', withdrawnBy: 'resident' }],
  });
  clerk.close();
  await rescue.close(alarmId);
});

test('a box that is off: the call fails at once, and the alarm says why', async () => {
  const { officer, center } = rescue;
  const alarmId = await taken();
  const { secret } = rescue.box;
  rescue.box.close();
  await until('it is gone', async () => {
    const call = await officer.get('calls:dial', toRoom(alarmId));
    return call.outcome === 'unreachable';
  });
  expect(await officer.get('sos:alarm', { alarmId })).toMatchObject({ call: { state: 'failed', why: 'unreachable' } });
  rescue.box = await connectBox(center, { secret });
  await rescue.close(alarmId);
});
