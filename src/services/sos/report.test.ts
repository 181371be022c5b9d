import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntry } from '../../center/audit/schema.ts';
import { SAMPLE_PASSWORD } from '../../center/sample/people.ts';
import { addDays, dayOf } from '../../protocol/time.ts';
import { connectStaff, enrolBox, type TestBox, until } from '../../testing/harness.ts';
import { newPress, type Rescue, startRescue } from '../../testing/rescue.ts';
import { ALARMS_CSV } from './protocol.ts';

const today = () => dayOf(Date.now());
let rescue: Rescue;
beforeAll(async () => {
  rescue = await startRescue();
  await fiveAlarms();
});
afterAll(() => rescue.stop());

/** Presses, and has it taken so many seconds later. */
async function takenAfter(box: TestBox, seconds: number): Promise<string> {
  const input = newPress();
  await box.get('sos:send', input);
  rescue.center.setClock(seconds * 1_000);
  await rescue.officer.get('sos:take', input);
  rescue.center.setClock(0);
  return input.alarmId;
}

/** Taken after 20, 100 and 200 s, one taken back, one drill. */
async function fiveAlarms(): Promise<void> {
  const { officer, box, center } = rescue;
  const fast = await takenAfter(box, 20);
  await officer.get('sos:advance', { alarmId: fast, to: 'answered' });
  await officer.get('sos:close', { alarmId: fast, code: 'fall', words: '' });
  const slow = await takenAfter(box, 100);
  await officer.get('sos:close', { alarmId: slow, code: 'fall', words: '' });

  const home = await enrolBox(center, '1门502');
  const lost = newPress();
  await home.get('sos:send', lost);
  rescue.later(200_000);
  await until('all are told', () => rescue.atDesk(lost.alarmId)?.level === 3);
  await officer.get('sos:take', lost);
  await officer.get('sos:close', { alarmId: lost.alarmId, code: 'medical', words: '' });
  rescue.later(0);
  home.close();

  const mistake = newPress();
  await box.get('sos:press', mistake);
  await box.get('sos:cancel', mistake);

  const { household } = await box.get('box:home', {});
  await officer.get('sos:startDrill', { householdId: household.id });
  const drill = newPress();
  await box.get('sos:press', drill);
  await officer.get('sos:take', drill);
  await officer.get('sos:close', { alarmId: drill.alarmId, code: 'test', words: '' });
  await officer.get('sos:stopDrill', { householdId: household.id });
}

test('counts, answer times and shares of a period; drills are left out', async () => {
  const report = await rescue.officer.get('sos:report', { from: today(), to: today() });
  expect(report).toMatchObject({ alarms: 4, cancelled: 1, reopened: 0 });
  expect(report.byCode.toSorted((a, b) => b.alarms - a.alarms)).toEqual([
    { code: 'fall', alarms: 2 },
    { code: 'medical', alarms: 1 },
  ]);
  expect(report.byState).toContainEqual({ state: 'cancelled', alarms: 1 });
  expect(report.byState).toContainEqual({ state: 'closed', alarms: 3 });
  // The one that was taken back called for nobody: 20, 100 and 200 s remain.
  expect(report.owner).toMatchObject({ of: 3, came: 3 });
  expect(report.owner.p50S).toBeGreaterThanOrEqual(100);
  expect(report.owner.p50S).toBeLessThan(110);
  expect(report.owner.p95S).toBeGreaterThan(report.owner.p50S ?? 0);
  expect(report.owner.within60).toBeCloseTo(1 / 3);
  expect(report.owner.within180).toBeCloseTo(2 / 3);
  expect(report.talk).toMatchObject({ of: 3, came: 1 });
  expect(report.escalated.find((step) => step.who === 'supervisor')).toEqual({ who: 'supervisor', alarms: 1 });
  expect(report.buildings.map(({ name, alarms, owner }) => [name, alarms, owner.of])).toEqual([
    ['1号楼', 1, 1],
    ['3号楼', 3, 2],
  ]);
});

