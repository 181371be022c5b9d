import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type Child, startChild } from '../../bench/kit/child.ts';
import type { HistoryEvent } from '../../src/protocol/contracts/desk.ts';
import type { AlarmDetail } from '../../src/services/sos/protocol.ts';
import { type CenterProcess, startCenterProcess } from '../../src/testing/center-process.ts';
import { type Client, connectStaff } from '../../src/testing/harness.ts';
import type { BoxLook } from './calling-box.fixture.ts';

/** Real processes: a center with its database, and a box with the code of the television, each of which is killed. */
let center: CenterProcess;
let box: Child;
let disk: string;

const PATIENCE_MS = 30_000;
// Each starts a center and its database several times over.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

beforeAll(async () => {
  disk = mkdtempSync(join(tmpdir(), 'xiyangli-box-'));
  center = await startCenterProcess();
  await boxOn();
});
afterAll(async () => {
  await box.stop();
  await center.stop();
  rmSync(disk, { recursive: true, force: true });
});
afterEach(async () => {
  for (const alarm of await alarms()) await close(alarm.id);
  await shows((look) => look.stage === undefined || look.stage === 'closed');
});

async function boxOn(): Promise<void> {
  const file = join(import.meta.dirname, 'calling-box.fixture.ts');
  box = await startChild(file, { BOX_DISK: join(disk, 'box.json'), BOX_CENTER: center.url });
  await shows((look) => look.link === 'online');
}

async function eventually<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Waits until the box shows something. */
const shows = (fits: (look: BoxLook) => boolean) =>
  eventually(`the box shows ${fits}`, async () => {
    const look = await box.ask<BoxLook>('look');
    return fits(look) && look;
  });

async function asOfficer<T>(work: (officer: Client) => Promise<T>): Promise<T> {
  const officer = await connectStaff(center, 'officer');
  try {
    return await work(officer);
  } finally {
    officer.close();
  }
}

/** Calls for help that are not over. */
const alarms = () =>
  asOfficer(async (officer) => {
    const { items } = await officer.get('desk:queue', { closedHours: 0 });
    return items.filter((item) => item.service === 'sos');
  });

const detail = (alarmId: string): Promise<AlarmDetail> => asOfficer((officer) => officer.get('sos:alarm', { alarmId }));

const history = (id: string): Promise<HistoryEvent[]> =>
  asOfficer(async (officer) => (await officer.get('desk:history', { id })).events);

const times = (events: readonly HistoryEvent[], deed: string) =>
  events.filter((event) => event.deed.text === deed).length;

async function close(alarmId: string): Promise<void> {
  await asOfficer(async (officer) => {
    await officer.get('sos:take', { alarmId });
    await officer.get('sos:close', { alarmId, code: 'test', words: '' });
  });
}

/** Gives the household of the box a chain of its own. */
async function useChain(chain: { who: 'family' | 'grid' | 'supervisor'; afterS: number }[]): Promise<void> {
  await asOfficer(async (officer) => {
    const { households } = await officer.get('people:households', { search: '2门301' });
    await officer.get('responders:saveChain', { householdId: households[0]?.id ?? '', chain });
  });
}

/** The one alarm that there is. */
async function theAlarm(): Promise<AlarmDetail> {
  const [alarm, ...others] = await alarms();
  expect(others).toEqual([]);
  return detail(alarm?.id ?? '');
}

test('killed between the press and its sending: the box goes on, and it is one alarm, pressed once', async () => {
  await box.ask('press');
  const { id } = await shows((look) => look.waiting === 0);
  await center.kill();
  await box.ask('send');
  await center.start();
  await shows((look) => look.stage === 'sent' && look.waiting === 0);
  expect(await theAlarm()).toMatchObject({ id, state: 'sent', presses: 1 });
});

test('pressed while the center is down: one alarm, and every press of it is counted', async () => {
  await center.kill();
  for (let press = 0; press < 4; press++) {
    await box.ask('press');
    await new Promise((done) => setTimeout(done, 300));
  }
  await shows((look) => look.stage === 'undelivered');
  await center.start();
  await shows((look) => look.stage === 'sent' && look.waiting === 0);
  expect(await theAlarm()).toMatchObject({ state: 'sent', presses: 4 });
});

test('box and center are both killed in the middle: the same alarm goes on', async () => {
  await center.kill();
  await box.ask('press');
  await box.stop();
  await center.start();
  await boxOn();
  const { id } = await shows((look) => look.stage === 'sent' && look.waiting === 0);
  expect(await theAlarm()).toMatchObject({ id, presses: 1 });
});

test('killed while the box has fallen silent in its countdown: the center raises it after the restart, once', async () => {
  await box.ask('press');
  await shows((look) => look.waiting === 0);
  await box.stop();
  await center.kill();
  await center.start();
  const alarm = await eventually('it is raised', async () => {
    const now = await theAlarm();
    return now.state === 'sent' && now;
  });
  const events = await history(alarm.id);
  expect([times(events, 'sos.deed.silent'), times(events, 'sos.deed.sent')]).toEqual([1, 0]);
  await boxOn();
});

test('killed again and again while the chain runs: every step comes, once, and none before its time', async () => {
  await useChain([
    { who: 'family', afterS: 1 },
    { who: 'grid', afterS: 4 },
    { who: 'supervisor', afterS: 7 },
  ]);
  await box.ask('press');
  await box.ask('send');
  const { id = '' } = await shows((look) => look.stage === 'sent' && look.waiting === 0);
  for (let round = 0; round < 3; round++) {
    await new Promise((done) => setTimeout(done, 1_000));
    await center.kill();
    await center.start();
  }
  const { chain } = await eventually('the last step', async () => {
    const now = await detail(id);
    return now.chain.every((step) => step.state === 'done') && now;
  });
  for (const { doneAt, dueAt } of chain) {
    expect(Date.parse(doneAt ?? '')).toBeGreaterThanOrEqual(Date.parse(dueAt ?? ''));
  }
  expect(chain.flatMap((step) => step.notices.map((notice) => notice.name))).toEqual([
    '王丽',
    '李建国',
    '高志远',
    '郑主任',
  ]);
  const events = await history(id);
  for (const deed of ['sos.deed.family', 'sos.deed.grid', 'sos.deed.supervisor']) expect(times(events, deed)).toBe(1);
});

test('the database is killed: nothing is lost, presses are counted once, and the next step comes', async () => {
  await useChain([{ who: 'grid', afterS: 5 }]);
  await box.ask('press');
  const { id = '' } = await shows((look) => look.waiting === 0);
  await center.killDatabase();
  await box.ask('press');
  await box.ask('send');
  await shows((look) => look.stage === 'sent' && look.waiting === 0);
  const alarm = await eventually('the step has come', async () => {
    const now = await theAlarm();
    return now.chain[0]?.state === 'done' && now;
  });
  expect(alarm).toMatchObject({ id, presses: 2, state: 'sent' });
  expect(times(await history(id), 'sos.deed.grid')).toBe(1);
});
