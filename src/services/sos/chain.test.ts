import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectStaff, enrolBox, until } from '../../testing/harness.ts';
import { newPress, type Rescue, startRescue } from '../../testing/rescue.ts';
import type { AlarmDetail } from './protocol.ts';

let rescue: Rescue;
beforeAll(async () => {
  rescue = await startRescue();
});
afterAll(() => rescue.stop());

const STEPS = ['family', 'officer', 'grid', 'supervisor'].flatMap((who) => [
  `sos.deed.${who}`,
  `sos.deed.${who}.nobody`,
]);
const steps = async (id: string) => (await rescue.deeds(id)).filter((deed) => STEPS.includes(deed));
const detail = (alarmId: string): Promise<AlarmDetail> => rescue.officer.get('sos:alarm', { alarmId });
const names = (alarm: AlarmDetail) => alarm.chain.flatMap((step) => step.notices.map((notice) => notice.name));

async function householdOf(door: string) {
  const { households } = await rescue.officer.get('people:households', { search: door });
  const found = households.find((one) => one.door === door);
  if (!found) throw new Error(`no household behind ${door}`);
  return found;
}

test('nobody takes it: family and officers at once, grid worker after 60 s, supervisor after 180 s, by name', async () => {
  const input = newPress();
  const { alarmId } = input;
  await rescue.box.get('sos:press', input);
  await rescue.box.get('sos:send', input);
  await until('the first steps', () => rescue.atDesk(alarmId)?.level === 1);
  await until('both are there', () => rescue.atDesk(alarmId)?.version === 4);
  expect(names(await detail(alarmId))).toEqual(['王丽', '李建国']);
  rescue.later(61_000);
  await until('the grid worker is asked for', () => rescue.atDesk(alarmId)?.level === 2);
  expect(await steps(alarmId)).not.toContain('sos.deed.supervisor');
  await rescue.restart();
  rescue.later(181_000);
  await until('the supervisor is asked for', () => rescue.atDesk(alarmId)?.level === 3);
  expect(rescue.atDesk(alarmId)?.ringing).toBe(true);
  expect(await steps(alarmId)).toEqual(['sos.deed.family', 'sos.deed.officer', 'sos.deed.grid', 'sos.deed.supervisor']);
  const { chain } = await detail(alarmId);
  expect(chain.map(({ who, state, afterS }) => [who, state, afterS])).toEqual([
    ['family', 'done', 0],
    ['officer', 'done', 0],
    ['grid', 'done', 60],
    ['supervisor', 'done', 180],
  ]);
  expect(chain[2]?.notices).toMatchObject([
    { name: '高志远', phone: '131-0000-0003', state: 'due', channel: 'desk', by: null },
  ]);
  rescue.later(0);
  await rescue.close(alarmId);
});

test('a center that was away for long makes up for every step, once and in order', async () => {
  const input = newPress();
  await rescue.box.get('sos:send', input);
  await until('the first steps', () => rescue.atDesk(input.alarmId)?.level === 1);
  await rescue.center.center.stop();
  rescue.center.setClock(3_600_000);
  await rescue.restart();
  await until('the last step', async () => (await steps(input.alarmId)).length === 4);
  expect(await steps(input.alarmId)).toEqual([
    'sos.deed.family',
    'sos.deed.officer',
    'sos.deed.grid',
    'sos.deed.supervisor',
  ]);
  rescue.later(0);
  await rescue.close(input.alarmId);
});

test('an owner stops the chain, and the officer sees which steps never came', async () => {
  const input = newPress();
  const { alarmId } = input;
  await rescue.box.get('sos:send', input);
  await until('the family is asked for', () => rescue.atDesk(alarmId)?.level === 1);
  await rescue.officer.get('sos:take', { alarmId });
  // Another home's alarm is the sign that the center has looked at its timers at that time.
  const home = await enrolBox(rescue.center, '1门502');
  const other = newPress();
  await home.get('sos:send', other);
  await until('its first step', () => rescue.atDesk(other.alarmId)?.level === 1);
  rescue.later(200_000);
  await until('its steps', () => rescue.atDesk(other.alarmId)?.level === 3);
  expect(await rescue.officer.get('desk:history', { id: alarmId })).toMatchObject({
    item: { level: 1, ringing: false },
  });
  const { chain } = await detail(alarmId);
  expect(chain.map((step) => step.state)).toEqual(['done', 'done', 'stopped', 'stopped']);
  rescue.later(0);
  await rescue.close(alarmId);
  await rescue.close(other.alarmId);
  home.close();
});