test('an alarm that waits for an owner counts as late; one that became an alarm again counts from then on', async () => {
  const home = await enrolBox(rescue.center, '3门202');
  const input = newPress();
  const { alarmId } = input;
  await home.get('sos:press', input);
  await home.get('sos:cancel', input);
  rescue.center.setClock(300_000);
  await rescue.officer.get('sos:take', { alarmId });
  await rescue.officer.get('sos:callBack', { alarmId, outcome: 'not-reached', words: '' });
  const building = async () =>
    (await rescue.officer.get('sos:report', { from: today(), to: today() })).buildings.find((b) => b.name === '5号楼');
  expect((await building())?.owner).toMatchObject({ of: 1, came: 0, p50S: null, within180: 0 });
  rescue.center.setClock(310_000);
  await rescue.officer.get('sos:take', { alarmId });
  const owner = (await building())?.owner;
  expect(owner).toMatchObject({ of: 1, came: 1, within60: 1 });
  expect(owner?.p50S).toBeLessThan(15);
  const report = await rescue.officer.get('sos:report', { from: today(), to: today() });
  expect(report).toMatchObject({ cancelled: 2, reopened: 1 });
  rescue.center.setClock(0);
  home.close();
});

test('days without alarms, days the wrong way round, and who is no officer', async () => {
  const { officer } = rescue;
  const [from, to] = [addDays(today(), -30), addDays(today(), -2)];
  expect(await officer.get('sos:report', { from, to })).toMatchObject({
    alarms: 0,
    byState: [],
    owner: { of: 0, came: 0, p50S: null, within60: null },
    buildings: [],
  });
  for (const wrong of [
    { from: to, to: from },
    { from: addDays(to, -400), to },
  ]) {
    expect(await officer.ask('sos:report', wrong)).toMatchObject({ refusal: { text: 'sos.refused.period' } });
  }
  const clerk = await connectStaff(rescue.center, 'clerk');
  expect(await clerk.ask('sos:report', { from, to })).toMatchObject({ refusal: { code: 'forbidden' } });
  clerk.close();
});

async function signIn(login: string): Promise<string> {
  const response = await fetch(`${rescue.center.url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: SAMPLE_PASSWORD }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const fetchCsv = (query: string, cookie?: string) =>
  fetch(`${rescue.center.url}${ALARMS_CSV}${query}`, { headers: cookie ? { cookie } : {} });

test('the table of all alarms opens in Excel, runs no formula, and its export is in the audit', async () => {
  const clerk = await connectStaff(rescue.center, 'clerk');
  const { households } = await clerk.get('people:households', { search: '2门301' });
  const { id: householdId = '' } = households[0] ?? {};
  const diet = { needs: [], avoids: [] };
  const name = '=HYPERLINK("http://evil")';
  await clerk.get('people:saveResident', { householdId, name, salutation: '某', birthYear: 1900, diet });
  await rescue.box.get('sos:press', newPress());

  const cookie = await signIn('officer');
  const response = await fetchCsv(`?from=${today()}&to=${today()}`, cookie);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toContain('attachment');
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [head, ...lines] = new TextDecoder().decode(bytes).trim().split('\r\n');
  expect(head).toContain('编号,演练,楼,门,住户');
  expect(lines).toHaveLength(7);
  expect(lines.filter((line) => line.includes(',是,3号楼'))).toHaveLength(1);
  expect(lines.join('\n')).toContain('跌倒');
  expect(lines.at(-1)).toContain(`,"'=HYPERLINK(""http://evil"")、`);
  const exports = (await rescue.center.center.place.db.select().from(auditEntry)).filter(
    (entry) => entry.deed === 'sos.export',
  );
  expect(exports).toMatchObject([{ actorKind: 'staff', detail: { from: today(), to: today() } }]);
  clerk.close();
});

test('the table is for officers who are signed in, and for days that make sense', async () => {
  const days = `?from=${today()}&to=${today()}`;
  expect((await fetchCsv(days)).status).toBe(401);
  expect((await fetchCsv(days, 'xiyangli-session=nonsense')).status).toBe(401);
  expect((await fetchCsv(days, await signIn('clerk'))).status).toBe(403);
  const cookie = await signIn('officer');
  expect((await fetchCsv('?from=yesterday&to=today', cookie)).status).toBe(400);
  expect((await fetchCsv('', cookie)).status).toBe(400);
  expect((await fetchCsv(`?from=${today()}&to=${addDays(today(), -1)}`, cookie)).status).toBe(400);
});
