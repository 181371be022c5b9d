import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE_PASSWORD } from '../src/center/sample/people.ts';
import { newId } from '../src/protocol/ids.ts';
import { STAFF_NAMESPACE } from '../src/protocol/wire.ts';
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
let first: TestBox;
let clerk: Client;

beforeAll(async () => {
  center = await startTestCenter();
  first = await connectBox(center);
  clerk = await connectStaff(center, 'clerk');
});
afterAll(async () => {
  first.close();
  clerk.close();
  await center.stop();
});

const login = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${center.url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

async function household(door: string) {
  const { households } = await clerk.get('people:households', { search: door });
  const found = households.find((h) => h.door === door);
  if (!found) throw new Error(`no household behind ${door}`);
  return found;
}

test('only the first browser enrols itself; the next shows a code', async () => {
  expect(first.hello.enrolled).toBe(true);
  const home = await first.get('box:home', {});
  expect(home.household.label).toBe('3号楼 2门301');
  const second = await connectBox(center);
  expect(second.hello).toMatchObject({ enrolled: false, boxId: null });
  expect(await second.ask('box:home', {})).toMatchObject({ refusal: { code: 'forbidden' } });
  const { code } = await second.get('box:enrol', {});
  expect(code).toMatch(/^\d{6}$/);
  expect(await second.get('box:enrol', {})).toMatchObject({ code });
  second.close();
});

test('a code joins a box to a household once, and not a minute too late', async () => {
  const box = await enrolBox(center, '1门502');
  expect((await box.get('box:home', {})).household.label).toBe('1号楼 1门502');
  const late = await connectBox(center);
  const { code, expiresAt } = await late.get('box:enrol', {});
  const claim = { code, householdId: (await household('1门502')).id, name: '卧室' };
  center.setClock(Date.parse(expiresAt) - Date.now() + 1_000);
  try {
    expect(await clerk.ask('people:claimBox', claim)).toMatchObject({ refusal: { text: 'refusal.noSuchCode' } });
  } finally {
    center.setClock(0);
  }
  await clerk.get('people:claimBox', claim);
  expect(await clerk.ask('people:claimBox', claim)).toMatchObject({ refusal: { text: 'refusal.noSuchCode' } });
  box.close();
  late.close();
});

test('a revoked box is cut off at once and stays out', async () => {
  const box = await enrolBox(center, '3门202');
  const home = await household('3门202');
  expect(home.boxes).toMatchObject([{ online: true, revokedAt: null }]);
  const gone = new Promise((done) => box.socket.once('disconnect', done));
  await clerk.get('people:revokeBox', { boxId: home.boxes[0]?.id ?? '' });
  await gone;
  expect(box.pushes.map((p) => p.name)).toContain('box:revoked');
  expect((await household('3门202')).boxes).toMatchObject([{ online: false }]);
  const again = await connectBox(center, { secret: box.secret });
  expect(again.hello.enrolled).toBe(false);
  again.close();
});

test('the console hears when a box comes and goes', async () => {
  const box = await enrolBox(center, '2门101');
  const { id } = await household('2门101');
  const before = clerk.pushes.length;
  box.close();
  await until('the console is told', () =>
    clerk.pushes
      .slice(before)
      .some((p) => p.name === 'people:household' && (p.body as { householdId: string }).householdId === id),
  );
});

test('a wrong password, an unknown login and a disabled account look alike', async () => {
  const admin = await connectStaff(center, 'admin');
  await admin.get('people:saveStaff', {
    login: 'gone',
    name: '离岗',
    roles: ['clerk'],
    password: 'long-enough-1',
    disabled: true,
  });
  for (const body of [
    { login: 'approver', password: 'wrong' },
    { login: 'nobody', password: 'wrong' },
    { login: 'gone', password: 'long-enough-1' },
  ]) {
    const response = await login(body);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ refusal: { text: 'refusal.wrongLogin' } });
  }
  admin.close();
});

test('after five wrong passwords even the right one waits', async () => {
  for (let i = 0; i < 5; i++) await login({ login: 'broadcaster', password: 'wrong' });
  expect((await login({ login: 'broadcaster', password: SAMPLE_PASSWORD })).status).toBe(429);
  center.setClock(6 * 60_000);
  expect((await login({ login: 'broadcaster', password: SAMPLE_PASSWORD })).status).toBe(204);
  center.setClock(0);
});