test("a household's own chain: its order, its seconds, and nobody who was left out", async () => {
  const clerk = await connectStaff(rescue.center, 'clerk');
  const { id: householdId } = await householdOf('1门101');
  expect(await clerk.get('responders:chain', { householdId })).toMatchObject({ own: false });
  const chain = [
    { who: 'supervisor', afterS: 30 },
    { who: 'grid', afterS: 5 },
  ] as const;
  const saved = await clerk.get('responders:saveChain', { householdId, chain: [...chain] });
  expect(saved).toMatchObject({
    own: true,
    steps: [
      { who: 'grid', afterS: 5, people: [{ name: '宋晓燕' }] },
      { who: 'supervisor', afterS: 30, people: [{ name: '郑主任' }] },
    ],
  });
  for (const broken of [[], [...chain, chain[0]], [{ who: 'grid', afterS: -1 }], [{ who: 'mayor', afterS: 1 }]]) {
    const reply = await clerk.raw({
      name: 'responders:saveChain',
      key: crypto.randomUUID(),
      input: { householdId, chain: broken },
    });
    expect(reply).toMatchObject({ refusal: { code: 'invalid' } });
  }

  const home = await enrolBox(rescue.center, '1门101');
  const input = newPress();
  await home.get('sos:send', input);
  // Saved while the alarm runs: it keeps the chain it began with.
  await clerk.get('responders:saveChain', { householdId, chain: null });
  rescue.later(31_000);
  await until('the last step', () => rescue.atDesk(input.alarmId)?.level === 2);
  expect(await steps(input.alarmId)).toEqual(['sos.deed.grid', 'sos.deed.supervisor']);
  expect(await clerk.get('responders:chain', { householdId })).toMatchObject({ own: false });
  rescue.later(0);
  await rescue.close(input.alarmId);
  home.close();
  clerk.close();
});

test('grid workers and the supervisor are kept by staff; where nobody is on record the history says so', async () => {
  const clerk = await connectStaff(rescue.center, 'clerk');
  const canteen = await connectStaff(rescue.center, 'canteen');
  const home = await enrolBox(rescue.center, '3门202');
  const { buildingId } = await householdOf('3门202');
  const before = await clerk.get('responders:all', {});
  expect(before.supervisor?.name).toBe('郑主任');
  await clerk.get('responders:saveGridWorker', { buildingId, gridWorker: null });
  const all = await clerk.get('responders:saveSupervisor', { supervisor: { name: '韩主管', phone: '130-0000-0001' } });
  expect(all.buildings.find((building) => building.id === buildingId)?.gridWorker).toBeNull();
  expect(await canteen.ask('responders:all', {})).toMatchObject({ refusal: { code: 'forbidden' } });

  const input = newPress();
  await home.get('sos:send', input);
  rescue.later(181_000);
  await until('the last step', () => rescue.atDesk(input.alarmId)?.level === 3);
  expect(await steps(input.alarmId)).toContain('sos.deed.grid.nobody');
  expect(names(await detail(input.alarmId))).toEqual(['马小军', '韩主管']);
  rescue.later(0);
  await rescue.close(input.alarmId);
  await clerk.get('responders:saveSupervisor', { supervisor: before.supervisor });
  for (const client of [home, clerk, canteen]) client.close();
});

test('officers tick whom they have phoned; the history keeps who and what was said', async () => {
  const input = newPress();
  const { alarmId } = input;
  await rescue.box.get('sos:send', input);
  await until('the family is asked for', () => rescue.atDesk(alarmId)?.level === 1);
  const [first] = (await detail(alarmId)).chain[0]?.notices ?? [];
  expect(first).toMatchObject({ state: 'due', channel: 'desk', phone: '138-0000-0301' });
  const ticked = { alarmId, noticeId: first?.id ?? '', state: 'not-reached', words: '没人接' } as const;
  await rescue.officer.get('sos:notified', ticked);
  await rescue.officer.get('sos:notified', { ...ticked, state: 'reached', words: '女儿在路上' });
  const notices = (await detail(alarmId)).chain[0]?.notices ?? [];
  expect(notices.map(({ state, by, words }) => [state, by, words])).toEqual([
    ['reached', '赵值班', '女儿在路上'],
    ['due', null, ''],
  ]);
  const { events } = await rescue.officer.get('desk:history', { id: alarmId });
  expect(events.filter((event) => event.deed.text.startsWith('sos.deed.notified'))).toMatchObject([
    { deed: { text: 'sos.deed.notified.not-reached', params: { name: '王丽', who: '家属' } }, words: '没人接' },
    { deed: { text: 'sos.deed.notified.reached' }, words: '女儿在路上' },
  ]);
  const foreign = newPress();
  const home = await enrolBox(rescue.center, '1门502');
  await home.get('sos:press', foreign);
  expect(await rescue.officer.ask('sos:notified', { ...ticked, alarmId: foreign.alarmId })).toMatchObject({
    refusal: { code: 'gone' },
  });
  await rescue.close(foreign.alarmId);
  await rescue.close(alarmId);
  home.close();
});
