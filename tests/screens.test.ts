import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../src/protocol/ids.ts';
import { openNewsroom, stopped, warned } from '../src/testing/broadcaster.ts';
import {
  type Client,
  connectBox,
  connectStaff,
  enrolBox,
  startTestCenter,
  type TestBox,
  type TestCenter,
  until,
} from '../src/testing/harness.ts';

let center: TestCenter;
let screen: TestBox;
let clerk: Client;

beforeAll(async () => {
  center = await startTestCenter();
  clerk = await connectStaff(center, 'clerk');
});
afterAll(async () => {
  screen.close();
  clerk.close();
  await center.stop();
});

async function place(door: string) {
  const { households } = await clerk.get('people:households', { search: door });
  const found = households.find((one) => one.door === door);
  if (!found) throw new Error(`nothing behind ${door}`);
  return found;
}

test('the first browser in screen mode becomes the lobby’s screen, whoever came before, and the console says so', async () => {
  expect(await clerk.get('desk:me', {})).toMatchObject({ autoEnrol: true, autoEnrolScreen: true });
  screen = await connectBox(center, { mode: 'screen' });
  expect(screen.hello.enrolled).toBe(true);
  expect(await screen.get('box:home', {})).toMatchObject({ household: { label: '3号楼 大厅' }, residents: [] });
  expect(await clerk.get('desk:me', {})).toMatchObject({ autoEnrol: true, autoEnrolScreen: false });
  const tv = await connectBox(center);
  expect((await tv.get('box:home', {})).household.label).toBe('3号楼 2门301');
  expect(await clerk.get('desk:me', {})).toMatchObject({ autoEnrol: false, autoEnrolScreen: false });
  const second = await connectBox(center, { mode: 'screen' });
  expect(second.hello.enrolled).toBe(false);
  second.close();
  tv.close();
});

test('a clerk makes a public place and enrols a screen there; televisions and homes do not mix with them', async () => {
  const { buildingId } = await place('1门502');
  const hall = await clerk.get('people:saveHousehold', {
    kind: 'public',
    buildingId,
    door: '活动室',
    access: '',
    contacts: [],
  });
  expect(hall).toMatchObject({ kind: 'public', label: '1号楼 活动室' });
  const newScreen = await connectBox(center, { mode: 'screen' });
  const newTv = await connectBox(center);
  const { code } = await newScreen.get('box:enrol', {});
  const home = await place('1门502');
  const claim = { householdId: hall.id, name: '门口' };
  expect(await clerk.ask('people:claimBox', { ...claim, code, householdId: home.id })).toMatchObject({
    refusal: { code: 'conflict', text: 'refusal.wrongPlace.screen' },
  });
  expect(await clerk.ask('people:claimBox', { ...claim, code: (await newTv.get('box:enrol', {})).code })).toMatchObject(
    { refusal: { code: 'conflict', text: 'refusal.wrongPlace.tv' } },
  );
  // The refusals have not used the code up.
  await clerk.get('people:claimBox', { ...claim, code });
  await until('the screen is told', () => newScreen.pushes.some((push) => push.name === 'box:enrolled'));
  const enrolled = await connectBox(center, { mode: 'screen', secret: newScreen.secret });
  expect((await enrolled.get('box:home', {})).household.label).toBe('1号楼 活动室');
  // What it is stays as it is, also when it is saved again.
  const saved = await clerk.get('people:saveHousehold', { ...hall, kind: undefined, access: '钥匙在值班室' });
  expect(saved).toMatchObject({ kind: 'public', access: '钥匙在值班室' });
  for (const box of [newScreen, newTv, enrolled]) box.close();
});

test('nobody lives in a public place, is called there, or pays', async () => {
  const { id: householdId, buildingId, door, access } = await place('大厅');
  const refused = { refusal: { code: 'conflict', text: 'refusal.publicPlace' } };
  const resident = { name: '某人', salutation: '某人', birthYear: 1950, diet: { needs: [], avoids: [] } };
  expect(await clerk.ask('people:saveResident', { householdId, ...resident })).toMatchObject(refused);
  expect(await clerk.ask('wallet:counter', { householdId, fen: 100 })).toMatchObject(refused);
  const contacts = [{ name: '某人', relation: '', phone: '110' }];
  expect(
    await clerk.ask('people:saveHousehold', { id: householdId, buildingId, door, access, contacts }),
  ).toMatchObject(refused);
  const { buildings } = await clerk.get('people:buildings', {});
  expect(buildings.find((one) => one.name === '3号楼')).toMatchObject({ households: 2 });
});

test('a screen may ask for what it shows, and for nothing that is a household’s', async () => {
  const forbidden = { refusal: { code: 'forbidden' } };
  const alarm = { alarmId: newId(), pressedAt: new Date().toISOString() };
  expect(await screen.ask('sos:press', alarm)).toMatchObject(forbidden);
  expect(await screen.ask('meals:orders', {})).toMatchObject(forbidden);
  expect(await screen.ask('broadcast:trust', { serial: 0 })).toMatchObject({ ok: true });
});

test('warnings reach it by community and building, and nobody is to call a lobby that has not confirmed', async () => {
  const newsroom = await openNewsroom(center);
  const home = await enrolBox(center, '2门101');
  const { buildingId } = await place('大厅');
  const { writer } = newsroom;
  const reach = await writer.get('broadcast:count', { audience: [{ kind: 'building', id: buildingId }] });
  expect(reach).toMatchObject({ households: 2, boxes: 3 });
  const { id } = await newsroom.send({ level: 'red', audience: [{ kind: 'building', id: buildingId }] });
  await until('the screen has it', () => warned(screen, id).length === 1);
  const { unconfirmed, coverage } = await writer.get('broadcast:coverage', { id });
  expect(coverage.boxes).toBe(3);
  expect(unconfirmed.map((one) => one.label).sort()).toEqual(['3号楼 2门101', '3号楼 2门301']);
  await writer.get('broadcast:stop', { id });
  await until('the screen hears its end', () => stopped(screen, id));
  home.close();
  newsroom.close();
});