test('the cookie is kept from scripts and other sites, and other sites cannot sign in', async () => {
  const response = await login({ login: 'officer', password: SAMPLE_PASSWORD });
  expect(response.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/i);
  const foreign = await login({ login: 'officer', password: SAMPLE_PASSWORD }, { origin: 'http://evil.example' });
  expect(foreign.status).toBe(403);
  const form = await fetch(`${center.url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'login=officer',
  });
  expect(form.status).toBe(415);
});

test('a console without a cookie, or from a foreign page, is not let in', async () => {
  const refusal = (headers: Record<string, string>) =>
    new Promise((done) => {
      const socket = io(`${center.url}${STAFF_NAMESPACE}`, {
        transports: ['websocket'],
        extraHeaders: headers,
        forceNew: true,
        reconnection: false,
      });
      socket.once('connect', () => done('let in'));
      socket.once('connect_error', (error) => {
        socket.close();
        done((error as Error & { data?: { code: string } }).data?.code);
      });
    });
  expect(await refusal({})).toBe('signed-out');
  expect(await refusal({ cookie: 'xiyangli-session=made-up' })).toBe('signed-out');
  expect(await refusal({ origin: 'http://evil.example' })).toBe('invalid');
});

test('signing out, other roles and disabling act at once', async () => {
  const admin = await connectStaff(center, 'admin');
  const account = {
    login: 'temp',
    name: '临时',
    roles: ['clerk' as const],
    password: SAMPLE_PASSWORD,
    disabled: false,
  };
  const { id } = await admin.get('people:saveStaff', account);
  const temp = await connectStaff(center, 'temp');
  const cut = new Promise((done) => temp.socket.once('disconnect', done));
  await admin.get('people:saveStaff', { ...account, id, password: undefined, disabled: true });
  await cut;
  await expect(connectStaff(center, 'temp')).rejects.toThrow('401');
  const { staff } = await admin.get('desk:me', {});
  const lockOut = { id: staff.id, login: 'admin', name: staff.name, roles: ['clerk' as const], disabled: false };
  expect(await admin.ask('people:saveStaff', lockOut)).toMatchObject({ refusal: { code: 'forbidden' } });
  admin.close();
});

test('households, residents and medical cards are kept, and looks at cards are written down', async () => {
  const admin = await connectStaff(center, 'admin');
  const { buildings } = await clerk.get('people:buildings', {});
  const made = await clerk.get('people:saveHousehold', {
    buildingId: buildings[3]?.id ?? '',
    door: '9门901',
    access: '',
    contacts: [],
  });
  const diet = { needs: ['soft' as const], avoids: [] };
  const view = await clerk.get('people:saveResident', {
    householdId: made.id,
    name: '赵淑兰',
    salutation: '赵奶奶',
    birthYear: 1944,
    diet,
  });
  const residentId = view.residents[0]?.id ?? '';
  await clerk.get('people:saveMedicalCard', { residentId, conditions: '哮喘', allergies: '', medicines: '' });
  expect(await clerk.get('people:medicalCard', { residentId })).toMatchObject({ conditions: '哮喘' });
  await clerk.get('wallet:counter', { householdId: made.id, fen: 5_000 });
  expect((await clerk.get('people:households', { search: '赵淑' })).households[0]?.walletFen).toBe(5_000);
  expect((await clerk.get('people:households', { search: '赵淑' })).households).toHaveLength(1);
  const { rows, broken } = await admin.get('desk:audit', {});
  expect(rows.map((row) => row.deed)).toContain('medicalCard.look');
  expect(broken).toBeNull();
  expect(await clerk.ask('people:medicalCard', { residentId: newId() })).toMatchObject({ refusal: { code: 'gone' } });
  admin.close();
});

test('what staff write on the notice shows on the televisions without being asked for', async () => {
  await clerk.get('people:saveNotice', { line: '今天停水两小时', weather: { kind: 'snow', low: -3, high: 2 } });
  await until('the television is told', () => first.pushes.some((p) => p.name === 'box:home'));
  expect(await first.get('box:home', {})).toMatchObject({
    line: '今天停水两小时',
    weather: { kind: 'snow', source: 'staff' },
  });
});
